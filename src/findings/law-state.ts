/** What can be said of a curve's law at the moment: it is known, being worked out, or why there is none. */
import { NEEDED_SIZES } from '../scaling/fit-power-law.ts';
import type { LawReason, PowerLaw, RefusalReason } from '../scaling/index.ts';
import type { Curve } from './curve.ts';
import type { LawAnswer } from './law-answer.ts';
import { limitKnown, type LimitKnown } from './limit-known.ts';

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
      readonly limit: LimitKnown;
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
    const { report } = answer as LawAnswer;
    const why = report?.diagnosis.why ?? null;
    const moreData = report !== null && why === null && law.identified !== 'resolved';
    return { kind: 'known', law, limit: limitKnown(law), why, moreData };
  }
  const have = summary.means.length;
  if (have < NEEDED_SIZES) return { kind: 'waiting', have, need: NEEDED_SIZES };
  if (computing || answer === null) return { kind: 'computing' };
  if (law) return { kind: 'refused', reason: law.reason };
  return { kind: 'failed', detail: answer.failure ?? '' };
}
