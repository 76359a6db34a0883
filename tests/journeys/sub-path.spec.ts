/** The built page runs from any folder of a static host, without headers of its own (as on GitHub Pages). */
import { cpSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { counts, waitForStatus, watchErrors } from './page.ts';

test('the example gives its first points under a sub-path', async ({ page }, info) => {
  const root = info.outputPath('host');
  cpSync('dist', `${root}/some/sub/path`, { recursive: true });
  const host = await serve(root, 4450);
  try {
    const errors = watchErrors(page);
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    const address = `${host.address}some/sub/path/`;
    await page.goto(address);
    await waitForStatus(page, 'Running');
    await expect
      .poll(async () => (await counts(page)).done, { timeout: 60_000 })
      .toBeGreaterThan(1);
    await page.getByRole('button', { name: 'Stop' }).click();
    await waitForStatus(page, 'Stopped', 10_000);
    const outside = asked.filter((one) => !/^(blob|data):/.test(one) && !one.startsWith(address));
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await host.close();
  }
});
