/** Materials tables with faults, and the choices of columns: each fault is named, nothing is lost, the page goes on. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { csv, openQuietly, watchErrors } from './page.ts';

const ready = (page: Page) => page.getByText(/features reach the network/);
const slot = (page: Page, side: 'Simulated' | 'Measured') => page.getByLabel(`${side} table`);

const METALS = ['Li', 'Na', 'K', 'Mg', 'Ca', 'Sr', 'Ti', 'Fe', 'Co', 'Ni', 'Cu', 'Zn', 'Al', 'Ga'];
const formulas = METALS.flatMap((metal) => ['O', 'S', 'Cl2', 'F3'].map((rest) => metal + rest));
const formulaTable = (extra: readonly string[] = []) =>
  [
    'formula,energy_eV',
    ...formulas.map((formula, i) => `${formula},${(-1 - Math.sin(i)).toFixed(4)}`),
    ...extra,
  ].join('\n');

test('a formula that is none: named by line, left out, listed, downloaded', async ({ page }) => {
  const errors = watchErrors(page);
  await openQuietly(page);
  await slot(page, 'Simulated').setInputFiles(csv('sim.csv', formulaTable()));
  await slot(page, 'Measured').setInputFiles(
    csv('real.csv', formulaTable(['Ry0.57Si0.43,-0.5', 'Fe2O3,'])),
  );
  await expect(ready(page)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/real\.csv: 2 rows are left out.*no element “Ry”/)).toBeVisible();
  await page.getByText('2 rows left out').click();
  await expect(page.getByRole('cell', { name: /Ry0\.57Si0\.43/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download the list of real.csv' }).click();
  const list = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(list).toHaveLength(3);
  expect(list[0]).toBe('line,reason,column,formula,energy_eV');
  expect(list[1]).toContain('58,');
  expect(list[1]).toContain('Ry0.57Si0.43,-0.5');

  // The column's kind comes with its evidence, and can be changed.
  await expect(page.getByText(/formula, 99\.\d % of \d+/)).toBeVisible();
  await page.getByRole('button', { name: 'Options of formula' }).click();
  await expect(page.getByText('“Ry0.57Si0.43” in real.csv, line 58')).toBeVisible();
  await page.getByLabel('range', { exact: true }).uncheck();
  await expect(ready(page)).toBeVisible({ timeout: 30_000 });
  expect(errors).toEqual([]);
});

test('unreadable SMILES are named; damaged files cost nothing that was loaded', async ({
  page,
}) => {
  const chain = (length: number, end: string) => `${'C'.repeat(length)}${end}`;
  const molecules = ['O', 'N', 'Cl', 'F', '=O'].flatMap((end) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((length) => chain(length, end)),
  );
  const table = (extra: readonly string[]) =>
    [
      'smiles,boiling_point_K',
      ...molecules.map((text, i) => `${text},${300 + 7 * i}`),
      ...extra,
    ].join('\n');
  await openQuietly(page);
  await slot(page, 'Simulated').setInputFiles(csv('sim.csv', table([])));
  await slot(page, 'Measured').setInputFiles(csv('real.csv', table(['C1CC,400', '*CC,410'])));
  await expect(ready(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/real\.csv: 2 rows are left out/)).toBeVisible();
  await page.getByText('2 rows left out').click();
  await expect(page.getByRole('cell', { name: /“C1CC” in “smiles” cannot be read/ })).toBeVisible();
  await expect(page.getByRole('cell', { name: /has 1 “\*”/ })).toBeVisible();

  const measured = slot(page, 'Measured');
  // A zip's first bytes, then nothing that is one.
  const damaged = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(400, 7)]);
  await measured.setInputFiles({ name: 'lab.xlsx', mimeType: '', buffer: damaged });
  await expect(page.getByText(/lab\.xlsx is damaged/)).toBeVisible();
  await measured.setInputFiles(csv('login.csv', '<!doctype html><html><body>Login</body></html>'));
  await expect(page.getByText('login.csv is a web page')).toBeVisible();
  // The tables that were there still are, and can be run.
  await expect(page.getByText('real.csv · 42 rows, 2 columns')).toBeVisible();
  await expect(ready(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toHaveAttribute(
    'aria-disabled',
    'false',
  );
});

test('units that differ: the conversion is offered with its factor, and can be taken back', async ({
  page,
}) => {
  const rows = (shift: number, unit: string) =>
    [
      `x,w,melting_point_${unit}`,
      ...Array.from({ length: 60 }, (_, i) => {
        const [x, y] = [((i + 1) * 0.7549) % 1, ((i + 1) * 0.5698) % 1];
        return `${x.toFixed(4)},${y.toFixed(4)},${(20 + 100 * x * y + shift).toFixed(3)}`;
      }),
    ].join('\n');
  await openQuietly(page);
  await slot(page, 'Simulated').setInputFiles(csv('sim.csv', rows(0, 'degC')));
  await slot(page, 'Measured').setInputFiles(csv('real.csv', rows(273.15, 'K')));
  await expect(page.getByText(/Simulated minus measured: −273 K/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Convert the simulated values' }).click();
  await expect(page.getByText('converted to K (+ 273.15)')).toBeVisible();
  await expect(page.getByText(/Simulated minus measured: (−|\+)?0/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/Simulated minus measured: −273 K/)).toBeVisible();
});
