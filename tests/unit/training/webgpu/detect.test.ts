/** The proof catches engines with wrong numbers. */
import { describe, expect, it } from 'vitest';
import { openEngine } from '../../../../src/training/detect.ts';
import { proveEngine } from '../../../../src/training/engine-proof.ts';
import { EngineUnavailable, type TrainingEngine } from '../../../../src/training/engine.ts';
import { createReferenceEngine } from '../../../engines/reference-engine.ts';

describe('proveEngine', () => {
  it('accepts the float64 reference', async () => {
    await expect(proveEngine(createReferenceEngine())).resolves.toBeUndefined();
  });

  const spoiled = (spoil: (weights: Float32Array<ArrayBuffer>) => void): TrainingEngine => {
    const engine = createReferenceEngine();
    return {
      ...engine,
      async train(...job) {
        const result = await engine.train(...job);
        spoil(result.weights);
        return result;
      },
    };
  };

  it.each([
    ['zeros', (w: Float32Array<ArrayBuffer>) => void w.fill(0)],
    ['NaN', (w: Float32Array<ArrayBuffer>) => void w.fill(NaN, 3, 4)],
    ['one weight off by a thousandth', (w: Float32Array<ArrayBuffer>) => void (w[7]! += 1e-3)],
  ])('refuses %s', async (_, spoil) => {
    const error = await proveEngine(spoiled(spoil)).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(EngineUnavailable);
    expect((error as EngineUnavailable).code).toBe('failed-proof');
  });
});

describe('under Node', () => {
  it('opens and proves tfjs-cpu', async () => {
    const engine = await openEngine('tfjs-cpu');
    expect(engine.name).toBe('tfjs-cpu');
    engine.dispose();
  });
});
