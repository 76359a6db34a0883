/** The page speaks the browser's language, fits a phone in it, and the one chosen stays through a reload. */
import { expect, test } from '@playwright/test';
import { seriousViolations, watchErrors } from './page.ts';

test.use({ locale: 'ja-JP' });

test('a Japanese browser gets Japanese, and the language chosen stays', async ({ page }) => {
  const errors = watchErrors(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  const language = page.getByLabel('Language');
  await expect(language).toHaveValue('ja');
  await expect(page.getByRole('heading', { name: 'データ', exact: true })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText(/^完了/, { timeout: 150_000 });
  await expect(page.getByRole('heading', { name: '停止か、継続か？' })).toBeVisible({
    timeout: 30_000,
  });
  await page.getByText('ほかの答え').click();

  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
    // No sentence is cut by its card or runs over the next one.
    expect(
      await page.evaluate(() =>
        [...document.querySelectorAll('.card')]
          .filter((card) => card.scrollWidth > card.clientWidth)
          .map((card) => card.textContent),
      ),
    ).toEqual([]);
  }
  expect(await seriousViolations(page)).toEqual([]);

  await language.selectOption('en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible();
  await expect(language).toHaveValue('en');
  expect(errors).toEqual([]);
});
