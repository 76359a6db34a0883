/** The page as it opens: the example starts by itself, the law appears, nothing leaves the machine, all can use it. */
import { expect, test } from '@playwright/test';
import {
  csv,
  openQuietly,
  seriousViolations,
  smallTables,
  waitForStatus,
  watchErrors,
  watchRequests,
} from './page.ts';

test('the example runs by itself, shows its law and stays private and accessible', async ({
  page,
}) => {
  const foreign = watchRequests(page);
  const errors = watchErrors(page);
  // Without transitions, or contrast would be measured half way between light and dark.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto('/');
  await waitForStatus(page, 'Running');
  expect(await seriousViolations(page)).toEqual([]);

  await waitForStatus(page, 'Finished', 150_000);
  const law = page.getByRole('region', { name: 'The law' });
  await expect(law.locator('.js-plotly-plot')).toBeVisible();
  await expect(law).toContainText('rate');
  // The three answers that decide are there, the others behind a fold.
  await expect(page.getByRole('heading', { name: 'Stop or go on?' })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByText('More answers').click();
  await expect(page.getByRole('region', { name: 'Answer' })).toContainText('simulations');
  await expect(page.getByRole('heading', { name: 'Can it be extrapolated?' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('table', { name: 'The numbers of the figure' })).toContainText(
    'direct',
  );
  expect(await page.locator('body').innerText()).not.toContain('NaN');

  const target = page.getByRole('slider', { name: /Target error/ });
  await target.focus();
  await target.press('ArrowUp');
  await expect(page.getByLabel('Target error', { exact: true })).not.toHaveValue('');

  expect(await seriousViolations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await seriousViolations(page)).toEqual([]);
  expect(foreign()).toEqual([]);
  expect(errors).toEqual([]);
});

test('a phone shows the law first and never scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await waitForStatus(page, 'Running');
  const law = await page.getByRole('heading', { name: 'The law' }).boundingBox();
  const data = await page.getByRole('heading', { name: 'Data' }).boundingBox();
  expect(law && data && law.y < data.y).toBe(true);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'Stopped', 10_000);
});

test('wide tables scroll inside the data panel and never widen the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openQuietly(page);
  const tables = smallTables();
  const wide = (text: string) =>
    text.replace(
      'a,b,c',
      ['first', 'second', 'third'].map((one) => `${one}_of_three_long_names`).join(),
    );
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', wide(tables.simulated)));
  await page.getByLabel('Measured table').setInputFiles(csv('real.csv', wide(tables.measured)));
  await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
  await page.getByText('First rows').click();
  await expect(page.getByRole('table', { name: 'sim.csv' })).toBeVisible();
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
});
