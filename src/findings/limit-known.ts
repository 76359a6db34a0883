/** How much the points say of the limit C: finer than "identified", so that what is known is not left unsaid. */
import type { PowerLaw } from '../scaling/index.ts';

/** 'rate-open' knows the limit but not how fast it is reached. */
export type LimitKnown = 'resolved' | 'roughly' | 'rate-open' | 'upper-bound' | 'open';

type Judged = Pick<PowerLaw, 'identified' | 'intervals'> & {
  readonly reasons: readonly { readonly code: string; readonly side?: string }[];
};

/**
 * A law that is not identified may still have a limit above zero: known more widely than "resolved"
 * asks for, or well known while the rate is open upwards, since a faster fall leaves the level as it is.
 */
export function limitKnown({ identified, intervals, reasons }: Judged): LimitKnown {
  if (identified !== 'not-identified') return identified;
  if (!(intervals.C[90].lower > 0) || reasons.some(({ code }) => code === 'no-trend'))
    return 'open';
  const openRate = reasons.find(({ code }) => code === 'alpha-interval-touches-bound');
  if (!openRate) return 'roughly';
  return openRate.side === 'upper' ? 'rate-open' : 'open';
}
