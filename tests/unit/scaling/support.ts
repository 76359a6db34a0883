// Small helpers of the scaling tests.
import { expect } from 'vitest';
import {
  fitPowerLaw,
  type FitOptions,
  type FittedLaw,
  type LawPoint,
} from '../../../src/scaling/index.ts';

/** Fits and insists on a fit. */
export function fitted(points: readonly LawPoint[], options?: FitOptions): FittedLaw {
  const law = fitPowerLaw(points, options);
  if (law.kind !== 'fit') throw new Error(`refused: ${JSON.stringify(law.reason)}`);
  return law;
}

/** Points of an exact law. */
export function exact(
  sizes: readonly number[],
  law: { readonly D: number; readonly alpha: number; readonly C: number },
): LawPoint[] {
  return sizes.map((n) => ({ n, error: law.D * n ** -law.alpha + law.C }));
}

export const DOUBLING = [100, 200, 400, 800, 1600, 3200, 6400] as const;

/** Asserts |a / b - 1| <= tolerance. */
export function expectClose(a: number, b: number, tolerance: number, what = ''): void {
  expect(Math.abs(a / b - 1), `${what} ${String(a)} against ${String(b)}`).toBeLessThanOrEqual(
    tolerance,
  );
}

/** Every number in a plain value is a number (Infinity is allowed where a result says so). */
export function expectNoNaN(value: unknown, path = 'result'): void {
  if (typeof value === 'number') expect(Number.isNaN(value), `NaN at ${path}`).toBe(false);
  else if (Array.isArray(value)) value.forEach((v, i) => expectNoNaN(v, `${path}[${String(i)}]`));
  else if (value !== null && typeof value === 'object')
    for (const [key, v] of Object.entries(value)) expectNoNaN(v, `${path}.${key}`);
}
