/** An experiment goes round as a link: shared, opened elsewhere, computed again to the same bits, damaged, and for a class. */
import { expect, test, type Page } from '@playwright/test';
import { csv, openQuietly, waitForStatus, watchErrors, watchRequests } from './page.ts';

/** Two related tables of three decimals: small enough for a link. */
function tinyTables(): { simulated: string; measured: string } {
  const rows = (count: number, shift: number) =>
    [
      'a,b,y_eV',
      ...Array.from({ length: count }, (_, i) => {
        const [a, b] = [((i + 1) * 0.755) % 1, ((i + 1) * 0.57) % 1] as [number, number];
        return [a, b, Math.sin(2 * a) + b + shift].map((value) => value.toFixed(2)).join(',');
      }),
    ].join('\n');
  return { simulated: rows(90, 0), measured: rows(24, 0.1) };
}

/** The example with the machine to itself. */
async function stopExample(page: Page): Promise<void> {
  await page.goto('/');
  await waitForStatus(page, 'Running');
  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'Stopped');
}

async function fillSettings(page: Page, sizes: string, measured: string): Promise<void> {
  await page.getByLabel('Sizes').fill(sizes);
  await page.getByLabel('Measured samples').fill(measured);
  await page.getByLabel('Trials').fill('2');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill('300');
  await page.getByLabel('Fine-tuning: most steps').fill('200');
}

async function runTables(page: Page, tables = tinyTables()): Promise<void> {
  await openQuietly(page);
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', tables.simulated));
  await page.getByLabel('Measured table').setInputFiles(csv('real.csv', tables.measured));
  await expect(page.getByLabel('Measured target')).toHaveValue('y_eV');
  await fillSettings(page, '10, 15, 20, 30', '6');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
}

/** The link that the dialog shows, with these boxes ticked. */
async function share(page: Page, boxes: readonly string[]): Promise<string> {
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  for (const box of ['Include the results', 'Include the tables']) {
    const input = dialog.getByRole('checkbox', { name: box });
    if (boxes.includes(box)) await input.check();
    else if (await input.isChecked()) await input.uncheck();
  }
  const field = dialog.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#e1=/);
  const link = await field.inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  return link;
}

const verdict = (page: Page) => page.getByRole('status').filter({ hasText: /^(Id|Wi|Di)/ });

