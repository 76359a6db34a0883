/** The studies of materials tables in small: formulas, pairs of SMILES with a temperature, several simulated columns. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { csv, openQuietly, waitForStatus, watchErrors, watchRequests } from './page.ts';

const data = path.resolve('../shared/data');

/** Paths of real tables; skips the journey, with the reason printed, where they are not here. */
function realTables(...names: readonly string[]): string[] {
  const files = names.map((name) => path.join(data, name));
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) console.log(`Skipped: ${missing.join(', ')} is not on this machine.`);
  test.skip(missing.length > 0, 'the real tables are not on this machine');
  return files;
}

const ready = (page: Page) => page.getByText(/features reach the network/);

async function smallSweep(page: Page, sizes: string, m: string): Promise<void> {
  await page.getByLabel('Sizes').fill(sizes);
  await page.getByLabel('Measured samples').fill(m);
  await page.getByLabel('Trials').fill('2');
  await page.getByLabel('Engine').selectOption('WebAssembly');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Hidden layers').fill('32');
  await page.getByLabel('Pretraining: most steps').fill('600');
  await page.getByLabel('Fine-tuning: most steps').fill('300');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForStatus(page, 'Finished', 120_000);
}

interface ResultsFile {
  readonly series: readonly {
    readonly simulatedTargets: readonly string[];
    readonly sameProperty: boolean;
    readonly descriptors: { readonly plan: readonly { readonly kind: string }[] };
  }[];
  readonly records: readonly { readonly arm: string; readonly mae: number; readonly n: number }[];
}

async function results(page: Page): Promise<ResultsFile> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8')) as ResultsFile;
}

test('formation enthalpy: 130,000 formulas become features, a small sweep runs', async ({
  page,
}) => {
  const [simulated = '', measured = ''] = realTables(
    'inorganic_formation_enthalpy/sim_mp.csv.gz',
    'inorganic_formation_enthalpy/real_formation_enthalpy_ssub.csv',
  );
  await openQuietly(page);
  await page.getByLabel('Simulated table').setInputFiles(simulated);
  await page.getByLabel('Measured table').setInputFiles(measured);
  await expect(page.getByLabel('Measured target')).toHaveValue('formation_enthalpy_eV_per_atom', {
    timeout: 60_000,
  });
  await expect(ready(page)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('1,498 of 1,643 measured materials are simulated too')).toBeVisible();
  await expect(page.getByText('names the same material')).toBeVisible();
  await smallSweep(page, '50, 100, 200, 400', '40');
  const { records } = await results(page);
  expect(records.filter(({ arm }) => arm === 'transfer')).toHaveLength(8);
  // Simulated values exist for most test materials, so these baselines apply.
  expect(new Set(records.map(({ arm }) => arm))).toEqual(
    new Set(['transfer', 'direct', 'constant', 'ridge', 'simulated', 'recalibrated', 'corrected']),
  );
  expect(records.every(({ mae }) => mae > 0 && mae < 2)).toBe(true);
});

test('chi: pairs of SMILES and a temperature; a second visit takes the features from storage', async ({
  page,
}) => {
  const [simulated = '', measured = ''] = realTables(
    'polymer_solvent_chi/sim.csv',
    'polymer_solvent_chi/real_chi.csv',
  );
  const errors = watchErrors(page);
  const foreign = watchRequests(page);
  await openQuietly(page);
  const drop = async () => {
    await page.getByLabel('Simulated table').setInputFiles(simulated);
    await page.getByLabel('Measured table').setInputFiles(measured);
    await expect(ready(page)).toBeVisible({ timeout: 60_000 });
  };
  await drop();
  await expect(page.getByText('761 of 766 measured materials are simulated too')).toBeVisible();
  await expect(page.getByText('polymer_smiles · solvent_smiles')).toBeVisible();
  await expect(page.getByText('SMILES, 100 % of 2,396').first()).toBeVisible();
  await smallSweep(page, '50, 100, 200, 400', '40');
  const { series, records } = await results(page);
  expect(series[0]?.descriptors.plan.map(({ kind }) => kind)).toEqual([
    'smiles',
    'smiles',
    'numbers',
  ]);
  expect(records.filter(({ arm }) => arm === 'transfer')).toHaveLength(8);
  const simulatedAsItIs = records.filter(({ arm }) => arm === 'simulated').map(({ mae }) => mae);
  // 0.352 over all rows; two test sets scatter around it.
  for (const mae of simulatedAsItIs) expect(Math.abs(mae - 0.352)).toBeLessThan(0.12);

  // RDKit is not even loaded the second time.
  const scripts: string[] = [];
  page.context().on('request', (request) => scripts.push(request.url()));
  await page.reload();
  await page.getByRole('tab', { name: 'Your tables' }).click();
  await drop();
  expect(scripts.filter((url) => /RDKit|smiles\.worker/.test(url))).toEqual([]);
  expect(errors).toEqual([]);
  expect(foreign()).toEqual([]);
});

test('several simulated columns, another measured property: a new head, and the choice is a person’s', async ({
  page,
}) => {
  const line = (i: number) => {
    const [a, b] = [((i + 1) * 0.754877666) % 1, ((i + 1) * 0.569840291) % 1];
    return { a, b, gap: Math.sin(2 * a) + b, density: 1 + a * b };
  };
  const rows = Array.from({ length: 300 }, (_, i) => line(i));
  const simulated = rows.map(
    ({ a, b, gap, density }, i) =>
      `${a.toFixed(5)},${b.toFixed(5)},${gap.toFixed(5)},${i % 3 === 0 ? '' : density.toFixed(5)}`,
  );
  const measured = rows
    .slice(0, 90)
    .map(({ a, b, gap }) => `${a.toFixed(5)},${b.toFixed(5)},${(40 * gap + 273).toFixed(3)}`);
  await openQuietly(page);
  await page
    .getByLabel('Simulated table')
    .setInputFiles(csv('sim.csv', ['a,b,gap_eV,density_g_per_cm3', ...simulated].join('\n')));
  await page
    .getByLabel('Measured table')
    .setInputFiles(csv('real.csv', ['a,b,melting_point_K', ...measured].join('\n')));
  await page.getByLabel('Simulated target').selectOption('gap_eV');
  await page.getByLabel('Measured target').selectOption('melting_point_K');
  await expect(page.getByText('gets a new output')).toBeVisible();
  await expect(page.getByLabel('Both targets are one property')).not.toBeChecked();
  await page.getByText('Pretrain on more columns').click();
  await page.getByLabel('density_g_per_cm3').check();
  await expect(page.getByText('Pretrained on 1 more column')).toBeVisible();
  await expect(ready(page)).toBeVisible({ timeout: 30_000 });
  await smallSweep(page, '20, 40', '20');
  const { series, records } = await results(page);
  expect(series[0]).toMatchObject({
    simulatedTargets: ['gap_eV', 'density_g_per_cm3'],
    sameProperty: false,
  });
  expect(records.filter(({ arm }) => arm === 'transfer')).toHaveLength(4);
  expect(records.every(({ mae }) => Number.isFinite(mae))).toBe(true);
});
