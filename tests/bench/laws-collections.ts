// The collections of curves on which extrapolation is judged: stored curves that were made by training,
// and simulated ones. Each task hides its largest sizes; stored collections belong to development, test, or neither.
import type { LawPoint } from '../../src/scaling/index.ts';
import { Dice } from '../unit/scaling/simulate.ts';
import { partOf, readCurves, type Part, type StoredCurve } from './curves/stored.ts';
import { LEAVING_FAMILIES } from './laws-families.ts';

export interface Task {
  readonly points: readonly LawPoint[];
  readonly hidden: readonly { readonly n: number; readonly error: number }[];
}

export interface Collection {
  readonly name: string;
  readonly part: Part | 'simulated';
  readonly tasks: readonly Task[];
}

const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;

function means({ n, trials }: StoredCurve): LawPoint[] {
  return n.map((size, i) => ({ n: size, error: mean(trials.map((t) => t[i] ?? NaN)) }));
}

function withTrials({ n, trials }: StoredCurve): LawPoint[] {
  return n.map((size, i) => {
    const own = trials.map((t, trial) => ({ trial, error: t[i] ?? NaN }));
    return { n: size, error: mean(own.map((t) => t.error)), trials: own };
  });
}

/** The first `fit` points against the next `ahead`. */
const cut = (points: readonly LawPoint[], fit: number, ahead: number): Task[] =>
  points.length < fit + ahead
    ? []
    : [{ points: points.slice(0, fit), hidden: points.slice(fit, fit + ahead) }];

/** All points up to the largest size over `factor`, against the largest (`last`) or all beyond. */
function beyond(points: readonly LawPoint[], factor: number, last: boolean): Task[] {
  const most = points[points.length - 1]?.n ?? 0;
  const fit = points.filter((p) => p.n <= (1.02 * most) / factor);
  return fit.length < 5
    ? []
    : [{ points: fit, hidden: last ? points.slice(-1) : points.slice(fit.length) }];
}

const octaves = (points: readonly LawPoint[]): LawPoint[] => points.filter((_, i) => i % 2 === 0);

function simulated(name: string, count: number, make: (dice: Dice, i: number) => Task): Collection {
  const dice = new Dice(4242);
  return {
    name,
    part: 'simulated',
    tasks: Array.from({ length: count }, (_, i) => make(dice, i)),
  };
}

/** Sizes 2^(i/step) from 32 with noise; the true curve is what is hidden. */
function task(
  curve: (n: number) => number,
  sizes: number,
  step: number,
  ahead: readonly number[],
  noise: () => number,
): Task {
  const n = (i: number) => 32 * 2 ** (i / step);
  const points = Array.from({ length: sizes }, (_, i) => ({
    n: n(i),
    error: curve(n(i)) * noise(),
  }));
  const last = n(sizes - 1);
  return { points, hidden: ahead.map((f) => ({ n: f * last, error: curve(f * last) * noise() })) };
}

/** A curve whose logarithm bends slowly: what a smooth training run looks like. */
function bending(dice: Dice): (n: number) => number {
  const [rate, level] = [
    0.05 + 0.4 * dice.uniform(),
    dice.uniform() < 0.5 ? 0 : 0.3 * dice.uniform(),
  ];
  const waves = [0, 1, 2].map((j) => ({
    size: (0.12 * dice.normal()) / (1 + j),
    length: (0.35 + 0.25 * dice.uniform()) * (1 + j),
    phase: 6.3 * dice.uniform(),
  }));
  return (n) => {
    const t = Math.log(n / 32);
    const bend = waves.reduce((sum, w) => sum + w.size * Math.sin(w.length * t + w.phase), 0);
    return level + Math.exp(-rate * t + bend);
  };
}

/** n simulated samples count as kappa n^w measured ones beside m of them: smooth, first slow, then a law. */
function effectiveData(dice: Dice): (n: number) => number {
  const [floor, rate] = [0.1 + 0.3 * dice.uniform(), 0.15 + 0.5 * dice.uniform()];
  const [worth, power] = [0.05 * 40 ** dice.uniform(), 0.4 + 0.6 * dice.uniform()];
  return (n) => floor + 0.6 * (1 + worth * (n / 32) ** power) ** -rate;
}

export function collections(scale = 1): Collection[] {
  const count = (n: number) => Math.max(8, Math.round(scale * n));
  const parts = (
    name: string,
    kind: StoredCurve['kind'],
    tasks: (curve: StoredCurve) => Task[],
  ): Collection[] =>
    (['development', 'test', 'untouched'] as const).map((part) => ({
      name,
      part,
      tasks: readCurves(kind)
        .filter((c) => partOf(c) === part)
        .flatMap(tasks)
        .filter((_, i) => i % Math.max(1, Math.round(1 / scale)) === 0),
    }));
  const noisy = (dice: Dice, sd: number) => () => Math.exp(sd * dice.normal());
  return [
    ...parts('transfer, 5 sizes to 2', 'transfer', (c) => cut(means(c), 5, 2)),
    ...parts('transfer, 4 sizes to 3', 'transfer', (c) => cut(means(c), 4, 3)),
    ...parts('transfer with trials, 5 to 2', 'transfer', (c) =>
      cut(withTrials(c), 5, 2).map(({ points, hidden }) => ({ points, hidden })),
    ),
    ...parts('learning curves, 4 times', 'learning', (c) => beyond(means(c), 4, true)),
    ...parts('learning curves, octaves, 5 to 2', 'learning', (c) =>
      cut(octaves(means(c)).slice(-7), 5, 2),
    ),
    ...parts('smooth runs, last 3 octaves', 'run', (c) => beyond(means(c), 8, false)),
    simulated('exact laws, 7 sizes, 2 and 4 times', count(60), (dice, i) => {
      const [a, c] = [0.1 + 1.1 * dice.uniform(), i % 3 === 0 ? 0 : 0.5 * dice.uniform()];
      const sd = [0.001, 0.003, 0.01][i % 3] ?? 0.01;
      return task((n) => c + (n / 32) ** -a, 7, 1, [2, 4], noisy(dice, sd));
    }),
    simulated('exact laws, 5 sizes, 2 and 4 times', count(60), (dice, i) => {
      const [a, c] = [0.1 + 0.6 * dice.uniform(), 2 * dice.uniform()];
      const sd = [0.001, 0.003, 0.01][i % 3] ?? 0.01;
      return task((n) => c + (n / 32) ** -a, 5, 1, [2, 4], noisy(dice, sd));
    }),
    ...([4, 5] as const).map((fit) =>
      simulated(
        `smooth transfer, ${String(fit)} sizes to ${String(7 - fit)}`,
        count(60),
        (dice) => {
          const curve = effectiveData(dice);
          const made = task(curve, 7, 1, [], noisy(dice, 0.003)).points;
          return { points: made.slice(0, fit), hidden: made.slice(fit) };
        },
      ),
    ),
    simulated('curves that leave the law, 4 times', count(120), (dice, i) => {
      const make = LEAVING_FAMILIES[i % LEAVING_FAMILIES.length]?.[1];
      const sd = [0.003, 0.01, 0.03][i % 3] ?? 0.01;
      return task(make?.(dice) ?? (() => 1), 13, 2, [4], noisy(dice, sd));
    }),
    simulated('bending runs, 2 to 8 times', count(60), (dice) =>
      task(bending(dice), 20, 3, [2, 4, 8], noisy(dice, 0.003)),
    ),
  ];
}
