/** What the wasm engine promises beyond the contract: jobs wait for each other, sparse and dense bytes agree. */
import { expect, it } from 'vitest';
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';
import { findCase, makeReplica } from '../../../engines/cases.ts';
import { trainAll } from '../../../engines/suite.ts';

it('does jobs in turn, even when they are not awaited', async () => {
  const engine = await createWasmEngine();
  const { network, replica } = findCase('silu, mse');
  const { initialWeights, features, scaling } = replica;
  const train = async () => (await engine.train(network, replica)).weights;
  const alone = await train();
  const predicted = await engine.predict(network, initialWeights, features, scaling);
  const together = await Promise.all([
    train(),
    engine.predict(network, initialWeights, features, scaling),
    train(),
  ]);
  expect(together).toEqual([alone, predicted, alone]);
  engine.dispose();
});

it('goes on after a job that failed, and refuses jobs after dispose', async () => {
  const engine = await createWasmEngine();
  const { network, replica } = findCase('silu, mse');
  const wrong = { ...replica, trainingRows: Uint32Array.of(100_000) };
  await expect(trainAll(engine, network, [wrong])).rejects.toThrow(RangeError);
  expect(await trainAll(engine, network, [replica])).toHaveLength(1);
  engine.dispose();
  await expect(trainAll(engine, network, [replica])).rejects.toThrow(/disposed/);
});

it('gives the same whether bytes are listed or expanded', async () => {
  const engine = await createWasmEngine();
  const network = { inputs: 48, hidden: [24], outputs: 1, activation: 'relu' } as const;
  const replica = makeReplica(network, {
    blocks: [['bytes', 48]],
    training: 60,
    validation: 0,
    schedule: { maxSteps: 40 },
  });
  // Rows that are never trained on, but push the share of non-zero bytes above the limit.
  const block = replica.features.blocks[0]!;
  const values = new Uint8Array(block.values.length * 4).fill(1);
  values.set(block.values);
  const dense = {
    ...replica,
    features: {
      rows: replica.features.rows * 4,
      blocks: [{ kind: 'bytes' as const, names: block.names, values }],
    },
    labels: { values: new Float32Array(replica.labels.values.length * 4) },
  };
  dense.labels.values.set(replica.labels.values);
  const [listed] = await trainAll(engine, network, [replica]);
  const [expanded] = await trainAll(engine, network, [dense]);
  expect(expanded!.weights).toEqual(listed!.weights);
  engine.dispose();
});

it('predicts tables larger than it loads at once', async () => {
  const engine = await createWasmEngine();
  const network = { inputs: 3, hidden: [5], outputs: 2, activation: 'tanh' } as const;
  const { initialWeights, features, scaling } = makeReplica(network, { training: 9000 });
  const all = await engine.predict(network, initialWeights, features, scaling);
  expect(all).toHaveLength(2 * features.rows);
  const block = features.blocks[0]!;
  for (const row of [0, 4095, 4096, 8191, 8192, features.rows - 1]) {
    const values = Float32Array.from(block.values.subarray(3 * row, 3 * row + 3));
    const one = { rows: 1, blocks: [{ kind: 'float32' as const, names: block.names, values }] };
    expect(await engine.predict(network, initialWeights, one, scaling)).toEqual(
      all.slice(2 * row, 2 * row + 2),
    );
  }
  engine.dispose();
});
