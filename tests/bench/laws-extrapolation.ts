// Extrapolation on simulated curves that leave the law: |ln(predicted / measured)| at 2 and 4 times
// the largest fitted size, ours next to single forms by least squares on the same window.
import { fitPowerLaw, type LawPoint, type ModelId } from '../../src/scaling/index.ts';
import { estimate } from '../../src/scaling/estimate.ts';
import { fitForm, formCurve } from '../../src/scaling/form-fit.ts';
import { useOptions } from '../../src/scaling/options.ts';
import { posteriorProblem } from '../../src/scaling/posterior.ts';
import { prepare } from '../../src/scaling/prepared.ts';
import { Dice } from '../unit/scaling/simulate.ts';
import { FAMILIES, FIRST, type Curve } from './laws-families.ts';

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