test('a lesson with its results opens elsewhere at once and is reproduced bit for bit', async ({
  page,
  browser,
}) => {
  const errors = watchErrors(page);
  await stopExample(page);
  await fillSettings(page, '50, 100, 200, 400', '40');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
  const steps = await page.evaluate(() => history.length);
  const link = await share(page, ['Include the results']);
  expect(link.length).toBeLessThan(2000);
  expect(await page.evaluate(() => history.length)).toBe(steps);
  expect(await page.evaluate(() => location.hash)).toMatch(/^#e1=/);

  const other = await browser.newContext();
  const guest = await other.newPage();
  const foreign = watchRequests(guest);
  errors.push(...watchErrors(guest));
  await guest.goto(link);
  await waitForStatus(guest, 'Stopped');
  await expect(guest.getByText('Opened from a link')).toBeVisible();
  await expect(guest.getByLabel('Sizes')).toHaveValue('50, 100, 200, 400');
  const law = guest.getByRole('region', { name: 'The law' });
  await expect(law.getByRole('table')).toContainText('400');
  expect(await guest.evaluate(() => location.href)).toBe(link);
  await guest.getByRole('button', { name: 'Reproduce' }).click();
  await expect(verdict(guest)).toHaveText(/^Identical, bit for bit: (\d+) of \1 records/, {
    timeout: 120_000,
  });
  // A reload shows the same again, and no second experiment.
  await guest.reload();
  await expect(guest.getByText('Opened from a link')).toBeVisible();
  await guest.getByRole('button', { name: 'Experiments' }).click();
  await expect(guest.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
  expect(foreign()).toEqual([]);
  expect(errors).toEqual([]);
  await other.close();
});

test('a lesson without results runs by itself with its settings', async ({ page, browser }) => {
  await stopExample(page);
  await fillSettings(page, '50, 100', '40');
  const link = await share(page, []);
  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(link);
  await waitForStatus(guest, 'Finished', 60_000);
  await expect(guest.getByLabel('Trials')).toHaveValue('2');
  await expect(guest.getByRole('button', { name: 'Reproduce' })).toHaveCount(0);
  await other.close();
});

test('small tables travel when that is ticked, and only then', async ({ page, browser }) => {
  await runTables(page);
  const without = await share(page, ['Include the results']);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await expect(dialog).toContainText('your rows: no');
  await dialog.getByRole('checkbox', { name: 'Include the tables' }).check();
  await expect(dialog).toContainText('your rows: yes');
  await expect(dialog).toContainText('may not be passed on');
  await dialog.getByRole('button', { name: 'Close' }).click();
  const whole = await share(page, ['Include the results', 'Include the tables']);
  expect(whole.length).toBeGreaterThan(without.length + 200);

  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(whole);
  await guest.getByRole('button', { name: 'Reproduce' }).click();
  await expect(verdict(guest)).toHaveText(/^Identical, bit for bit: (\d+) of \1 records/, {
    timeout: 120_000,
  });
  await other.close();

  // Without them the points stand there, and the tables are asked for.
  const third = await browser.newContext();
  const reader = await third.newPage();
  await reader.goto(without);
  await waitForStatus(reader, 'Stopped');
  await expect(reader.getByText('Drop the measured table “real.csv” (24 rows')).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Reproduce' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  // The same content in another form is the same table.
  const { simulated, measured } = tinyTables();
  const form = `\uFEFF${simulated.replaceAll('\n', '\r\n')}\r\n`;
  await reader.getByLabel('Simulated table').setInputFiles(csv('again.csv', form));
  await reader.getByLabel('Measured table').setInputFiles(csv('real.csv', measured));
  await reader.getByRole('button', { name: 'Reproduce' }).click();
  await expect(verdict(reader)).toHaveText(/^Identical, bit for bit: (\d+) of \1 records/, {
    timeout: 120_000,
  });
  await third.close();
});

test('a wrong table is told, and what it makes is different', async ({ page, browser }) => {
  await runTables(page);
  const link = await share(page, ['Include the results']);
  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(link);
  await waitForStatus(guest, 'Stopped');
  const { simulated, measured } = tinyTables();
  await guest.getByLabel('Simulated table').setInputFiles(csv('sim.csv', simulated));
  const shorter = measured.split('\n').slice(0, 24).join('\n');
  await guest.getByLabel('Measured table').setInputFiles(csv('real.csv', shorter));
  await expect(guest.getByText('23 rows instead of 24')).toBeVisible();
  await expect(guest.getByLabel('Sizes')).toHaveValue('10, 15, 20, 30');
  await guest.getByRole('button', { name: 'Reproduce' }).click();
  await expect(verdict(guest)).toHaveText(/^Different: .*largest difference/, {
    timeout: 120_000,
  });
  await other.close();
});

test('a hundred damaged links leave a message and the page', async ({ page }) => {
  test.setTimeout(60_000);
  const errors = watchErrors(page);
  await stopExample(page);
  const link = new URL(await share(page, [])).hash;
  // Keyed by their number alone, so that the same hundred come every time.
  const damaged = Array.from({ length: 100 }, (_, i) => {
    const at = 4 + ((i * 37) % (link.length - 4));
    switch (i % 5) {
      case 0:
        return link.slice(0, at);
      case 1:
        return link.slice(0, at) + (link.charAt(at) === 'A' ? 'B' : 'A') + link.slice(at + 1);
      case 2:
        return `#e1=${link.slice(at)}`;
      case 3:
        return `${link.slice(0, at)}%E0%A4%A${link.slice(at)}`;
      default:
        return `#e1=${link
          .slice(4)
          .split('')
          .reverse()
          .join('')
          .slice(at % 20)}${'A'.repeat(i)}`;
    }
  });
  const message = page.getByRole('alert');
  let told = 0;
  for (const hash of damaged) {
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    // The last letter may have bits that mean nothing: then it is the same link.
    const trouble = await message.waitFor({ timeout: 300 }).then(
      () => true,
      () => false,
    );
    if (trouble) {
      told++;
      await expect(message).toContainText('damaged');
      await message.getByRole('button', { name: 'Close' }).click();
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(told).toBeGreaterThan(95);

  // Opened afresh, the page is the usual one.
  await page.goto('about:blank');
  await page.goto('/#e1=abc%E0%A4%A');
  await expect(page.getByRole('alert')).toContainText('damaged');
  await expect(page.getByRole('button', { name: 'Run' })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a teacher hides parts of the page, and a student may show them', async ({
  page,
  browser,
}) => {
  await stopExample(page);
  await page.getByRole('button', { name: 'Share' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.getByText('Hide parts of the page').click();
  for (const part of ['Data', 'Experiment settings', 'What follows']) {
    await dialog.getByRole('checkbox', { name: part }).check();
  }
  const field = dialog.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#e1=/);
  const link = await field.inputValue();
  await dialog.getByText('QR code').click();
  await expect(dialog.getByRole('img', { name: 'The link as a QR code' })).toBeVisible();

  const other = await browser.newContext();
  const guest = await other.newPage();
  await guest.goto(link);
  await expect(guest.getByRole('region', { name: 'The law' })).toBeVisible();
  await expect(guest.getByRole('region', { name: 'Experiment' })).toHaveCount(0);
  await expect(guest.getByRole('region', { name: 'What follows' })).toHaveCount(0);
  await expect(guest.getByRole('button', { name: 'Download results' })).toBeVisible();
  await guest.getByRole('button', { name: 'Show everything' }).click();
  await expect(guest.getByRole('region', { name: 'What follows' })).toBeVisible();
  await other.close();
});
