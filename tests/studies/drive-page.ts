/** Does with the built page what a person does: drops the tables, chooses, runs, reads, downloads. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Download, type Page } from '@playwright/test';
import type { ExperimentFile } from '../../src/sharing/experiment-file.ts';
import { readExperimentFile } from '../../src/sharing/read-experiment-file.ts';
import type { Study } from './studies.ts';

export interface StudyRun {
  readonly results: ExperimentFile;
  readonly resultsText: string;
  readonly figure: Buffer;
  /** The table under the plot: rows of cells, as shown. */
  readonly numbers: readonly (readonly string[])[];
  /** What the page says about the law and what follows, as shown. */
  readonly verdict: string;
  readonly cards: readonly string[];
  readonly notes: readonly string[];
  readonly overlap: string;
  readonly seconds: number;
}

/** Longest wait for one whole study. */
const LONGEST = 30 * 60_000;

export async function runStudy(page: Page, study: Study, data: string): Promise<StudyRun> {
  await page.getByRole('tab', { name: 'Your tables' }).click();
  await page.getByLabel('Simulated table').setInputFiles(path.join(data, study.simulated));
  await expect(page.getByText(/rows, [\d,]+ columns/)).toHaveCount(1, { timeout: 120_000 });
  await page.getByLabel('Measured table').setInputFiles(path.join(data, study.measured));
  await page.getByLabel('Simulated target').selectOption(study.simulatedTarget);
  await page.getByLabel('Measured target').selectOption(study.measuredTarget);
  if (study.allColumns) {
    await page.getByText('Pretrain on more columns').click();
    await page.getByRole('button', { name: 'All of them' }).click();
  }
  const ready = page.getByText(/features reach the network/);
  await expect(ready).toBeVisible({ timeout: 300_000 });
  await expect(page.getByRole('progressbar', { name: 'Preparing the inputs' })).toHaveCount(0, {
    timeout: 300_000,
  });
  await page.getByLabel('Sizes').fill(study.sizes.join(', '));
  await page.getByLabel('Measured samples').fill(String(study.m));
  await page.getByLabel('Trials').fill(String(study.trials));
  await page.getByLabel('Engine').selectOption({ label: 'WebAssembly' });
  const overlap = await page
    .locator('.field', { hasText: 'Simulated against measured' })
    .locator('.hint')
    .allInnerTexts();

  const started = Date.now();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText(/^Finished/, { timeout: LONGEST });
  const seconds = (Date.now() - started) / 1000;
  // The last law, not the one before it.
  await expect(page.locator('section[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  const numbers = await page
    .locator('.numbers-box tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    );
  const resultsText = (await saved(page, 'Download results')).toString('utf8');
  const read = readExperimentFile(resultsText);
  if (!read.ok) throw new Error(`The results cannot be opened: ${JSON.stringify(read.problem)}`);
  return {
    results: read.file,
    resultsText,
    figure: await saved(page, 'Figure PNG'),
    numbers,
    verdict: oneLine(await page.locator('.verdict').innerText()),
    cards: (await page.locator('article.card').allInnerTexts()).map(oneLine),
    notes: (await page.locator('.note').allInnerTexts()).map(oneLine),
    overlap: oneLine(overlap.join(' ')),
    seconds,
  };
}

async function saved(page: Page, button: string): Promise<Buffer> {
  const waiting: Promise<Download> = page.waitForEvent('download', { timeout: 120_000 });
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await waiting).path());
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
