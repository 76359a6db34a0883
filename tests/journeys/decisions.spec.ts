/** What a person does with a finished law: prices change the advice, two buttons make the runs that settle doubts. */
import { expect, test } from '@playwright/test';

test('prices change the advice; the width is checked; the limit is sharpened', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('status')).toHaveText(/^Finished/, { timeout: 90_000 });
  // The answers that do not decide stand behind a fold.
  await page.getByText('More answers').click();
  const card = (title: string) => page.getByRole('article').filter({ hasText: title });
  const advice = card('Stop or go on?');
  await expect(advice.locator('.answer')).toHaveText('Go on', { timeout: 20_000 });
  await advice.getByText('What is it worth?').click();
  // No doubling can bring that much.
  await page.getByLabel('Smallest useful gain').fill('5');
  await expect(advice.locator('.answer')).toHaveText('Stop', { timeout: 20_000 });
  await page.getByLabel('Smallest useful gain').fill('');
  await expect(advice.locator('.answer')).toHaveText('Go on', { timeout: 20_000 });

  const limit = card('Where does it end?');
  await limit.getByRole('button', { name: 'Double the width' }).click();
  await expect(limit.getByText(/Twice the width/)).toBeVisible({ timeout: 60_000 });

  const why = card('Which run would tell more?');
  await why.getByRole('button', { name: 'Sharpen' }).click();
  await expect(why.getByText(/narrow enough|No run within|All rounds are made/)).toBeVisible({
    timeout: 90_000,
  });
  await expect(page.getByRole('status')).toHaveText(/^Finished/);
});
