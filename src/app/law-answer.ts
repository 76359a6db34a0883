/** What the law worker answers: plain data. */
import type { LawReport, PowerLaw, RefusedLaw } from '../scaling/index.ts';

export interface LawAnswer {
  /** null when the points could not be used at all; `failure` then says why. */
  readonly law: PowerLaw | RefusedLaw | null;
  /** Everything that follows; null below four sizes. */
  readonly report: LawReport | null;
  readonly failure?: string;
}
