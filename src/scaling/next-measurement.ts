// Which further run narrows a quantity most per cost: a c-optimal design step on the posterior's
// draws. An observation with noise variance v at a size lowers Var(h) by Cov(h, f)^2 / (Var(f) + v),
// which is the linear update of the information matrix without linearising the law.
import { LawArgumentError } from './errors.ts';
import { average, largestSize, sampleLaw, smallestSize, type LawSample } from './law-sample.ts';
import { crossingSize } from './size-for-target.ts';
import type {
  Candidate,
  DesignQuantity,
  Diagnosis,
  NextMeasurement,
  RankedCandidate,
} from './report-types.ts';
import type { LawReason, PowerLaw } from './types.ts';

/**
 * Ranks candidate runs for the floor, a prediction, or the size for a target. `before` and `after`
 * are standard deviations in the unit of the error (of ln n* for a target). Candidates must be at
 * positive sizes; none given means `defaultCandidates`. Throws LawArgumentError for a bad candidate.
 */
export function nextMeasurement(
  law: PowerLaw,
  candidates: readonly Candidate[] = defaultCandidates(law),
  quantity: DesignQuantity = { kind: 'limit' },
): NextMeasurement {
  const sample = sampleLaw(law);
  const { values, unit } = quantityDraws(law, sample, quantity);
  const before = Math.sqrt(covariance(values, values));
  const ranked = candidates.map((candidate): RankedCandidate => {
    const { n, trials } = candidate;
    if (!(Number.isFinite(n) && n > 0 && trials > 0))
      throw new LawArgumentError(
        `A candidate needs a positive size and number of trials, not ${JSON.stringify(candidate)}.`,
      );
    const cost = candidate.cost ?? n * trials;
    const f = errorDraws(sample, n);
    const c = covariance(values, f);
    const drop = (c * c) / (covariance(f, f) + observationVariance(law, n, trials));
    const after = Math.sqrt(Math.max(0, before * before - drop));
    return {
      n,
      trials,
      cost,
      before: before * unit,
      after: after * unit,
      gainPerCost: cost > 0 ? (drop * unit * unit) / cost : Infinity,
    };
  });
  ranked.sort((a, b) => b.gainPerCost - a.gainPerCost || a.n - b.n);
  return { quantity, best: ranked[0] ?? null, ranked };
}

/** One more round of trials at every size, and new sizes at sqrt 2, 2 and 4 times the largest. */
export function defaultCandidates(law: PowerLaw): Candidate[] {
  const used = law.points.filter((p) => p.used);
  const repeats = [...used.map((p) => Math.max(1, p.trials))].sort((a, b) => a - b);
  const typical = repeats[repeats.length >> 1] ?? 1;
  const last = largestSize(law);
  return [
    ...used.map((p) => ({ n: p.n, trials: typical })),
    ...[Math.SQRT2, 2, 4].map((f) => ({ n: wholeFrom(f * last), trials: typical })),
  ];
}

/** Sizes are counts where the measured ones are large enough to be; in other units they stay as they are. */
const wholeFrom = (n: number): number => (n >= 10 ? Math.round(n) : n);

function errorDraws({ alpha, D, C }: LawSample, n: number): number[] {
  return alpha.map((a, s) => C[s]! + D[s]! * n ** -a);
}

/** Draws of the quantity, and what turns their deviation into the unit that is shown. */
function quantityDraws(law: PowerLaw, sample: LawSample, quantity: DesignQuantity) {
  if (quantity.kind === 'limit') return { values: [...sample.C], unit: 1 };
  if (quantity.kind === 'prediction') return { values: errorDraws(sample, quantity.n), unit: 1 };
  // ln n* varies like the error at n*, over the slope there; without a crossing, as far as 16 n_k.
  const most = 16 * largestSize(law);
  const n = Math.min(Math.max(crossingSize(law, quantity.target), smallestSize(law)), most);
  const slope = law.alpha * law.D * n ** -law.alpha;
  return { values: errorDraws(sample, n), unit: slope > 0 ? 1 / slope : 1 };
}

/**
 * Noise variance of what `trials` more trials at n would add. At a measured size they sharpen the
 * mean but not the size's own misfit, so only the gain of precision counts.
 */
export function observationVariance(law: PowerLaw, n: number, trials: number): number {
  const level = law.D * n ** -law.alpha + law.C;
  const { residual } = law.variance;
  const scatter = law.data.df === 0 ? scatterVariance(law) : residual;
  const single = Math.max(scatter, 1e-8) * level * level;
  const misfit = (law.misfit * level) ** 2;
  const there = law.points.find((p) => p.used && p.n === n);
  if (!there) return single / trials + misfit;
  const have = Math.max(1, there.trials);
  const old = single / have + misfit;
  const better = single / (have + trials) + misfit;
  return 1 / Math.max(1 / better - 1 / old, Number.MIN_VALUE);
}

/** Relative variance of a single size around the law, when nothing else tells the noise. */
function scatterVariance(law: PowerLaw): number {
  const { n, y } = law.data;
  const squares = n.reduce((sum, size, i) => {
    const f = law.D * size ** -law.alpha + law.C;
    return sum + (f > 0 ? ((y[i]! - f) / f) ** 2 : 0);
  }, 0);
  return squares / Math.max(1, n.length - 3);
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [average(a), average(b)];
  return a.reduce((sum, v, s) => sum + (v - meanA) * (b[s]! - meanB), 0) / a.length;
}

/** Which reason stands first when a law is not identified. */
const PRIORITY: readonly LawReason['code'][] = [
  'no-trend',
  'rising-tail',
  'alpha-at-bound',
  'floor-not-visible',
  'alpha-interval-touches-bound',
  'floor-at-bound',
  'floor-wide',
  'few-sizes',
];

/**
 * Why the floor is not identified, and the run that would settle it: the cheapest one that is
 * expected to narrow its interval enough, or the one that narrows it most when none suffices.
 */
export function diagnose(law: PowerLaw, candidates?: readonly Candidate[]): Diagnosis {
  const { lower, upper } = law.intervals.C[90];
  const widthNow = upper - lower;
  const why =
    law.identified === 'resolved'
      ? null
      : (PRIORITY.map((code) => law.reasons.find((r) => r.code === code)).find(Boolean) ?? null);
  const widthNeeded = 0.5 * Math.min(...law.data.y);
  const { ranked } = nextMeasurement(law, candidates, { kind: 'limit' });
  const width = (r: RankedCandidate) => (r.before > 0 ? (widthNow * r.after) / r.before : widthNow);
  const enough = ranked.filter((r) => width(r) < widthNeeded).sort((a, b) => a.cost - b.cost);
  const run = enough[0] ?? [...ranked].sort((a, b) => width(a) - width(b))[0] ?? null;
  return {
    identified: law.identified,
    why,
    run,
    widthNow,
    widthAfter: run ? width(run) : null,
    widthNeeded,
  };
}
