/**
 * A target that is learnt as its logarithm: networks, lines and ridge see log10, errors are told in the target's own scale.
 * Own exp and log, so the bits are the same in every browser.
 */
import { exp, log } from '../random.ts';

export type TargetScale = 'linear' | 'log10';

/** As the network learns it; NaN where the logarithm of a value that is not positive is asked for. */
export function toLearnt(value: number, scale: TargetScale): number {
  if (scale === 'linear') return value;
  return value > 0 ? log(value) / Math.LN10 : NaN;
}

/** Back in the target's own unit. */
export function toOwn(value: number, scale: TargetScale): number {
  return scale === 'linear' ? value : exp(value * Math.LN10);
}
