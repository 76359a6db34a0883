// Everything the page shows about one series, as plain data that may cross a worker's boundary.
import { compareSteps } from './compare-laws.ts';
import { bandAt, curveAt } from './fitted-law.ts';
import { fitPowerLaw } from './fit-power-law.ts';
import { backTestSteps } from './holdout.ts';
import { largestSize, sampleLaw, smallestSize } from './law-sample.ts';
import { limit, nextDoublingGain } from './limit.ts';
import { diagnose, nextMeasurement } from './next-measurement.ts';
import { predictAt, predictivePosterior } from './predict.ts';
import { remarksOn } from './remarks.ts';
import { sizeForTarget } from './size-for-target.ts';
import { finish } from './steps.ts';
import { stopping } from './stopping.ts';
import { judge, tempered } from './verdicts.ts';
import type {
  LawReport,
  RefusedReport,
  ReportOptions,
  ReportStep,
  SampledCurves,
} from './report-types.ts';
import type { FitOptions, LawPoint, PowerLaw } from './types.ts';

/** The whole report in one call. */
export function analyseLaw(
  points: readonly LawPoint[],
  options: ReportOptions = {},
): LawReport | RefusedReport {
  return finish(analyseLawSteps(points, options));
}

/**
 * The report as a generator: it yields after each part (and within the long ones), so that a worker
 * can let messages in and drop a stale request. The returned report survives structured cloning.
 */
export function* analyseLawSteps(
  points: readonly LawPoint[],
  options: ReportOptions = {},
): Generator<ReportStep, LawReport | RefusedReport> {
  const { target, stopping: rule, candidates, quantity, samples = 120, upTo, ...rest } = options;
  const fitOptions: FitOptions = rest;
  let law = fitPowerLaw(points, fitOptions);
  yield 'fit';
  if (law.kind === 'refused')
    return { kind: 'refused', law: { ...law }, remarks: remarksOn(points, law, fitOptions) };
  const back = backTestSteps(points, fitOptions);
  let tested = back.next();
  while (!tested.done) {
    yield 'holdout';
    tested = back.next();
  }
  const holdout = tested.value;
  // A held-back point outside its interval switches the predictive widths to the cautious ones.
  if (holdout.cautious && fitOptions.cautious === undefined) {
    const wide = fitPowerLaw(points, { ...fitOptions, cautious: true });
    if (wide.kind === 'fit') law = wide;
  }
  predictivePosterior(law);
  yield 'posterior';
  const curves = sampleCurves(law, samples, upTo ?? 16 * largestSize(law));
  yield 'curves';
  const compare = compareSteps(points, fitOptions);
  let compared = compare.next();
  while (!compared.done) {
    yield 'comparison';
    compared = compare.next();
  }
  const { alpha, D, C } = sampleLaw(law);
  const remarks = remarksOn(points, law, fitOptions);
  const verdicts = judge(points, law, remarks, holdout, fitOptions);
  const size =
    target === undefined ? null : sizeForTarget(law, target, { reach: verdicts.reach.n });
  yield 'decisions';
  return {
    kind: 'report',
    law: { ...law },
    curves,
    comparison: compared.value,
    holdout,
    limit: limit(law),
    doubling: nextDoublingGain(law),
    target: size && tempered(size, verdicts),
    stopping: stopping(law, {
      ...rule,
      ...(target === undefined ? {} : { target }),
      holdout,
    }),
    next: nextMeasurement(law, candidates, quantity),
    diagnosis: diagnose(law, candidates),
    draws: { alpha, D, C },
    verdicts,
    remarks,
  };
}

/** Law, bands and alternatives at log-spaced sizes from half the smallest to `upTo`. */
export function sampleCurves(law: PowerLaw, samples: number, upTo: number): SampledCurves {
  const first = smallestSize(law) / 2;
  const count = Math.max(2, Math.floor(samples));
  const n = Array.from(
    { length: count },
    (_, i) => first * (Math.max(upTo, 2 * first) / first) ** (i / (count - 1)),
  );
  return {
    n,
    curve: n.map((size) => curveAt(law, size)),
    band: n.map((size) => bandAt(law, size, 0.9)),
    predictive: n.map((size) => predictAt(law, size, { level: 0.9 })),
    alternatives: law.alternatives.map((other) => ({
      window: other.window,
      curve: n.map((size) => curveAt(other, size)),
    })),
  };
}
