/** The wasm engine gives the stored bits in Node; tests/browser/wasm-engine.test.ts asks the same of Chromium. */
import { expect, it } from 'vitest';
import { createWasmEngine } from '../../../../src/training/wasm/engine.ts';
import { bitsOf, WASM_BITS } from '../../../engines/bits.ts';

it('gives the stored bits, again and again', async () => {
  const engine = await createWasmEngine();
  expect(await bitsOf(engine)).toBe(WASM_BITS);
  expect(await bitsOf(engine)).toBe(WASM_BITS);
  engine.dispose();
});
