/** Bad files and settings: a clear message with file, line or column, and nothing already loaded is lost. */
import { expect, test } from '@playwright/test';
import { csv, openQuietly, smallTables } from './page.ts';

test('messages name the file, the place and what to do; what was loaded stays', async ({
  page,
}) => {
  await openQuietly(page);
  const tables = smallTables();
  const simulated = page.getByLabel('Simulated table');
  const measured = page.getByLabel('Measured table');
  await simulated.setInputFiles(csv('sim.csv', tables.simulated));
  await expect(page.getByText('sim.csv · 400 rows, 4 columns')).toBeVisible();

  await measured.setInputFiles(csv('empty.csv', ''));
  await expect(page.getByText('empty.csv is empty')).toBeVisible();
  await measured.setInputFiles(csv('header.csv', 'a,b,c,energy_eV\n'));
  await expect(page.getByText('header.csv has a header of 4 columns but no rows')).toBeVisible();
  await measured.setInputFiles(csv('ragged.csv', 'a,b\n1,2\n3\n'));
  await expect(page.getByText(/ragged\.csv: .*line 3 has 1/)).toBeVisible();
  await measured.setInputFiles(csv('page.html', '<!doctype html><html><body>Login</body></html>'));
  await expect(page.getByText('page.html is a web page')).toBeVisible();
  await expect(page.getByText('sim.csv · 400 rows, 4 columns')).toBeVisible();

  await measured.setInputFiles(csv('other.csv', 'p,q\n1,2\n3,4\n'));
  await expect(page.getByText('have no column in common')).toBeVisible();

  // A cell of text in a numeric column: named, and its row left out only with consent.
  const broken = tables.measured.split('\n');
  broken[6] = (broken[6] ?? '').replace(/^[^,]+/, 'n/a?');
  await measured.setInputFiles(csv('odd.csv', broken.join('\n')));
  await expect(page.getByText(/odd\.csv, line 7, column “a”/)).toBeVisible();
  await page.getByRole('button', { name: 'Leave these rows out' }).click();
  await expect(page.getByText('1 row is left out')).toBeVisible();

  await measured.setInputFiles(csv('few.csv', tables.measured.split('\n').slice(0, 9).join('\n')));
  await expect(page.getByText('The measured table has 8 usable rows')).toBeVisible();

  await measured.setInputFiles(csv('real.csv', tables.measured));
  await page.getByLabel('Measured samples').fill('20');
  await page.getByLabel('Sizes').fill('50, many');
  await page.getByRole('link', { name: 'Sizes: “many” is not a number' }).click();
  await expect(page.getByLabel('Sizes')).toBeFocused();
  await page.getByLabel('Sizes').fill('100, 5000');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText(/5,000 is more than the \d+ simulated samples/)).toBeVisible();
  await page.getByLabel('Sizes').fill('');
  await expect(page.getByText('Sizes: enter at least one number')).toBeVisible();
});
