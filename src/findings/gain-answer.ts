/** Does pretraining pay? Transfer at its largest size against the best way without pretraining. */
import type { Curve } from './curve.ts';
import type { BaselineArm } from './summary.ts';

export interface GainAnswer {
  readonly question: 'gain';
  readonly n: number;
  /** Mean errors. */
  readonly transfer: number;
  readonly best: number;
  readonly arm: BaselineArm;
  /** Of the best way's error that transfer saves; negative where it loses. */
  readonly share: number;
  /** 'even': within the noise of the trials. */
  readonly verdict: 'wins' | 'even' | 'loses';
}

/** Needs no law; null without both. */
export function gainAnswer({ summary }: Pick<Curve, 'summary'>): GainAnswer | null {
  const best = [...summary.baselines].sort((a, b) => a.mean - b.mean)[0];
  const last = summary.means.at(-1);
  if (!best || !last || !(best.mean > 0)) return null;
  const share = 1 - last.mean / best.mean;
  const { interval } = last;
  const even = interval !== null && interval.lower <= best.mean && best.mean <= interval.upper;
  return {
    question: 'gain',
    n: last.n,
    transfer: last.mean,
    best: best.mean,
    arm: best.arm,
    share,
    verdict: even ? 'even' : share >= 0 ? 'wins' : 'loses',
  };
}

/** Simulation alone, as it is or corrected by the measurements without a network. */
export const isSimulation = (arm: BaselineArm): arm is 'simulated' | 'recalibrated' | 'corrected' =>
  arm === 'simulated' || arm === 'recalibrated' || arm === 'corrected';
