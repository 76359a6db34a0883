import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

/** Another one lets two checkouts run their journeys at the same time. */
const port = process.env.JOURNEYS_PORT ?? '4321';

export default defineConfig({
  testDir: 'tests/journeys',
  timeout: 180_000,
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/journeys.json' }]],
  outputDir: '.cache/journeys',
  webServer: {
    command: `node scripts/serve-dist.mjs ${port}`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
  },
  use: {
    baseURL: `http://localhost:${port}/`,
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  },
});
