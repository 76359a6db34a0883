// Distribution function, density and quantiles of an equal mixture of normals.
import type { Mixture } from './posterior.ts';
import { normalQuantile } from './quantiles.ts';
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

/** Quantiles by the Illinois variant of false position, to 1e-8 in probability or position. */
export function mixtureQuantiles(mixture: Mixture, probabilities: readonly number[]): number[] {
  const { mean, sd } = mixture;
  const count = mean.length;
  let centre = 0;
  for (let s = 0; s < count; s++) centre += mean[s]! / count;
  let variance = 0;
  for (let s = 0; s < count; s++) variance += ((mean[s]! - centre) ** 2 + sd[s]! * sd[s]!) / count;
  const spread = Math.sqrt(variance);
  return probabilities.map((p) => {
    const guess = centre + spread * normalQuantile(p);
    let width = 0.5 * spread;
    let a = guess - width;
    let fa = mixtureCdf(mixture, a) - p;
    let b = guess + width;
    let fb = mixtureCdf(mixture, b) - p;
    while (fa > 0) {
      width *= 2;
      [b, fb] = [a, fa];
      a -= width;
      fa = mixtureCdf(mixture, a) - p;
    }
    while (fb < 0) {
      width *= 2;
      [a, fa] = [b, fb];
      b += width;
      fb = mixtureCdf(mixture, b) - p;
    }
    return illinois(mixture, p, a, fa, b, fb);
  });
}

function illinois(
  mixture: Mixture,
  p: number,
  a: number,
  fa: number,
  b: number,
  fb: number,
): number {
  let side = 0;
  for (let i = 0; i < 100; i++) {
    const c = i % 8 === 7 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
    const fc = mixtureCdf(mixture, c) - p;
    if (Math.abs(fc) < 1e-8 || b - a < 1e-9) return c;
    if (fc < 0) {
      [a, fa] = [c, fc];
      if (side < 0) fb /= 2;
      side = -1;
    } else {
      [b, fb] = [c, fc];
      if (side > 0) fa /= 2;
      side = 1;
    }
  }
  return (a + b) / 2;
}
