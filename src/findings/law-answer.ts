/** What is asked of a law, and what the answer is: plain data. */
import type {
  LawPoint,
  LawReport,
  PowerLaw,
  RefusedLaw,
  StoppingOptions,
} from '../scaling/index.ts';

/** What a person says simulations cost and errors are worth; only what was said. */
export type StoppingWorth = Pick<
  StoppingOptions,
  'valuePerError' | 'costPerSample' | 'smallestGain'
>;

export interface LawQuestion {
  /** Which curve the points belong to (Curve.key): more points of one curve are not another curve. */
  readonly curve: string;
  readonly points: readonly LawPoint[];
  /** In the unit of the errors. */
  readonly target: number | null;
  readonly worth: StoppingWorth;
}

export interface LawAnswer {
  /** null when nothing could be computed at all; `failure` then says why. */
  readonly law: PowerLaw | RefusedLaw | null;
  /** Everything that follows; null without a law, and in a first answer while the rest is being worked out. */
  readonly report: LawReport | null;
  readonly failure?: string;
}
