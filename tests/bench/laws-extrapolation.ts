// Extrapolation on simulated curves that leave the law: |ln(predicted / measured)| at 2 and 4 times
// the largest fitted size, ours next to single forms by least squares on the same window.
import { fitPowerLaw, type LawPoint, type ModelId } from '../../src/scaling/index.ts';
import { estimate } from '../../src/scaling/estimate.ts';
import { fitForm, formCurve } from '../../src/scaling/form-fit.ts';
import { useOptions } from '../../src/scaling/options.ts';
import { posteriorProblem } from '../../src/scaling/posterior.ts';
import { prepare } from '../../src/scaling/prepared.ts';
import { Dice } from '../unit/scaling/simulate.ts';

type Curve = (n: number) => number;
const FIRST = 32;

/** Families of true curves; each draws its own parameters. */
const FAMILIES: Readonly<Record<string, (dice: Dice) => Curve>> = {
  'power law': (d) => {
    const [a, c] = [0.1 + 1.1 * d.uniform(), 0.1 * d.uniform()];
    return (n) => c + (n / FIRST) ** -a;
  },
  'shifted power': (d) => {
    const [a, c, m] = [0.2 + 1.3 * d.uniform(), 0.1 * d.uniform(), FIRST * 2 ** (4 * d.uniform())];
    return (n) => c + ((n + m) / (FIRST + m)) ** -a;
  },
  'broken power': (d) => {
    const a = 0.1 + d.uniform();
    const b = a * (0.3 + 1.4 * d.uniform());
    const m = FIRST * 2 ** (1 + 5 * d.uniform());
    return (n) => 0.02 + (n / FIRST) ** -a * (1 + (n / m) ** 3) ** ((a - b) / 3);
  },
  'sigmoid in log n': (d) => {
    const [a, c, m] = [0.4 + d.uniform(), 0.1 * d.uniform(), FIRST * 2 ** (6 * d.uniform())];
    return (n) => c + 0.8 / (1 + (n / m) ** a);
  },
  exponential: (d) => {
    const [c, m] = [0.1 + 0.3 * d.uniform(), FIRST * 2 ** (2 + 5 * d.uniform())];
    return (n) => c + Math.exp(-n / m);
  },
  saturating: (d) => {
    const [a, c] = [0.8 + d.uniform(), 0.4 + 0.5 * d.uniform()];
    return (n) => c + 0.5 * (n / FIRST) ** -a;
  },
  'plateau, then a fall': (d) => {
    const m = FIRST * 2 ** (1 + 4 * d.uniform());
    return (n) => 0.08 + 0.1 * (n / FIRST) ** -0.3 + 0.5 / (1 + (n / m) ** 2);
  },
  'wavy power': (d) => {
    const [a, p] = [0.2 + 0.6 * d.uniform(), 6 * d.uniform()];
    return (n) => (0.1 + (n / FIRST) ** -a) * (1 + 0.03 * Math.sin(1.4 * Math.log(n) + p));
  },
};

const FORMS: readonly ModelId[] = [
  'last-value',
  'power',
  'power-floor',
  'shifted-power',
  'exponential',
  'sigmoid',
];

const median = (v: readonly number[]): number => [...v].sort((a, b) => a - b)[v.length >> 1] ?? NaN;
const average = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;

interface Score {
  readonly errors: Map<string, number[]>;
  inside: number;
  tested: number;
}

function run(curve: Curve, noise: number, dice: Dice, scores: readonly Score[]): void {
  const sizes = Array.from({ length: 13 }, (_, i) => Math.round(FIRST * 2 ** (i / 2)));
  const points: LawPoint[] = sizes.map((n) => ({
    n,
    error: curve(n) * Math.exp(noise * dice.normal()),
  }));
  const law = fitPowerLaw(points);
  const used = useOptions();
  const problem = estimate(prepare(points, used), Math.min(8, points.length), used);
  const { context } = posteriorProblem(problem.data, used);
  const last = sizes[sizes.length - 1] ?? 1;
  const fits = FORMS.map((form) => fitForm(form, problem.problem, context));
  scores.forEach((score, i) => {
    const n = last * 2 ** (i + 1);
    const measured = curve(n) * Math.exp(noise * dice.normal());
    const add = (name: string, value: number) => {
      const error = Math.abs(Math.log(Math.max(value, 1e-6) / measured));
      score.errors.set(name, [...(score.errors.get(name) ?? []), error]);
    };
    const p = law.predict(n);
    add('ours', p.median);
    fits.forEach((fit, f) => add(FORMS[f] ?? '', formCurve(fit, n, 0)));
    score.tested += 1;
    if (p.lower <= measured && measured <= p.upper) score.inside += 1;
  });
}

/** Markdown lines; `sets` curves per family and noise level (0.3, 1 and 3 %). */
export function extrapolationTable(sets: number): string[] {
  const names = ['ours', ...FORMS];
  const lines: string[] = [];
  const fresh = (): Score => ({ errors: new Map(), inside: 0, tested: 0 });
  const total = [fresh(), fresh()];
  const perFamily = Object.entries(FAMILIES).map(([name, make], f) => {
    const scores = [fresh(), fresh()];
    [0.003, 0.01, 0.03].forEach((noise, v) => {
      const dice = new Dice(70 + 10 * f + v);
      for (let s = 0; s < sets; s++) run(make(dice), noise, dice, scores);
    });
    scores.forEach((score, i) => {
      const all = total[i];
      if (!all) return;
      all.inside += score.inside;
      all.tested += score.tested;
      for (const [key, v] of score.errors)
        all.errors.set(key, [...(all.errors.get(key) ?? []), ...v]);
    });
    return [name, scores] as const;
  });
  const row = (name: string, score: Score, of: (v: readonly number[]) => number) =>
    `| ${name} | ${names.map((m) => of(score.errors.get(m) ?? []).toFixed(3)).join(' | ')} | ${(score.inside / score.tested).toFixed(2)} |`;
  lines.push(
    `${String(3 * sets)} curves per family (noise 0.3, 1 and 3 %, one run per size), 13 sizes over six octaves, no repeats; fitted to the last eight. Numbers are |ln(predicted / measured)|; the last column is the coverage of our 90 % predictive interval.`,
    '',
  );
  total.forEach((all, i) => {
    lines.push(
      `At ${String(2 ** (i + 1))} times the largest size:`,
      '',
      `| median of | ${names.join(' | ')} | coverage |`,
      `|---|${names.map(() => '---|').join('')}---|`,
      ...perFamily.map(([name, scores]) => row(name, scores[i] ?? all, median)),
      row('all, median', all, median),
      row('all, mean', all, average),
      '',
    );
  });
  return lines;
}
