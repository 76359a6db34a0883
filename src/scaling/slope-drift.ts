// How a curve's slope wanders: an Ornstein-Uhlenbeck process in log2 n, integrated into the level. Real
// curves bend slowly, and intervals that only let the level drift are too narrow far out. Few sizes
// cannot tell a drifting slope from the law's own bend, so its weight grows with their number.

/** Values of s: relative deviation of the slope per octave (times root 2 theta). */
export const SLOPES: readonly number[] = [0.005, 0.02, 0.08];
/** Reversion to the law's slope, per octave. */
const THETA = 0.25;
/** No slope drift has the prior weight of this s. */
const NONE = 0.003;
const HALF = 0.01;

/** How much more than the plain law so many sizes can tell: 0 up to five of them, 1 from eight on. */
export const richness = (sizes: number): number => Math.min(1, Math.max(0, (sizes - 5) / 3));

/** ln prior of s > 0 against no slope drift; the factor s is the Jacobian of the logarithmic grid. */
export const lnSlopePrior = (s: number, sizes: number): number =>
  Math.log(s / NONE) - Math.log(1 + (s / HALF) ** 2) + Math.log(richness(sizes));

/** Covariance of the level at `a` and `b` octaves from the smallest size for s = 1; 0 below it. */
export function slopeKernel(a: number, b: number): number {
  if (a <= 0 || b <= 0) return 0;
  const near = Math.min(a, b);
  const far = Math.max(a, b);
  const decays = Math.exp(-THETA * near) + Math.exp(-THETA * far) - Math.exp(THETA * (near - far));
  return (2 * THETA * near + decays - 1) / (2 * THETA ** 3);
}
