import { describe, expect, it } from 'vitest';
import { lawThumbnail } from '../../../src/figures/law-thumbnail.ts';

const box = { width: 64, height: 32 };

describe('lawThumbnail', () => {
  it('draws a power law without a floor as a straight line through its points', () => {
    const curve = { D: 3, alpha: 0.5, C: 0 };
    const points = [100, 200, 400].map((n) => [n, 3 / Math.sqrt(n)] as const);
    const { dots, path } = lawThumbnail({ points, curve, ...box });
    expect(dots).toEqual([
      { x: 4, y: 4 },
      { x: 32, y: 16 },
      { x: 60, y: 28 },
    ]);
    const ends = [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(
      ([, x, y]) => Number(y) / Number(x),
    );
    expect(path.startsWith('M4 4')).toBe(true);
    expect(path.endsWith('L60 28')).toBe(true);
    expect(ends).toHaveLength(24);
  });

  it('has no picture where nothing can be drawn, and stays in its box', () => {
    expect(lawThumbnail({ points: [], curve: null, ...box })).toEqual({ dots: [], path: '' });
    const odd = [
      [0, 1],
      [10, -1],
      [10, NaN],
      [10, 0.5],
    ] as const;
    expect(lawThumbnail({ points: odd, curve: { D: 1, alpha: 1, C: 0 }, ...box })).toEqual({
      dots: [{ x: 32, y: 16 }],
      path: '',
    });
  });
});
