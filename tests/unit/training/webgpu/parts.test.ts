/** The fused engine's pure parts: places in memory, padded layouts, pace. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialWeights, type Network } from '../../../../src/training/network.ts';
import { Arena, type Place } from '../../../../src/training/webgpu/arena.ts';
import {
  featureLayout,
  layoutOf,
  packWeights,
  unpackWeights,
} from '../../../../src/training/webgpu/layout.ts';
import { Pace } from '../../../../src/training/webgpu/pace.ts';
import { makeReplica } from '../../../engines/cases.ts';

describe('Arena', () => {
  it('never overlaps, and is whole again when all is given back', () => {
    const actions = fc.array(fc.tuple(fc.boolean(), fc.nat(30)), { maxLength: 60 });
    fc.assert(
      fc.property(actions, (list) => {
        const arena = new Arena(100);
        const taken: Place[] = [];
        for (const [take, n] of list) {
          if (take) {
            const place = arena.take(n + 1);
            if (place) taken.push(place);
          } else {
            const [place] = taken.splice(n % Math.max(1, taken.length), 1);
            if (place) arena.give(place);
          }
          const sorted = [...taken].sort((a, b) => a.offset - b.offset);
          sorted.forEach(({ offset, size }, i) => {
            expect(offset + size).toBeLessThanOrEqual(sorted[i + 1]?.offset ?? 100);
          });
        }
        taken.forEach((place) => arena.give(place));
        expect(arena.take(100)).toEqual({ offset: 0, size: 100 });
      }),
    );
  });
});

describe('layout', () => {
  const network: Network = { inputs: 32, hidden: [9, 6], outputs: 3, activation: 'relu' };
  const blocks = [
    ['float32', 3],
    ['bytes', 21],
    ['float32', 2],
    ['bytes', 6],
  ] as const;

  it('weights survive the way to the padded layout and back, and padding is zero', () => {
    const { features } = makeReplica(network, { blocks });
    const layout = layoutOf(network, featureLayout(features), 32);
    const flat = initialWeights(network, 3, 0);
    const padded = packWeights(layout, flat);
    expect(unpackWeights(layout, padded)).toEqual(flat);
    const sum = (values: Float32Array) => values.reduce((total, w) => total + Math.abs(w), 0);
    expect(padded.filter((w) => w !== 0).length).toBe(flat.filter((w) => w !== 0).length);
    expect(sum(padded)).toBeCloseTo(sum(flat), 3);
  });
});

describe('Pace', () => {
  it('starts small, grows while submissions are short, and shrinks when one is long', () => {
    const pace = new Pace();
    const before = pace.share(64);
    expect(before.width * before.steps).toBeLessThanOrEqual(8);
    for (let i = 0; i < 20; i++) {
      const { width, steps } = pace.share(64);
      pace.observe(width * steps, 0.001 * width * steps);
    }
    const fast = pace.share(64);
    expect(fast.width).toBe(64);
    expect(fast.steps).toBeGreaterThan(50);
    pace.observe(fast.width * fast.steps, 2000);
    const slow = pace.share(64);
    expect(slow.width * slow.steps * (2000 / (fast.width * fast.steps))).toBeLessThan(50);
  });
});
