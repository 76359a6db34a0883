import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.mjs';

export default defineConfig({
  testDir: 'tests/journeys',
  timeout: 180_000,
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '.cache/reports/journeys.json' }]],
  outputDir: '.cache/journeys',
  webServer: {
    command: 'node scripts/serve-dist.mjs 4321',
    url: 'http://localhost:4321/',
    reuseExistingServer: false,
  },
  use: {
    baseURL: 'http://localhost:4321/',
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS },
  },
});
