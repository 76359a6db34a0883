/**
 * A fingerprint of everything the wasm engine computes on fixed tasks, so that Node and every browser can be compared
 * bit for bit: SHA-256 of the weights, predictions, steps and validation losses.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { TrainingEngine } from '../../src/training/engine.ts';
import { findCase, makeReplica, patienceCase, type EngineCase } from './cases.ts';

/** Changes only together with WASM_ENGINE_VERSION, and then on purpose. */
export const WASM_BITS = '4e28d3660511c78e09902e345b9435dc1d005595f0b6586ea067bf0ca2794c88';

const NAMES = [
  'relu, mse',
  'leaky-relu, huber',
  'tanh, mse',
  'silu, huber',
  'three outputs with masks',
  'bytes only',
  'mixed blocks',
  'odd widths',
  'cosine',
  'weight decay',
  'last two layers',
  'the usual size',
];

function longCase(): EngineCase {
  const network = {
    inputs: 30,
    hidden: [64, 40],
    outputs: 2,
    activation: 'silu',
  } as const;
  const schedule = { maxSteps: 3000, batch: 32, loss: 'huber', huberDelta: 0.3 } as const;
  return {
    name: 'long',
    network,
    replica: makeReplica(network, { training: 300, validation: 50, schedule }),
  };
}

/** The hexadecimal fingerprint. */
export async function bitsOf(engine: TrainingEngine): Promise<string> {
  const hash = sha256.create();
  for (const { network, replica } of [...NAMES.map(findCase), patienceCase(), longCase()]) {
    const { weights, steps, trace } = await engine.train(network, replica);
    hash.update(bytesOf(weights));
    hash.update(
      bytesOf(Float64Array.of(steps, ...trace.map(({ validationLoss }) => validationLoss))),
    );
    const { features, scaling } = replica;
    hash.update(bytesOf(await engine.predict(network, weights, features, scaling)));
    hash.update(bytesOf(await engine.lastHidden(network, weights, features, scaling)));
  }
  return bytesToHex(hash.digest());
}

/** Little-endian on every machine that runs WebAssembly in practice. */
function bytesOf(values: Float32Array | Float64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
