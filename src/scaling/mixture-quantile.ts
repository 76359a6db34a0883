// Distribution function, density and quantiles of an equal mixture of normals.
import type { Mixture } from './posterior.ts';
import { normalCdf } from './special-functions.ts';

export function mixtureCdf({ mean, sd }: Mixture, z: number): number {
  let sum = 0;
  for (let s = 0; s < mean.length; s++) sum += normalCdf((z - mean[s]!) / sd[s]!);
  return sum / mean.length;
}

/** ln density at z. */
export function mixtureLogDensity({ mean, sd }: Mixture, z: number): number {
  let sum = 0;
  for (let s = 0; s < mean.length; s++) {
    const e = (z - mean[s]!) / sd[s]!;
    sum += Math.exp(-0.5 * e * e) / sd[s]!;
  }
  return Math.log(Math.max(sum / mean.length, 1e-300)) - 0.5 * Math.log(2 * Math.PI);
}

/** Quantiles for ascending probabilities: bracketed false position (Illinois), to 1e-9. */
export function mixtureQuantiles(mixture: Mixture, probabilities: readonly number[]): number[] {
  const { mean, sd } = mixture;
  let low = Infinity;
  let high = -Infinity;
  for (let s = 0; s < mean.length; s++) {
    low = Math.min(low, mean[s]! - 9 * sd[s]!);
    high = Math.max(high, mean[s]! + 9 * sd[s]!);
  }
  return probabilities.map((p) => {
    let [a, fa] = [low, -p];
    let [b, fb] = [high, 1 - p];
    for (let i = 0; i < 100 && b - a > 1e-9; i++) {
      // Bisection first: the mixture's ends can be far apart.
      const c = i < 6 || i % 3 === 0 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
      const fc = mixtureCdf(mixture, c) - p;
      if (Math.abs(fc) < 1e-9) return c;
      if (fc < 0) [a, fa] = [c, fc];
      else [b, fb] = [c, fc];
    }
    return (a + b) / 2;
  });
}
