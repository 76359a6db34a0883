/** The wasm engine in a browser: the whole suite, and the same bits as in Node. */
import { expect, it } from 'vitest';
import { createWasmEngine } from '../../src/training/wasm/engine.ts';
import { bitsOf, WASM_BITS } from '../engines/bits.ts';
import { describeEngine } from '../engines/suite.ts';

describeEngine('wasm', createWasmEngine, { oneStep: 1e-5, afterSteps: 1e-4 });

it('gives the same bits as in Node', async () => {
  const engine = await createWasmEngine();
  expect(await bitsOf(engine)).toBe(WASM_BITS);
  engine.dispose();
});
