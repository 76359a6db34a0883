// npm test: everything that must hold, on a machine that may have nothing but Node and npm.
// Installs modules, a Chromium and (where that is easy) Dask, then lint, types, unit tests, browser tests, build, journeys.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { installIfNeeded } from './install.mjs';

installIfNeeded();
const { ensureChromium } = await import('./chromium.mjs');
process.env.CHROMIUM_PATH = ensureChromium();
console.log(`Chromium: ${process.env.CHROMIUM_PATH}`);
const { ensureDask } = await import('./dask.mjs');
ensureDask();

const reports = '.cache/reports';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const bin = (name) => `node_modules/${name}`;
const steps = [
  ['Lint', bin('eslint/bin/eslint.js'), ['.']],
  ['Format', bin('prettier/bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
  ['Types', 'scripts/typecheck.mjs', []],
  ['Unit tests', bin('vitest/vitest.mjs'), vitest('unit')],
  ['Browser tests', bin('vitest/vitest.mjs'), vitest('browser')],
  ['Build', bin('vite/bin/vite.js'), ['build', '--logLevel', 'warn']],
  ['Journeys', bin('@playwright/test/cli.js'), ['test']],
];
const counts = { passed: 0, failed: 0, skipped: 0 };
const broken = [];
for (const [title, script, args] of steps) {
  console.log(`\n=== ${title}`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  console.log(`=== ${title}: ${status === 0 ? 'ok' : 'FAILED'}, ${seconds(started)} s`);
  if (status !== 0) broken.push(title);
}
count();
if (broken.length > 0) {
  console.log(`Failed: ${broken.join(', ')}`);
  counts.failed = Math.max(counts.failed, 1);
}
console.log(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(broken.length > 0 ? 1 : 0);

function vitest(project) {
  return [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reports}/${project}.json`,
  ];
}

function count() {
  for (const project of ['unit', 'browser']) {
    const report = read(`${reports}/${project}.json`);
    counts.passed += report?.numPassedTests ?? 0;
    counts.failed += report?.numFailedTests ?? 0;
    counts.skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  }
  const stats = read(`${reports}/journeys.json`)?.stats;
  counts.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  counts.failed += stats?.unexpected ?? 0;
  counts.skipped += stats?.skipped ?? 0;
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(0);
}
