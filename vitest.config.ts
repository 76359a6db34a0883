import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

const executablePath = findChromium();
const chromium = playwright({ launchOptions: { executablePath, args: CHROMIUM_ARGS } });
/** In which of Playwright's browsers `npm run test:bits` asks for the same bits. */
const bitsBrowser = bitsBrowserOf(process.env.BITS_BROWSER ?? 'chromium');

function bitsBrowserOf(name: string): 'chromium' | 'firefox' | 'webkit' {
  if (name === 'chromium' || name === 'firefox' || name === 'webkit') return name;
  throw new Error(`BITS_BROWSER must be chromium, firefox or webkit, not “${name}”.`);
}

export default defineConfig({
  ...viteConfig,
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
          env: { CI: process.env.CI ?? '' },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium,
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'bits',
          include: ['tests/browser/same-bits.test.ts', 'tests/browser/wasm-engine.test.ts'],
          testTimeout: 300_000,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: bitsBrowser === 'chromium' ? chromium : playwright(),
            instances: [{ browser: bitsBrowser }],
          },
        },
      },
    ],
  },
});
