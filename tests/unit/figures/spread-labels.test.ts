import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../src/figures/spread-labels.ts';

describe('labels of levels', () => {
  it('stay where they want to be when there is room', () => {
    expect(spreadLabels([100, 10, 50], 16, 0, 200)).toEqual([100, 10, 50]);
  });

  it('share the displacement when two want the same place', () => {
    expect(spreadLabels([50, 50], 16, 0, 200)).toEqual([42, 58]);
  });

  it('never overlap, keep their order and stay inside when they fit', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 12 }),
        (wanted) => {
          const placed = spreadLabels(wanted, 17, 8, 392);
          const sorted = [...placed].sort((a, b) => a - b);
          sorted.forEach((position, i) => {
            expect(position).toBeGreaterThanOrEqual(8 - 1e-9);
            expect(position).toBeLessThanOrEqual(392 + 1e-9);
            if (i > 0) expect(position - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-9);
          });
          wanted.forEach((a, i) =>
            wanted.forEach((b, j) => {
              if (a < b) expect(placed[i]).toBeLessThan(placed[j] ?? 0);
            }),
          );
        },
      ),
    );
  });
});
