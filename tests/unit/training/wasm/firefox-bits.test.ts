/** The wasm engine gives the stored bits in Firefox, where the machine has one. */
import { expect, it } from 'vitest';
import { WASM_BITS } from '../../../engines/bits.ts';
import { findFirefox, inFirefox } from '../../../support/firefox.ts';

const firefox = findFirefox();
if (!firefox) console.log('Skipped: there is no Firefox on this machine (FIREFOX names another).');

it.skipIf(!firefox)('gives the stored bits in Firefox', { timeout: 150_000 }, async () => {
  const bits = await inFirefox(
    firefox ?? '',
    `const { bitsOf } = await import('/tests/engines/bits.ts');
     const { createWasmEngine } = await import('/src/training/wasm/engine.ts');
     return bitsOf(await createWasmEngine());`,
    120_000,
  );
  expect(bits).toBe(WASM_BITS);
});
