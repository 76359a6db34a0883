// Coverage of the 90 % intervals by simulation, in a reduced form; `npm run bench:laws` has it whole.
import { describe, expect, it } from 'vitest';
import { BASE_CELL, Dice, simulate, truth, type Cell } from './simulate.ts';
import { fitted } from './support.ts';

const SETS = 80;

/** Three binomial standard errors below the bench's 0.85 at 80 sets. */
const LEAST = 0.85 - 3 * Math.sqrt((0.85 * 0.15) / SETS);

const CELLS: Readonly<Record<string, Partial<Cell>>> = {
  plain: {},
  'slow and noisy': { alpha: 0.1, noise: 0.2, trials: 3, sizes: 5 },
  'fast and precise': { alpha: 1.5, noise: 0.01 },
  'no floor': { floorRatio: 0 },
  'high floor': { floorRatio: 3 },
  'shared offset': { shared: 0.8 },
  'shared, missing trials': { shared: 0.5, missing: 0.2, trials: 10 },
  'mild misfit': { misfit: 0.01, trials: 20 },
  'ten sizes, few trials': { sizes: 10, trials: 3, noise: 0.2, shared: 0.5 },
};

describe('coverage of 90 % intervals', () => {
  Object.entries(CELLS).forEach(([name, changes], index) => {
    it(`${name}: alpha, C and f(4 n)`, () => {
      const cell = { ...BASE_CELL, ...changes };
      const { D, alpha, C } = truth(cell);
      const dice = new Dice(500 + index);
      const inside = { alpha: 0, C: 0, f: 0 };
      for (let i = 0; i < SETS; i++) {
        const law = fitted(simulate(cell, dice), { window: 'all' });
        const n = 400 * 2 ** (cell.sizes - 1);
        const f = D * n ** -alpha + C;
        const band = law.band(n);
        const { alpha: a, C: c } = law.intervals;
        if (a[90].lower <= alpha && alpha <= a[90].upper) inside.alpha += 1;
        if (c[90].lower <= C && C <= c[90].upper) inside.C += 1;
        if (band.lower <= f && f <= band.upper) inside.f += 1;
      }
      expect(inside.alpha / SETS, 'alpha').toBeGreaterThan(LEAST);
      expect(inside.C / SETS, 'C').toBeGreaterThan(LEAST);
      expect(inside.f / SETS, 'f').toBeGreaterThan(LEAST);
    });
  });
});
