/**
 * A law and all that follows from it, in two parts: the long one belongs to the points alone, the short one to a target and
 * prices, so that dragging a target fits nothing again. Pure; the law worker and a program without workers run the same.
 */
import {
  analyseLawSteps,
  fitPowerLaw,
  sizeForTarget,
  stopping,
  tempered,
  type LawPoint,
  type LawReport,
  type PowerLaw,
  type RefusedLaw,
  type ReportStep,
} from '../scaling/index.ts';
import { finish } from '../scaling/steps.ts';
import type { LawAnswer, LawQuestion, StoppingWorth } from './law-answer.ts';

/** What belongs to the points. */
export type Analysed =
  | { readonly law: RefusedLaw; readonly report: null }
  | {
      readonly law: PowerLaw;
      readonly report: LawReport;
      /** The law before the largest size came: advice to stop must hold there too. */
      readonly before: PowerLaw | null;
    };

/** Yields between its steps, of at most a second or so. Throws LawArgumentError. */
export function* analysisSteps(points: readonly LawPoint[]): Generator<ReportStep, Analysed> {
  const report = yield* analyseLawSteps(points);
  if (report.kind === 'refused') return { law: report.law, report: null };
  yield 'decisions';
  return { law: report.law, report, before: lawBefore(points) };
}

/** From the same points without the largest size, so that the advice does not depend on what was on the screen before. */
function lawBefore(points: readonly LawPoint[]): PowerLaw | null {
  const largest = Math.max(...points.map(({ n }) => n));
  const law = fitPowerLaw(points.filter(({ n }) => n < largest));
  return law.kind === 'fit' ? law : null;
}

/** The answer for a target (in the unit of the errors; null: none) and prices. */
export function decide(analysed: Analysed, target: number | null, worth: StoppingWorth): LawAnswer {
  if (analysed.report === null) return { law: analysed.law, report: null };
  const { law, report, before } = analysed;
  const { holdout, verdicts } = report;
  const aim = target === null ? worth : { ...worth, target };
  const previous = before ? stopping(before, { holdout, ...aim }) : undefined;
  return {
    law,
    report: {
      ...report,
      target:
        target === null
          ? null
          : tempered(sizeForTarget(law, target, { reach: verdicts.reach.n }), verdicts),
      stopping: stopping(law, { holdout, ...aim, ...(previous ? { previous } : {}) }),
    },
  };
}

/** The whole answer in one call, of a second or two. Throws LawArgumentError. */
export function answerLaw({ points, target, worth }: Omit<LawQuestion, 'curve'>): LawAnswer {
  return decide(finish(analysisSteps(points)), target, worth);
}

/** The law alone, as plain data. Throws LawArgumentError. */
export function fitLawNow(points: readonly LawPoint[]): PowerLaw | RefusedLaw {
  return { ...fitPowerLaw(points) };
}
