/** Nothing is lost with the tab: killed in the middle, reloaded, opened twice, saved as a file and opened again. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import {
  counts,
  csv,
  dropFiles,
  openQuietly,
  smallTables,
  waitForStatus,
  watchErrors,
} from './page.ts';

interface Saved {
  readonly records: readonly Record<string, unknown>[];
}

/** Every number of a record; how long it took differs from run to run. */
const comparable = ({ records }: Saved) => records.map(({ seconds, ...rest }) => rest);

async function loadTables(page: Page): Promise<void> {
  const tables = smallTables(600, 90);
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', tables.simulated));
  await page.getByLabel('Measured table').setInputFiles(csv('real.csv', tables.measured));
  await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
}

/** 3 trials of 4 sizes and 6 baselines each: 30 points of a second or so together. */
async function fillSettings(page: Page, steps = '3000'): Promise<void> {
  await page.getByLabel('Sizes').fill('20, 40, 80, 160');
  await page.getByLabel('Measured samples').fill('20');
  await page.getByLabel('Trials').fill('3');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill(steps);
  await page.getByLabel('Pretraining: patience').fill('1000');
}

async function results(page: Page): Promise<Saved> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as Saved;
}

async function runToTheEnd(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
}

test('a tab killed three times in the middle ends with the records of an uninterrupted run', async ({
  browser,
  context,
}) => {
  const other = await browser.newContext();
  const whole = await other.newPage();
  await openQuietly(whole);
  await loadTables(whole);
  await fillSettings(whole);
  await runToTheEnd(whole);
  const wanted = comparable(await results(whole));
  await other.close();
  expect(wanted).toHaveLength(30);

  let page = await context.newPage();
  await openQuietly(page);
  await loadTables(page);
  await fillSettings(page);
  let known = 0;
  for (let kill = 0; kill < 3; kill++) {
    if (kill > 0) {
      await waitForStatus(page, 'Stopped');
      // What was finished and stored before the crash stands there again, with its tables.
      await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
      await expect.poll(async () => (await counts(page)).done).toBeGreaterThanOrEqual(known);
    }
    const before = kill === 0 ? 0 : (await counts(page)).done;
    await page.getByRole('button', { name: 'Run' }).click();
    await expect
      .poll(async () => (await counts(page)).done, { timeout: 60_000, intervals: [50] })
      .toBeGreaterThanOrEqual(before + 2);
    known = before + 1;
    const session = await context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // A renderer that is gone never answers.
    void session.send('Page.crash').catch(() => undefined);
    await crashed;
    page = await context.newPage();
    await page.goto('/');
  }
  await waitForStatus(page, 'Stopped');
  await runToTheEnd(page);
  expect(comparable(await results(page))).toEqual(wanted);
});

test('stop, reload, go on, add a size, save, and open the file in another browser', async ({
  page,
  browser,
}) => {
  const errors = watchErrors(page);
  await openQuietly(page);
  await loadTables(page);
  await fillSettings(page);
  await page.getByRole('button', { name: 'Run' }).click();
  await expect.poll(async () => (await counts(page)).done, { timeout: 60_000 }).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'Stopped', 5_000);
  const stopped = await counts(page);

  await page.reload();
  await waitForStatus(page, 'Stopped');
  expect(await counts(page)).toEqual(stopped);
  await expect(page.getByLabel('Sizes')).toHaveValue('20, 40, 80, 160');
  await runToTheEnd(page);
  const first = await results(page);
  expect(first.records).toHaveLength(30);

  await page.getByLabel('Sizes').fill('20, 40, 80, 160, 240');
  await expect(page.getByText('Run adds 3 points')).toBeVisible();
  await runToTheEnd(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results' }).click();
  const file = await (await download).path();
  const second = JSON.parse(readFileSync(file, 'utf8')) as Saved;
  expect(second.records).toHaveLength(33);
  // Extending a grid leaves every older record as it was, to the last bit and second.
  for (const record of first.records) expect(second.records).toContainEqual(record);
  expect(errors).toEqual([]);

  const other = await browser.newContext();
  const guest = await other.newPage();
  await openQuietly(guest);
  const text = readFileSync(file, 'utf8');
  await dropFiles(guest, [{ name: 'results.json', text }]);
  await waitForStatus(guest, 'Stopped');
  expect((await counts(guest)).done).toBe(33);
  const law = guest.getByRole('region', { name: 'The law' });
  await expect(law.getByRole('table')).toContainText('240');
  await expect(guest.getByRole('button', { name: 'Run' })).toHaveAttribute('aria-disabled', 'true');
  expect(comparable(await results(guest))).toEqual(comparable(second));

  // With its tables it is the same experiment, and nothing is missing.
  await loadTables(guest);
  await runToTheEnd(guest);
  expect(comparable(await results(guest))).toEqual(comparable(second));
  await other.close();
});

test('a second tab looks on, and the list opens, renames, duplicates and deletes', async ({
  page,
  context,
}) => {
  await openQuietly(page);
  await loadTables(page);
  await fillSettings(page, '200');
  await runToTheEnd(page);

  const second = await context.newPage();
  await second.goto('/');
  await expect(second.getByText('This experiment is open in another tab')).toBeVisible();
  await expect(second.getByRole('button', { name: 'Run' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await second.close();

  await page.getByRole('button', { name: 'Experiments' }).click();
  const list = page.getByRole('dialog', { name: 'Experiments' });
  const mine = list.getByRole('listitem').filter({ hasText: 'energy_eV' });
  await expect(mine).toContainText('30 of 30 points');
  await mine.getByRole('button', { name: 'Rename' }).click();
  await list.getByRole('textbox').fill('First try');
  await list.getByRole('textbox').press('Enter');
  const named = list.getByRole('listitem').filter({ hasText: 'First try' });
  await expect(named).toHaveCount(1);
  await named.getByRole('button', { name: 'Duplicate' }).click();
  const copy = list.getByRole('listitem').filter({ hasText: 'First try (copy)' });
  await expect(copy).toHaveCount(1);
  await copy.getByRole('button', { name: 'Open' }).click();
  // Its records come a moment after its document.
  await expect.poll(async () => (await counts(page)).done).toBe(30);
  await waitForStatus(page, 'Finished');

  await page.getByRole('button', { name: 'Experiments' }).click();
  await list.getByRole('button', { name: 'Delete all' }).click();
  await list.getByRole('button', { name: 'Delete all' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(0);
  await list.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Example' })).toHaveAttribute('aria-selected', 'true');
});
