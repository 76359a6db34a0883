/** What leaves the page: a report that opens offline with everything in it, and the figure as SVG. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page, type TestInfo } from '@playwright/test';
import { dropFiles, openQuietly, smallTables, waitForStatus, watchErrors } from './page.ts';

async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Opens a saved file in a browser without a network; the answer lists what it asked for. */
async function openOffline(page: Page, info: TestInfo, name: string, text: string) {
  const file = info.outputPath(path.basename(name));
  writeFileSync(file, text);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(file).href);
  return { asked, address: pathToFileURL(file).href };
}

test('the report of two tables opens offline, with its law, decisions and figure', async ({
  page,
  browser,
}, info) => {
  const errors = watchErrors(page);
  await openQuietly(page);
  await expect(page.getByRole('button', { name: 'Download report' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  const tables = smallTables(600, 90);
  // Which is which is for the page to see.
  await dropFiles(page, [
    { name: '<script>alert(1)</script>.csv', text: tables.simulated },
    { name: 'real.csv', text: tables.measured },
  ]);
  await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
  await page.getByLabel('Sizes').fill('20, 40, 80, 160');
  await page.getByLabel('Measured samples').fill('20');
  await page.getByLabel('Trials').fill('3');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill('400');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
  await expect(page.getByRole('heading', { name: 'Stop or go on?' })).toBeVisible({
    timeout: 60_000,
  });

  const svg = await downloaded(page, 'Figure SVG');
  expect(svg.name).toMatch(/^sim2real-figure-[0-9a-f]{8}\.svg$/);
  expect(svg.text).toMatch(/^<svg[\s\S]*<\/svg>$/);
  const report = await downloaded(page, 'Download report');
  expect(report.name).toMatch(/^sim2real-report-[0-9a-f]{8}\.html$/);
  expect(errors).toEqual([]);

  const other = await browser.newContext();
  const reader = await other.newPage();
  const readerErrors = watchErrors(reader);
  const { asked, address } = await openOffline(reader, info, report.name, report.text);
  await expect(reader.getByRole('heading', { level: 1 })).toContainText('energy_eV');
  await expect(reader.getByRole('heading', { name: 'Stop or go on?' })).toBeVisible();
  await expect(reader.getByRole('table').filter({ hasText: 'SHA-256' })).toContainText(
    '<script>alert(1)</script>.csv',
  );
  await expect(reader.getByText('were pretrained on n simulated samples')).toBeVisible();
  await expect(reader.getByText('npj Computational Materials')).toBeVisible();
  await expect(reader.getByRole('link')).toHaveAttribute('href', /^http:.*#e1=[\w-]+$/);
  const figure = await reader.locator('figure svg').first().boundingBox();
  expect(figure && figure.width > 400 && figure.height > 250).toBe(true);
  expect(await reader.locator('script').count()).toBe(0);
  expect(asked).toEqual([address]);
  expect(readerErrors).toEqual([]);

  // The figure is a drawing of its own, too.
  const alone = await openOffline(reader, info, svg.name, svg.text);
  await expect(reader.getByText('Simulated samples n')).toBeVisible();
  expect(alone.asked).toContain(alone.address);
  await other.close();
});
