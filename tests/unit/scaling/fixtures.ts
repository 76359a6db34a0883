// The JSON made by tests/fixtures/scaling/make_fixtures.py, typed.
import { readFileSync } from 'node:fs';

export interface FixtureCase {
  readonly n: readonly number[];
  readonly y: readonly number[];
  readonly se: readonly number[];
  readonly pred: readonly number[];
  readonly estimate: { readonly alpha: number; readonly C: number };
  readonly profile: Readonly<
    Record<
      string,
      {
        readonly alpha: readonly [number, number];
        readonly C: readonly [number, number];
        readonly pred: readonly (readonly [number, number])[];
      }
    >
  >;
  readonly posterior: {
    readonly predictive: readonly (readonly [number, number, number])[];
    readonly alpha: readonly [number, number, number];
    readonly C: readonly [number, number, number];
  };
}

export interface Fixtures {
  readonly normal_cdf: readonly (readonly [number, number])[];
  readonly log_normal_cdf: readonly (readonly [number, number])[];
  readonly normal_quantile: readonly (readonly [number, number])[];
  readonly t_quantile: readonly (readonly [number, number, number])[];
  readonly f_tail: readonly (readonly [number, number, number, number])[];
  readonly log_gamma: readonly (readonly [number, number])[];
  readonly cases: readonly FixtureCase[];
}

export const fixtures = JSON.parse(
  readFileSync(new URL('../../fixtures/scaling/fixtures.json', import.meta.url), 'utf8'),
) as Fixtures;
