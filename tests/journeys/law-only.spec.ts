/** The quickest use of the page: paste errors, get the law and what follows, without training. */
import { expect, test } from '@playwright/test';
import { watchErrors } from './page.ts';

/** Exactly 2 n^-0.5 + 0.05, columns in an unusual order and with a German decimal comma. */
const LIST = [
  'mae;size',
  ...[100, 200, 400, 800, 1600, 3200].map(
    (n) => `${(2 / Math.sqrt(n) + 0.05).toFixed(5).replace('.', ',')};${n}`,
  ),
].join('\n');

test('pasted errors give a law, a target and advice', async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto('/');
  await page.getByRole('tab', { name: 'Law only' }).click();
  await page.getByLabel('Sizes and errors').fill(LIST);
  await expect(page.getByText('6 points at 6 sizes.')).toBeVisible();
  const law = page.getByRole('region', { name: 'The law' });
  await expect(law.getByText('0.50', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: 'Stop or go on?' })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByLabel('Target error', { exact: true }).fill('0.07');
  await expect(page.getByText(/n\* = (9,\d00|10,000|11,000)/)).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Target error', { exact: true }).fill('0.01');
  await expect(page.getByText(/^Out of reach/)).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Sizes and errors').fill('some words\nonly');
  await expect(page.getByText('Which column is the size')).toBeVisible();
  expect(errors).toEqual([]);
});
