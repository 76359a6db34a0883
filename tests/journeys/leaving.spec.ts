/** Leaving the page, and browsers that keep nothing: what would be lost asks first, and the run goes on in memory. */
import { expect, test, type Page } from '@playwright/test';
import { counts, csv, openQuietly, smallTables, waitForStatus } from './page.ts';

async function loadTables(page: Page, steps: string): Promise<void> {
  const tables = smallTables(600, 90);
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', tables.simulated));
  await page.getByLabel('Measured table').setInputFiles(csv('real.csv', tables.measured));
  await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
  await page.getByLabel('Sizes').fill('20, 40, 80, 160');
  await page.getByLabel('Measured samples').fill('20');
  await page.getByLabel('Trials').fill('2');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill(steps);
  await page.getByLabel('Pretraining: patience').fill('1000');
}

/** Reloads, and says whether the page asked first. */
async function asksBeforeReload(page: Page): Promise<boolean> {
  let asked = false;
  const accept = (dialog: { type: () => string; accept: () => Promise<void> }) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.accept();
  };
  page.on('dialog', accept);
  await page.reload();
  page.off('dialog', accept);
  return asked;
}

test('running work asks before it is left; what is finished and stored does not', async ({
  page,
}) => {
  await openQuietly(page);
  await loadTables(page, '20000');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Running');
  expect(await asksBeforeReload(page)).toBe(true);

  await waitForStatus(page, 'Stopped');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill('200');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 60_000);
  expect(await asksBeforeReload(page)).toBe(false);
  await waitForStatus(page, 'Finished');
});

test('a browser that stores nothing runs on in memory and says so', async ({ page }) => {
  // As in some private windows: opening the database is refused.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      value: {
        open: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      },
    });
  });
  await openQuietly(page);
  await expect(page.getByText(/stores nothing for this page/)).toBeVisible();
  await loadTables(page, '200');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 60_000);
  expect(await counts(page)).toEqual({ done: 20, planned: 20 });
  await expect(page.getByText(/20 points are in this tab only/)).toBeVisible();
  expect(await asksBeforeReload(page)).toBe(true);
});

test('a full disk costs the keeping, not the run', async ({ page, context, baseURL }) => {
  // Chromium trusts its last figure of free space for a while, so the quota comes before the page.
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(baseURL ?? '').origin,
    quotaSize: 1,
  });
  await openQuietly(page);
  await loadTables(page, '200');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 60_000);
  expect(await counts(page)).toEqual({ done: 20, planned: 20 });
  await expect(page.getByText(/points are in this tab only/)).toBeVisible();
});
