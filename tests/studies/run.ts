/** npm run studies: every study, one after the other, each on a page of its own. */
import { existsSync, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';
import { runStudy } from './drive-page.ts';
import { STUDIES } from './studies.ts';
import { summaryOf } from './summary.ts';
import { writeReport } from './write-report.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, 'no-build': { type: 'boolean' } },
});
const data = path.resolve('../shared/data');
if (!existsSync(data)) {
  console.log(`Skipped: the real tables are not at ${data}.`);
  process.exit(0);
}
const folder = path.resolve('docs/studies');
mkdirSync(folder, { recursive: true });
const machine = `${os.cpus().length} cores of ${os.cpus()[0]?.model.trim() ?? 'an unknown processor'}`;

const server = await serve('dist', 4500);
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
let failed = 0;
for (const study of STUDIES) {
  const wanted = values.only?.split(',').some((part) => study.name.includes(part)) ?? true;
  if (!wanted) continue;
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  console.log(`\n${study.title}`);
  try {
    await page.goto(server.address);
    const run = await runStudy(page, study, data);
    await writeReport(folder, study, run, machine);
    const summary = summaryOf(run.results);
    for (const row of run.numbers) console.log(row.map((cell) => cell.padStart(13)).join(' '));
    for (const aim of study.aims) {
      console.log(`${aim.holds(summary) ? 'met   ' : 'MISSED'} ${aim.text}`);
    }
    console.log(`${summary.identified}; ${run.seconds.toFixed(0)} s`);
  } catch (error) {
    failed++;
    console.error(`${study.name} failed: ${String(error)}`);
  } finally {
    await context.close();
  }
}
await browser.close();
await server.close();
process.exit(failed > 0 ? 1 : 0);
