/** Public tables by address: asked for by a person only, checked by hash; the request is answered by a stand-in here. */
import { expect, test } from '@playwright/test';
import { PUBLIC_TABLES, addressOf } from '../../src/sharing/public-tables.ts';
import { openQuietly, watchRequests } from './page.ts';

const [first] = PUBLIC_TABLES;
if (!first) throw new Error('There are no public tables.');

test('nothing is requested before the button is pressed; another content is not used', async ({
  page,
}) => {
  const foreign = watchRequests(page);
  await page.route('https://raw.githubusercontent.com/**', (route) =>
    route.fulfill({
      contentType: 'text/plain',
      headers: { 'access-control-allow-origin': '*' },
      body: 'smiles,density\n*CC*,0.9\n',
    }),
  );
  await openQuietly(page);
  await page.getByText('Public tables').click();
  await expect(page.getByText('Hayashi et al. 2022')).toBeVisible();
  await expect(page.getByText('RadonPy/RadonPy · BSD-3-Clause')).toBeVisible();
  expect(foreign()).toEqual([]);
  await page.getByRole('button', { name: 'Use as simulated' }).first().click();
  await expect(page.getByText(/PI1070\.csv is not the file that was published/)).toBeVisible();
  // Exactly the one request, to the fixed commit.
  expect(foreign()).toEqual([addressOf(first)]);
});

test('a table with the published content is loaded; without an answer the page says so', async ({
  page,
}) => {
  // The hash is fixed in the page: a stand-in with its own hash takes the place of the digest's expectation.
  const body = 'smiles,density_g_per_cm3\n*CC*,0.9\n*CCO*,1.1\n';
  const hash = Array.from(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))),
    (byte) => byte.toString(16).padStart(2, '0'),
  ).join('');
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const script = (await response.text()).replaceAll(first.sha256, hash);
    await route.fulfill({ response, body: script });
  });
  let answers = true;
  await page.route('https://raw.githubusercontent.com/**', (route) =>
    answers
      ? route.fulfill({ headers: { 'access-control-allow-origin': '*' }, body })
      : route.abort(),
  );
  await openQuietly(page);
  await page.getByText('Public tables').click();
  await page.getByRole('button', { name: 'Use as simulated' }).first().click();
  await expect(page.getByText('PI1070.csv · 2 rows, 2 columns')).toBeVisible();
  answers = false;
  await page.getByRole('button', { name: 'Use as measured' }).click();
  await expect(page.getByText(/data_Chi\.csv could not be fetched/)).toBeVisible();
  await expect(page.getByText('PI1070.csv · 2 rows, 2 columns')).toBeVisible();
});
