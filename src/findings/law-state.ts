/** What can be said of a curve's law at the moment: it is known, being worked out, or why there is none. */
import {
  limitVerdict,
  NEEDED_SIZES,
  rateVerdict,
  type LawReason,
  type LimitVerdict,
  type PowerLaw,
  type RateVerdict,
  type RefusalReason,
} from '../scaling/index.ts';
import type { Curve } from './curve.ts';
import type { LawAnswer } from './law-answer.ts';
import { lawlessRemark, type LawlessRemark } from './lawless.ts';

export type LawState =
  /** Too few sizes are in. */
  | { readonly kind: 'waiting'; readonly have: number; readonly need: number }
  /** Enough sizes are in, and nothing is known yet. */
  | { readonly kind: 'computing' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** `detail`: what the program said. */
  | { readonly kind: 'failed'; readonly detail: string }
  | {
      readonly kind: 'known';
      readonly law: PowerLaw;
      readonly rate: RateVerdict;
      readonly limit: LimitVerdict;
      /** Why no law is to be told of these points. */
      readonly remark: LawlessRemark | null;
      /** What keeps the limit from being resolved; null where no single reason stands out or it is not known yet. */
      readonly why: LawReason | null;
      /** No single reason stands out: more data of any kind would help. */
      readonly moreData: boolean;
    };

/** `answer` belongs to the curve, or to fewer points of it while `computing`. */
export function lawState(
  { summary }: Pick<Curve, 'summary'>,
  answer: LawAnswer | null,
  computing: boolean,
): LawState {
  const law = answer?.law ?? null;
  if (law?.kind === 'fit') {
    const report = answer?.report ?? null;
    const why = report?.diagnosis.why ?? null;
    const moreData = report !== null && why === null && law.identified !== 'resolved';
    const remark = report && lawlessRemark(report);
    return { kind: 'known', law, ...verdictsOn(law, report), remark, why, moreData };
  }
  const have = summary.means.length;
  if (have < NEEDED_SIZES) return { kind: 'waiting', have, need: NEEDED_SIZES };
  if (computing || answer === null) return { kind: 'computing' };
  if (law) return { kind: 'refused', reason: law.reason };
  return { kind: 'failed', detail: answer.failure ?? '' };
}

/** Before its report is there a law has the same verdicts, by the law alone. */
export function verdictsOn(law: PowerLaw, report: LawAnswer['report']) {
  if (report) return { rate: report.verdicts.rate, limit: report.verdicts.limit };
  const lawless = law.reasons.some(({ code }) => code === 'no-trend');
  return { rate: rateVerdict(law, lawless), limit: limitVerdict(law, lawless) };
}
