// The best reachable error, what more simulation can still remove, and the gain of a doubling.
import { largestSize, sampleLaw, share, smallestSize, summary } from './law-sample.ts';
import type { DoublingGain, Limit } from './report-types.ts';
import type { PowerLaw } from './types.ts';

export interface LimitOptions {
  /** Error that repeated measurements of one material would leave, in the unit of the error. */
  readonly noiseFloor?: number;
}

/** C with its exact interval and its posterior; shares at the largest and since the smallest size. */
export function limit(law: PowerLaw, { noiseFloor }: LimitOptions = {}): Limit {
  const { alpha, D, C, offset } = sampleLaw(law);
  const [first, last] = [smallestSize(law), largestSize(law)];
  const floor = C.map((c, s) => c * offset[s]!);
  const excess = (n: number, s: number) => D[s]! * n ** -alpha[s]!;
  return {
    C: law.C,
    interval: law.intervals.C[90],
    posterior: summary(floor),
    identified: law.identified,
    removableShare: summary(
      C.map((c, s) => {
        const e = excess(last, s);
        return e + c > 0 ? e / (e + c) : 0;
      }),
    ),
    removedShare: summary(alpha.map((a) => 1 - (last / first) ** -a)),
    belowNoiseFloor: noiseFloor === undefined ? null : share(floor, (c) => c < noiseFloor),
  };
}

/** Gain of doubling the largest size, D n^-alpha (1 - 2^-alpha); a difference, so without offset. */
export function nextDoublingGain(law: PowerLaw): DoublingGain {
  const { alpha, D, C } = sampleLaw(law);
  const n = largestSize(law);
  const gain = alpha.map((a, s) => D[s]! * n ** -a * (1 - 2 ** -a));
  const relative = gain.map((g, s) => {
    const error = C[s]! + D[s]! * n ** -alpha[s]!;
    return error > 0 ? g / error : 0;
  });
  return { n, gain: summary(gain), relative: summary(relative) };
}
