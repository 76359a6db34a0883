// Rolling hold-out: fit the smaller sizes, predict the larger ones that were measured, grade the
// errors, and say how far beyond the data the law may be read (fitting.md, section 7).
import { fitPowerLaw, NEEDED_SIZES } from './fit-power-law.ts';
import { mixtureLogDensity, mixtureQuantiles } from './mixture-quantile.ts';
import { prepare } from './prepared.ts';
import { predictiveMixture } from './predict.ts';
import { useOptions } from './options.ts';
import { finish } from './steps.ts';
import type { BackTest, HoldoutGrade, HoldoutReason, RollingHoldout } from './report-types.ts';
import type { FitOptions, LawPoint } from './types.ts';

/** Errors up to this are usable, above the second no extrapolation is allowed. */
const USABLE = 0.05;
const ROUGH = 0.15;
/** Reach without a passed back-test, the least with one, and the most without asking. */
const UNTESTED_REACH = 2;
const LEAST_REACH = 4;
const MOST_REACH = 16;

/**
 * Fits the first j sizes for j = max(4, ceil(k/2)) ... k-1 and predicts the others. A back-test
 * passes when its error is at most twice the noise or 5 %, and inside the 95 % interval.
 */
export function rollingHoldout(points: readonly LawPoint[], options?: FitOptions): RollingHoldout {
  return finish(backTestSteps(points, options));
}

/** The same, one origin per step, so that a worker can stop in between. */
export function* backTestSteps(
  points: readonly LawPoint[],
  options?: FitOptions,
): Generator<undefined, RollingHoldout> {
  const used = useOptions(options);
  const all = prepare(points, used);
  const k = all.n.length;
  const noise = relativeNoise(all.relative, k);
  const tests: BackTest[] = [];
  for (let j = Math.max(NEEDED_SIZES, Math.ceil(k / 2)); j < k; j++) {
    const limit = all.n[j - 1]!;
    const law = fitPowerLaw(
      points.filter((p) => p.n <= limit),
      { ...used, draws: Math.min(used.draws, 1024) },
    );
    if (law.kind !== 'fit') continue;
    for (let i = j; i < k; i++) {
      const n = all.n[i]!;
      const measured = all.y[i]!;
      if (!(measured > 0)) continue;
      tests.push(backTest(law, n, measured, used.cautious));
    }
    yield undefined;
  }
  return grade(tests, noise, k, all.n[k - 1] ?? 0);
}

function backTest(
  law: Parameters<typeof predictiveMixture>[0],
  n: number,
  measured: number,
  cautious: boolean,
): BackTest {
  const mixture = predictiveMixture(law, n, cautious);
  const [lower = 0, median = 0, upper = 0] = mixtureQuantiles(mixture, [0.025, 0.5, 0.975]);
  const z = Math.log(measured);
  const nFitted = law.data.n.at(-1) ?? n;
  return {
    nFitted,
    sizesFitted: law.data.n.length,
    n,
    octaves: Math.log2(n / nFitted),
    predicted: { median: Math.exp(median), lower: Math.exp(lower), upper: Math.exp(upper) },
    measured,
    inside: z >= lower && z <= upper,
    z: (z - median) / Math.max((upper - lower) / 2, 1e-12),
    logDensity: mixtureLogDensity(mixture, z),
  };
}

function grade(
  tests: readonly BackTest[],
  noise: number,
  k: number,
  largest: number,
): RollingHoldout {
  const reasons: HoldoutReason[] = [];
  if (tests.length === 0) {
    reasons.push({ code: 'too-few-to-hold-back', have: k, need: NEEDED_SIZES + 1 });
    return {
      grade: 'not-tested',
      rmsle: null,
      noise,
      tests,
      reach: { factor: UNTESTED_REACH, n: UNTESTED_REACH * largest },
      cautious: false,
      reasons,
    };
  }
  const error = ({ measured, predicted }: BackTest) => Math.log(measured / predicted.median);
  const rmsle = Math.sqrt(tests.reduce((sum, t) => sum + error(t) ** 2, 0) / tests.length);
  const allowed = Math.max(USABLE, 2 * noise);
  const gradeOf = (): HoldoutGrade => {
    if (rmsle > Math.max(ROUGH, 2 * noise)) return 'no-extrapolation';
    if (rmsle <= Math.max(2 * noise, 0.01) && rmsle <= ROUGH) return 'good';
    return rmsle <= USABLE ? 'usable' : 'rough';
  };
  const result = gradeOf();
  const passed = tests.filter((t) => t.inside && Math.abs(error(t)) <= allowed);
  const longest = passed.reduce((most, t) => Math.max(most, t.n / t.nFitted), 1);
  const factor =
    result === 'no-extrapolation' ? 1 : Math.min(MOST_REACH, Math.max(LEAST_REACH, longest ** 2));
  const outside = tests.filter((t) => !t.inside);
  if (result === 'no-extrapolation')
    reasons.push({ code: 'error-too-large', rmsle, allowed: Math.max(ROUGH, 2 * noise) });
  for (const { nFitted, n } of outside) reasons.push({ code: 'outside-interval', nFitted, n });
  return {
    grade: result,
    rmsle,
    noise,
    tests,
    reach: { factor, n: factor * largest },
    cautious: outside.length > 0,
    reasons,
  };
}

/** Root mean relative noise variance of one size. */
function relativeNoise(relative: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += relative[i * k + i]!;
  return k > 0 ? Math.sqrt(sum / k) : 0;
}
