/** What is said of the limit: the rule of fitting.md stays, but a limit that is seen is not called unknown. */
import { describe, expect, test } from 'vitest';
import { limitKnown } from '../../../src/findings/limit-known.ts';
import { fitPowerLaw, type LawPoint, type PowerLaw } from '../../../src/scaling/index.ts';
import { english as words } from '../../../src/words/words.ts';

const SIZES = [100, 200, 400, 800, 1600, 3200, 6400];

/** Four trials around `error`, spread evenly by `noise` (relative), the pattern turned from size to size. */
function trials(error: (n: number) => number, noise: number): LawPoint[] {
  const spread = [-1, -0.4, 0.5, 0.9];
  return SIZES.flatMap((n, size) =>
    spread.map((_, trial) => ({
      n,
      error: error(n) * (1 + noise * (spread[(trial + size) % 4] ?? 0)),
    })),
  );
}

function fitted(points: readonly LawPoint[]): PowerLaw {
  const law = fitPowerLaw(points);
  if (law.kind !== 'fit') throw new Error(`refused: ${JSON.stringify(law)}`);
  return law;
}

describe('what is known of the limit', () => {
  test('a clear curve: resolved', () => {
    expect(limitKnown(fitted(trials((n) => 6 * n ** -0.8 + 0.05, 0.02)))).toBe('resolved');
  });

  test('a limit above zero, but known widely, as for nuclear masses: roughly', () => {
    const law = fitted(trials((n) => 6 * n ** -0.8 + 0.013, 0.22));
    // The rule itself: not identified, above zero, wider than half of the smallest error.
    const { lower, upper } = law.intervals.C[90];
    expect(law.identified).toBe('not-identified');
    expect(lower).toBeGreaterThan(0);
    expect(upper - lower).toBeGreaterThan(0.5 * Math.min(...law.data.y));
    expect(limitKnown(law)).toBe('roughly');
    // The truth stands in the sentence.
    expect(lower < 0.013 && 0.013 < upper).toBe(true);
  });

  test('a fall that is over at the first sizes: the limit is seen, the rate is open', () => {
    const law = fitted(trials((n) => (n === 100 ? 0.2 : 0.1), 0.05));
    expect(law.identified).toBe('not-identified');
    expect(limitKnown(law)).toBe('rate-open');
  });

  test('no floor: only from above', () => {
    expect(limitKnown(fitted(trials((n) => 6 * n ** -0.6, 0.03)))).toBe('upper-bound');
  });

  test('no trend: nothing is claimed', () => {
    expect(limitKnown(fitted(trials(() => 0.1, 0.3)))).toBe('open');
  });
});

test('the verdict says what is known, with its unit, and what is missing', () => {
  const range = { lower: 0.00668, upper: 0.0171 };
  expect(words.law.limitIs('roughly', range, 'MeV')).toBe(
    'The limit lies between 0.00668 and 0.0171 MeV (90 %).',
  );
  expect(words.law.limitIs('open', { lower: 0, upper: 0.0177 }, null)).toBe(
    'The limit may lie anywhere up to 0.0177.',
  );
  expect(
    words.follows.why.reasons({ code: 'floor-wide', width: 0.0104, allowed: 0.00858 }, 'MeV'),
  ).toBe(
    'To call the limit resolved, its interval must be narrower than 0.00858 MeV; it is 0.0104 wide.',
  );
});
