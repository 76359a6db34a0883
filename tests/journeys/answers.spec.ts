/** The answer line, by case, on pasted facts; and what everybody gets of it: figure, file, screen reader, high contrast. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { csv, openQuietly, seriousViolations } from './page.ts';

const SIZES = [100, 200, 400, 800, 1600, 3200];
const SPREAD = [-0.02, -0.008, 0.01, 0.018];

/** Four trials around `error(n)`, spread evenly, the pattern turned from size to size. */
const list = (error: (n: number) => number, sizes = SIZES): string =>
  [
    'n, trial, error',
    ...sizes.flatMap((n, size) =>
      SPREAD.map((_, trial) => {
        const noisy = error(n) * (1 + (SPREAD[(trial + size) % 4] ?? 0));
        return `${n}, ${trial}, ${noisy.toPrecision(6)}`;
      }),
    ),
  ].join('\n');

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' });

async function paste(page: Page, text: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('tab', { name: 'Law only' }).click();
  await page.getByLabel('Sizes and errors').fill(text);
}

const SLOW = { timeout: 40_000 };

test('a list is answered in one sentence, and a target in another', async ({ page }) => {
  await paste(
    page,
    list((n) => 6 * n ** -0.8 + 0.05, SIZES.slice(0, 2)),
  );
  await expect(answer(page)).toContainText('2 of 4 sizes are in', SLOW);

  await page.getByLabel('Sizes and errors').fill(list((n) => 6 * n ** -0.8 + 0.05));
  await expect(answer(page)).toContainText(/Not enough yet|are enough/, SLOW);
  const follows = page.getByRole('region', { name: 'What follows' });
  await expect(follows.getByRole('article')).toHaveCount(3, SLOW);

  const target = page.getByLabel('Target error', { exact: true });
  await target.fill('0.1');
  await expect(answer(page)).toContainText(/About \d{3} simulations reach 0\.100/, SLOW);
  await expect(follows.getByText(/^Reached with about/)).toBeVisible();
  // 6 n^-0.8 + 0.05 = 0.056 at n = 5,600.
  await target.fill('0.056');
  await expect(answer(page)).toContainText(/About [56],\d00 simulations reach 0\.0560/, SLOW);
  await expect(follows.getByText(/^n\* = [56],\d00/)).toBeVisible();
  await target.fill('0.02');
  await expect(answer(page)).toContainText('cannot be reached', SLOW);
  await expect(follows.getByText(/^Out of reach/)).toBeVisible();
  // The figure has the answer as its name.
  await expect(
    page.getByRole('img', { name: /against the number of simulated samples/ }),
  ).toHaveAccessibleDescription(/cannot be reached.*From 0\.2/);
  await target.fill('');

  await page.getByText('What is it worth?').click();
  await page.getByLabel('Smallest useful gain').fill('5');
  await expect(answer(page)).toContainText('3,200 simulations are enough', SLOW);
});

test('errors that do not change, and accuracies, are told as such', async ({ page }) => {
  await paste(
    page,
    list(() => 0.1),
  );
  await expect(answer(page)).toContainText(/does not change with n|Too early to say/, SLOW);
  // Values that rise are asked about first; taken as errors all the same, they are told what they look like.
  await page.getByLabel('Sizes and errors').fill(list((n) => 0.99 - 2 * n ** -0.6));
  await expect(page.getByText(/rises with n: a score/)).toBeVisible();
  await page.getByRole('button', { name: 'They are errors' }).click();
  await expect(answer(page)).toContainText(/accuracies|rises/, SLOW);
  // No number of a law stands in large type.
  const law = page.getByRole('region', { name: 'The law' });
  await expect(law.getByText('No law is told of these points')).toBeVisible();
});

test('the figure of a list is saved as PNG and as SVG, with the answer as its title', async ({
  page,
}) => {
  await paste(
    page,
    list((n) => 6 * n ** -0.8 + 0.05),
  );
  await page.getByLabel('Target error', { exact: true }).fill('0.02');
  await expect(answer(page)).toContainText('cannot be reached', SLOW);
  const saved = async (name: string): Promise<Buffer> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ]);
    return readFileSync(await download.path());
  };
  expect((await saved('Figure PNG')).subarray(1, 4).toString()).toBe('PNG');
  const svg = (await saved('Figure SVG')).toString();
  expect(svg).toContain('<svg');
  expect(svg).toContain('cannot be reached');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`all can use every state of it, also in high contrast (${colorScheme})`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await openQuietly(page);
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('tab', { name: 'Law only' }).click();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByLabel('Sizes and errors').fill(list((n) => 6 * n ** -0.8 + 0.05));
    await page.getByText('More answers').click(SLOW);
    expect(await seriousViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    expect(await seriousViolations(page)).toEqual([]);
    // What is chosen is seen without its colour.
    const outline = await page
      .getByRole('tab', { name: 'Law only' })
      .evaluate((tab) => getComputedStyle(tab).outlineStyle);
    expect(outline).toBe('solid');
  });
}

test('nothing says a number before there is one, and no axes are invented', async ({ page }) => {
  await openQuietly(page);
  await expect(answer(page)).toContainText('Drop two tables');
  await expect(page.locator('.js-plotly-plot')).toHaveCount(0);
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', 'a,e_eV\n1,2\n2,3\n'));
  await expect(answer(page)).toContainText(/One table is here|first/);
  await expect(page.getByRole('status')).toHaveText(/^Ready/);
});
