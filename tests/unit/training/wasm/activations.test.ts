/** The kernel's own exp and tanh, seen through a network of one unit, against the language's in float64. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrainingEngine } from '../../../../src/training/engine.ts';
import type { Activation } from '../../../../src/training/network.ts';
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';

/** From the smallest to far beyond where activations saturate, both signs. */
const GRID = Float32Array.from({ length: 40_000 }, (_, i) => {
  const size = 10 ** (-12 + 15 * (i / 40_000));
  return i % 2 === 0 ? size : -size;
});

async function activations(engine: TrainingEngine, activation: Activation): Promise<Float32Array> {
  return engine.lastHidden(
    { inputs: 1, hidden: [1], outputs: 1, activation },
    Float32Array.of(1, 0, 1, 0),
    { rows: GRID.length, blocks: [{ kind: 'float32', names: ['x'], values: GRID }] },
    { mean: Float32Array.of(0), scale: Float32Array.of(1), clip: Infinity },
  );
}

describe('activations of the kernel', () => {
  let engine: TrainingEngine;
  beforeAll(async () => {
    engine = await createWasmEngine();
  });
  afterAll(() => engine.dispose());

  it.each([
    ['relu', (x: number) => Math.max(0, x), 0],
    ['leaky-relu', (x: number) => (x > 0 ? x : 0.01 * x), 1e-7],
    ['tanh', Math.tanh, 2e-7],
    // Beyond e^80 the clamp shows: values there are below 1e-31.
    ['silu', (x: number) => x / (1 + Math.exp(-x)), 3e-7],
  ] as const)('%s is right to its relative accuracy', async (activation, exact, accuracy) => {
    const values = await activations(engine, activation);
    let worst = 0;
    for (let i = 0; i < GRID.length; i++) {
      const should = exact(GRID[i]!);
      worst = Math.max(worst, Math.abs(values[i]! - should) / Math.max(Math.abs(should), 1e-25));
    }
    expect(worst).toBeLessThanOrEqual(accuracy);
  });
});
