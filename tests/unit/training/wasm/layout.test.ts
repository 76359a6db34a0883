/** Packing of weights and the kernel's memory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeatureBlock } from '../../../../src/descriptors/feature-matrix.ts';
import { EngineLost } from '../../../../src/training/engine.ts';
import { initialWeights, type Network } from '../../../../src/training/network.ts';
import { Arena } from '../../../../src/training/wasm/arena.ts';
import { pack, packedNetwork, unpack } from '../../../../src/training/wasm/layout.ts';

const names = (width: number) => Array.from({ length: width }, (_, i) => `${i}`);
const block = fc
  .tuple(fc.boolean(), fc.integer({ min: 1, max: 40 }))
  .map(([bytes, width]): FeatureBlock =>
    bytes
      ? { kind: 'bytes', names: names(width), values: new Uint8Array(0) }
      : { kind: 'float32', names: names(width), values: new Float32Array(0) },
  );

describe('layout', () => {
  it('packs every weight into a place of its own and back', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 10 }),
        (blocks, hidden, outputs) => {
          const inputs = blocks.reduce((sum, { names }) => sum + names.length, 0);
          const network: Network = { inputs, hidden, outputs, activation: 'relu' };
          const packing = packedNetwork(network, { rows: 0, blocks });
          const flat = initialWeights(network, 1, 2);
          const packed = new Float32Array(packing.length);
          pack(packing, flat, packed);
          expect(unpack(packing, packed)).toEqual(flat);
          expect(packed.reduce((count, w) => count + (w === 0 ? 0 : 1), 0)).toBe(
            flat.reduce((count, w) => count + (w === 0 ? 0 : 1), 0),
          );
        },
      ),
    );
  });

  it('refuses features that do not fit the network, and weights that do not', () => {
    const network: Network = { inputs: 3, hidden: [4], outputs: 1, activation: 'relu' };
    const features = (width: number) => ({
      rows: 0,
      blocks: [{ kind: 'bytes' as const, names: names(width), values: new Uint8Array(0) }],
    });
    expect(() => packedNetwork(network, features(4))).toThrow(/3 inputs.*4 columns/);
    const deep = { ...network, hidden: new Array<number>(64).fill(2) };
    expect(() => packedNetwork(deep, features(3))).toThrow(/64 hidden layers/);
    const packing = packedNetwork(network, features(3));
    expect(() => pack(packing, new Float32Array(5), new Float32Array(packing.length))).toThrow(
      RangeError,
    );
  });
});

describe('arena', () => {
  it('grows to the biggest job and no further', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const arena = new Arena(memory, 1000);
    const addresses = [100, 300_000, 5].map((bytes) => arena.reserve(bytes));
    expect(addresses.every((address) => address % 64 === 0 && address >= 1000)).toBe(true);
    const after = memory.buffer.byteLength;
    for (let job = 0; job < 50; job++) {
      arena.reset();
      arena.reserve(300_000);
    }
    expect(memory.buffer.byteLength).toBe(after);
    expect(after).toBeLessThan(300_000 + 3 * 65_536);
  });

  it('keeps what was written when it grows, and clears what it is asked to', () => {
    const arena = new Arena(new WebAssembly.Memory({ initial: 1 }), 0);
    const kept = arena.copyFloat32(Float32Array.of(1, 2, 3));
    arena.reserve(1_000_000);
    expect([...arena.float32(kept, 3)]).toEqual([1, 2, 3]);
    arena.reset();
    expect([...arena.uint8(arena.zeros(12), 12)]).toEqual(new Array(12).fill(0));
  });

  it('says so when there is no more memory', () => {
    const arena = new Arena(new WebAssembly.Memory({ initial: 1, maximum: 2 }), 0);
    expect(() => arena.reserve(1_000_000)).toThrow(EngineLost);
  });
});
