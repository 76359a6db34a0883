import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cos,
  epochOrder,
  exp,
  log,
  permutation,
  sin,
  Stream,
  streamKey,
  threefry,
} from '../../src/random.ts';

describe('threefry', () => {
  // Known answers of Random123 1.14 (kat_vectors, threefry2x32 with 20 rounds).
  test.each([
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
  ])('key %i %i, counter %i %i', (key0, key1, counter0, counter1, first, second) => {
    const out = new Uint32Array(2);
    threefry(key0, key1, counter0, counter1, out);
    expect([...out]).toEqual([first, second]);
  });
});

describe('streams', () => {
  test('another purpose, part or seed gives another key', () => {
    const keys = [
      streamKey(1, 'batches', 0, 0),
      streamKey(2, 'batches', 0, 0),
      streamKey(1, 'initialWeights', 0, 0),
      streamKey(1, 'batches', 1, 0),
      streamKey(1, 'batches', 0, 1),
      streamKey(1, 'batches', 0),
      streamKey(1 + 2 ** 32, 'batches', 0, 0),
    ].map(String);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('bad parts are refused', () => {
    expect(() => streamKey(1, 'batches', -1)).toThrow(RangeError);
    expect(() => streamKey(1, 'batches', 'not a fingerprint')).toThrow(RangeError);
  });

  test('uniform and normal have the right moments', () => {
    const stream = new Stream(streamKey(7, 'syntheticWorld'));
    const n = 100_000;
    let sum = 0;
    let normalSum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      sum += stream.uniform();
      const z = stream.normal();
      normalSum += z;
      squares += z * z;
    }
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(normalSum / n)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(squares / n - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  });
});

describe('permutations', () => {
  test('hold every number once, also epoch by epoch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(1000), (n, epoch) => {
        const key = streamKey(3, 'batches', n);
        const order = new Uint32Array(n);
        epochOrder(key, epoch, order);
        const sorted = [...order].sort((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
        expect([...permutation(key, n)].sort((a, b) => a - b)).toEqual(sorted);
      }),
    );
  });

  test('every place is equally likely (chi-squared)', () => {
    const n = 8;
    const counts = new Float64Array(n * n);
    const epochs = 8000;
    const order = new Uint32Array(n);
    const key = streamKey(11, 'batches', 0, 0);
    for (let epoch = 0; epoch < epochs; epoch++) {
      epochOrder(key, epoch, order);
      order.forEach((value, place) => counts[value * n + place]!++);
    }
    const expected = epochs / n;
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(86); // 49 degrees of freedom: p = 0.001
  });
});

describe('own transcendental functions agree with Math', () => {
  const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), 1e-300);

  test('exp and log', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(relative(exp(x), Math.exp(x))).toBeLessThan(5e-16);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThan(
          5e-16 * Math.max(1, Math.abs(Math.log(x))),
        );
      }),
    );
    expect([exp(-Infinity), exp(Infinity), log(0), log(Infinity)]).toEqual([
      0,
      Infinity,
      -Infinity,
      Infinity,
    ]);
    expect(log(-1)).toBeNaN();
  });

  test('sin and cos', () => {
    fc.assert(
      fc.property(fc.double({ min: -1000, max: 1000, noNaN: true }), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-15);
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(2e-13);
      }),
    );
  });
});
