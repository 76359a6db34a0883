/** The main job on real tables: two nuclear mass tables are dropped, swept, stopped, resumed, extended and saved. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { counts, csv, dropFiles, openQuietly, smallTables, waitForStatus } from './page.ts';

const folder = path.resolve('../shared/data/nuclear_mass');
const files = ['sim.csv', 'real_mass_excess.csv'].map((name) => path.join(folder, name));

interface ResultsFile {
  readonly format: string;
  readonly version: number;
  readonly appVersion: string;
  readonly document: { readonly source: { readonly kind: string } };
  readonly series: readonly { readonly id: string; readonly protocol: string }[];
  readonly spec: { readonly sizes: readonly number[]; readonly trials: number };
  readonly tables: readonly { readonly file: string; readonly role: string }[];
  readonly records: readonly {
    readonly id: string;
    readonly n: number;
    readonly trial: number;
    readonly arm: string;
    readonly mae: number;
  }[];
  readonly laws: readonly {
    readonly level: number;
    readonly alpha: number;
    readonly identified: string;
    readonly intervals: { readonly alpha: readonly [number, number] };
  }[];
}

test('nuclear masses: drop, run, stop, resume, add a size, download', async ({ page }) => {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) console.log(`Skipped: ${missing.join(', ')} is not on this machine.`);
  test.skip(missing.length > 0, 'the nuclear mass tables are not on this machine');

  await page.goto('/');
  await waitForStatus(page, 'Running');
  await dropFiles(
    page,
    files.map((file) => ({ name: path.basename(file), text: readFileSync(file, 'utf8') })),
  );

  await expect(page.getByLabel('Measured target')).toHaveValue('binding_energy_per_nucleon_MeV', {
    timeout: 30_000,
  });
  await expect(page.getByLabel('Simulated target')).toHaveValue('binding_energy_per_nucleon_MeV');
  await expect(page.getByRole('checkbox', { name: 'Z_odd' })).toBeChecked();
  await page.getByLabel('Sizes').fill('100, 200, 400, 800');
  await page.getByLabel('Trials').fill('2');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Pretraining: most steps').fill('800');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Running');
  await expect.poll(async () => (await counts(page)).done, { timeout: 60_000 }).toBeGreaterThan(2);

  await page.getByRole('button', { name: 'Stop' }).click();
  await waitForStatus(page, 'Stopped', 5_000);
  const stopped = await counts(page);
  expect(stopped.done).toBeGreaterThan(2);

  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
  const first = await counts(page);
  expect(first.done).toBe(first.planned);
  await expect(page.getByRole('region', { name: 'The law' })).toContainText('rate');

  await page.getByLabel('Sizes').fill('100, 200, 400, 800, 1600');
  await expect(page.getByText('Run adds 2 points')).toBeVisible();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect
    .poll(async () => (await counts(page)).planned, { timeout: 10_000 })
    .toBe(first.planned + 2);
  await waitForStatus(page, 'Finished', 60_000);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download results' }).click();
  const results = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as ResultsFile;
  expect(results.format).toBe('sim2real-results');
  expect(results.version).toBe(2);
  expect(results.document.source.kind).toBe('tables');
  expect(results.series.map(({ protocol }) => protocol)).toEqual([
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  expect(results.spec.sizes).toEqual([100, 200, 400, 800, 1600]);
  expect(results.tables.map((table) => table.file)).toEqual(['sim.csv', 'real_mass_excess.csv']);
  const transfer_ = results.records.filter(({ arm }) => arm === 'transfer');
  expect(transfer_.map(({ n, trial }) => `${n} ${trial}`).sort()).toEqual(
    [100, 200, 400, 800, 1600].flatMap((n) => [`${n} 0`, `${n} 1`]).sort(),
  );
  expect(new Set(results.records.map(({ arm }) => arm)).size).toBe(7);
  expect(results.records).toHaveLength(first.planned + 2);
  expect(results.records.every(({ mae }) => Number.isFinite(mae) && mae >= 0)).toBe(true);
  expect(new Set(results.records.map(({ id }) => id)).size).toBe(results.records.length);
  const [law] = results.laws;
  expect(law?.level).toBe(0.9);
  expect(['resolved', 'upper-bound', 'not-identified']).toContain(law?.identified);
  expect(law && law.intervals.alpha[0] <= law.alpha && law.alpha <= law.intervals.alpha[1]).toBe(
    true,
  );
});

test('a tiny sweep runs on WebGPU where there is an adapter', async ({ page }) => {
  await openQuietly(page);
  const tables = smallTables();
  await page.getByLabel('Simulated table').setInputFiles(csv('sim.csv', tables.simulated));
  await page.getByLabel('Measured table').setInputFiles(csv('real.csv', tables.measured));
  await expect(page.getByLabel('Measured target')).toHaveValue('energy_eV');
  await page.getByLabel('Sizes').fill('20, 40');
  await page.getByLabel('Measured samples').fill('20');
  await page.getByLabel('Trials').fill('1');
  await page.getByText('Network and schedules').click();
  await page.getByLabel('Hidden layers').fill('16');
  await page.getByLabel('Pretraining: most steps').fill('60');
  await page.getByLabel('Fine-tuning: most steps').fill('40');
  await page.getByLabel('Fixed steps').fill('40');
  await page.getByLabel('Engine').selectOption('WebGPU');
  await page.getByRole('button', { name: 'Run' }).click();
  await waitForStatus(page, 'Finished', 120_000);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Records CSV' }).click();
  const records = readFileSync(await (await download).path(), 'utf8');
  if (/webgpu/.test(records)) {
    expect(records).toMatch(/transfer,20,20,0,.*webgpu/);
  } else {
    // No adapter: the page says so, and which engine ran instead.
    if (process.env.CI) throw new Error('No WebGPU adapter was found, but CI needs one.');
    console.log('Skipped: no WebGPU adapter on this machine.');
    await expect(page.getByText('Not the one asked for')).toBeVisible();
  }
});
