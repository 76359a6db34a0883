/** The command line in processes of its own: the same bits on any threads and shards, and nothing lost on the way. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeLink } from '../../../src/sharing/link.ts';
import { recordsCsv } from '../../../src/sharing/records-csv.ts';
import { sharedResults } from '../../../src/sharing/compact-records.ts';
import type { ExperimentFile } from '../../../src/sharing/experiment-file.ts';
import {
  folderWithTables,
  resultsAt,
  sim2real,
  SMALL,
  start,
  withoutSeconds,
} from '../../support/command-line.ts';

const folder = folderWithTables();

const ENDS = ['', 'O', 'N', 'Cl', 'C(=O)O'] as const;

const identical = ({ records }: ExperimentFile): string =>
  `Identical, bit for bit: ${records.length} of ${records.length} records.`;

let whole: ExperimentFile;

beforeAll(async () => {
  const ended = await sim2real(folder, 'run', ...SMALL, '--workers', '1', '--out', 'whole.json');
  expect(ended.stderr).toMatch(/Finished: \d+ points in whole\.json\./);
  expect(ended).toMatchObject({ code: 0, stdout: '' });
  whole = resultsAt(folder, 'whole.json');
  expect(whole.records.filter(({ arm }) => arm === 'transfer')).toHaveLength(4 * 2);
  expect(whole.laws).toHaveLength(1);
});

describe('sim2real run', () => {
  test('gives the same records on two threads, on stdout where no file is named', async () => {
    const ended = await sim2real(folder, 'run', ...SMALL, '--workers', '2', '--quiet');
    writeFileSync(path.join(folder, 'stdout.json'), ended.stdout);
    expect(withoutSeconds(resultsAt(folder, 'stdout.json'))).toEqual(withoutSeconds(whole));
  });

  test('three shards, run apart and merged, are the unsharded file', async () => {
    mkdirSync(path.join(folder, 'parts'));
    const counts: number[] = [];
    for (const shard of ['1/3', '2/3', '3/3']) {
      const out = `parts/${shard[0]}.json`;
      await sim2real(folder, 'run', ...SMALL, '--shard', shard, '--out', out);
      counts.push(resultsAt(folder, out).records.length);
    }
    expect(counts.reduce((sum, one) => sum + one)).toBe(whole.records.length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(await sim2real(folder, 'merge', 'parts', '--out', 'merged.json')).toMatchObject({
      code: 0,
    });
    expect(withoutSeconds(resultsAt(folder, 'merged.json'))).toEqual(withoutSeconds(whole));
  });

  test('the units of the plan, one by one from the plan alone, are the whole', async () => {
    await sim2real(folder, 'plan', ...SMALL, '--out', 'plan.json');
    const plan = JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8')) as {
      readonly points: number;
      readonly units: readonly { readonly id: string; readonly steps: number }[];
    };
    expect(plan.points).toBe(whole.records.length);
    expect(plan.units.every(({ steps }) => steps > 0)).toBe(true);
    const tables = ['--spec', 'plan.json', '--simulated', 'sim.csv', '--measured', 'real.csv'];
    const half = Math.ceil(plan.units.length / 2);
    for (const units of [plan.units.slice(0, half), plan.units.slice(half)]) {
      const named = units.flatMap(({ id }) => ['--unit', id]);
      await sim2real(folder, 'run', ...tables, ...named, '--out', 'units.json');
    }
    expect(withoutSeconds(resultsAt(folder, 'units.json'))).toEqual(withoutSeconds(whole));
  });

  test('Ctrl+C keeps what is finished, and the same command goes on from there', async () => {
    const long = SMALL.map((one) =>
      one === 'pretraining.maxSteps=100' ? 'pretraining.maxSteps=20000' : one,
    );
    const more = ['--set', 'pretraining.patience=1000', '--workers', '2'];
    const run = start(folder, ['run', ...long, ...more, '--out', 'long.json']);
    const journal = path.join(folder, 'long.json.part');
    while (!existsSync(journal) || readFileSync(journal, 'utf8').split('\n').length < 4) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    run.process.kill('SIGINT');
    const ended = await run.ended;
    expect(ended.code).toBe(130);
    expect(ended.stderr).toContain('the same command goes on from there');
    const kept = resultsAt(folder, 'long.json').records;
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.length).toBeLessThan(whole.records.length);
    expect(existsSync(journal)).toBe(false);
    const again = await sim2real(folder, 'run', ...long, ...more, '--out', 'long.json');
    expect(again.stderr).toContain(`${kept.length} of them done before`);
    const now = resultsAt(folder, 'long.json');
    expect(now.records).toHaveLength(whole.records.length);
    // Also the seconds: what was kept was not trained again.
    expect(now.records).toEqual(expect.arrayContaining([...kept]));
  });

  test('a process that was killed leaves its journal; a torn line is trained again', async () => {
    const [first, second, third] = whole.records;
    const lines = [first, second].map(
      (record) => `${JSON.stringify({ ...record, seconds: 777 })}\n`,
    );
    appendFileSync(
      path.join(folder, 'killed.json.part'),
      lines.join('') + JSON.stringify(third).slice(0, 90),
    );
    const ended = await sim2real(folder, 'run', ...SMALL, '--out', 'killed.json');
    expect(ended.stderr).toContain(' points, 2 of them done before');
    const file = resultsAt(folder, 'killed.json');
    expect(withoutSeconds(file)).toEqual(withoutSeconds(whole));
    expect(file.records.filter(({ seconds }) => seconds === 777)).toHaveLength(2);
  });

  test('another experiment does not overwrite a file', async () => {
    copyFileSync(path.join(folder, 'whole.json'), path.join(folder, 'mine.json'));
    const ended = await sim2real(folder, 'run', ...SMALL, '--seed', '5', '--out', 'mine.json');
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('mine.json holds another experiment');
    expect(resultsAt(folder, 'mine.json')).toEqual(whole);
  });
});

test('SMILES are described by RDKit in threads: one thread or two give the same records', async () => {
  const chains = Array.from({ length: 60 }, (_, i) => 'C'.repeat(1 + (i % 12)) + ENDS[i % 5]);
  const rows = [...new Set(chains)].map((smiles, i) => `${smiles},${smiles.length + (i % 3) / 10}`);
  writeFileSync(path.join(folder, 'md.csv'), ['smiles,density', ...rows].join('\n'));
  writeFileSync(path.join(folder, 'lab.csv'), ['smiles,density', ...rows.slice(0, 30)].join('\n'));
  const tables = ['--simulated', 'md.csv', '--measured', 'lab.csv', '--sizes', '10,20'];
  const small = ['--samples', '10', '--trials', '1', '--set', 'hidden=8'];
  const steps = ['--set', 'pretraining.maxSteps=40', '--set', 'fixedSteps=20'];
  for (const workers of ['1', '2']) {
    const how = ['--workers', workers, '--out', `smiles-${workers}.json`];
    const ended = await sim2real(folder, 'run', ...tables, ...small, ...steps, ...how);
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toMatch(/60 simulated and 30 measured rows, \d{2,} features/);
  }
  const [one, two] = ['1', '2'].map((workers) => resultsAt(folder, `smiles-${workers}.json`));
  expect(one && withoutSeconds(one)).toEqual(two && withoutSeconds(two));
});

test('sim2real law: the law of the file, of its records as CSV, and of the errors as a list', async () => {
  const { records, series } = whole;
  writeFileSync(path.join(folder, 'records.csv'), recordsCsv(records, series));
  const transfer = records.filter(({ arm }) => arm === 'transfer');
  const list = transfer.map(({ n, trial, mae }) => `${n},${trial},${mae}`);
  writeFileSync(path.join(folder, 'list.csv'), ['n,trial,error', ...list].join('\n'));
  const laws: unknown[] = [];
  for (const file of ['whole.json', 'records.csv', 'list.csv']) {
    const ended = await sim2real(folder, 'law', file, '--target', '0.05');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stderr).toContain('error = ');
    const { laws: found } = JSON.parse(ended.stdout) as {
      laws: {
        law: { D: number; alpha: number; C: number; intervals: unknown };
        answers: unknown;
      }[];
    };
    expect(found).toHaveLength(1);
    const { D, alpha, C, intervals } = found[0]?.law ?? {};
    laws.push({ D, alpha, C, intervals });
  }
  const [{ D, alpha, C, intervals } = { D: 0, alpha: 0, C: 0, intervals: {} }] = whole.laws;
  expect(laws).toEqual([
    { D, alpha, C, intervals },
    { D, alpha, C, intervals },
    { D, alpha, C, intervals },
  ]);
});

describe('sim2real verify', () => {
  const tables = ['--simulated', 'sim.csv', '--measured', 'real.csv'];

  test('a file and a link are identical, bit for bit', async () => {
    const file = await sim2real(folder, 'verify', 'whole.json', ...tables);
    expect(file.stderr).toContain(identical(whole));
    expect(file.code).toBe(0);
    const results = sharedResults(whole.series, whole.records);
    const link = await encodeLink({ document: whole.document, results, tables: [], list: null });
    const ended = await sim2real(folder, 'verify', `https://example.org/page/${link}`, ...tables);
    expect(ended.stderr).toContain(identical(whole));
    expect(ended.code).toBe(0);
  });

  test('a point that was changed is found, and another table is told', async () => {
    const changed = {
      ...whole,
      records: whole.records.map((one, i) => (i === 3 ? { ...one, mae: one.mae * 1.5 } : one)),
    };
    writeFileSync(path.join(folder, 'changed.json'), JSON.stringify(changed));
    const ended = await sim2real(folder, 'verify', 'changed.json', ...tables);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /Different: (\d+) of \d+ records are identical; the largest difference is 33 %/,
    );
    const swapped = ['--simulated', 'real.csv', '--measured', 'real.csv'];
    const other = await sim2real(folder, 'verify', 'whole.json', ...swapped);
    expect(other.code).toBe(1);
    expect(other.stderr).toContain('real.csv is not the simulated table');
  });
});

test.each([
  [['run', '--simulated', 'sim.csv'], 'The measured table is missing'],
  [['run', '--simulated', 'no.csv', '--measured', 'real.csv'], 'no.csv cannot be read'],
  [['run', ...SMALL, '--sizes', '5000'], 'more than the'],
  [['run', ...SMALL, '--set', 'hidden=abc'], 'is not a number'],
  [['run', ...SMALL, '--set', 'colour=red'], 'there is no setting'],
  [['run', ...SMALL, '--target', 'colour'], 'real.csv has no column'],
  [['run', ...SMALL, '--shard', '4/3'], '--shard'],
  [['run', ...SMALL, '--unit', 'nothing'], 'The plan has no unit'],
  [['run', '--link', '#e1=abc'], 'damaged'],
  [['law', 'sim.csv'], 'has no points of a curve'],
  [['verify', 'no.json'], 'no.json cannot be read'],
  [['merge', 'sim.csv'], 'sim.csv'],
  [['fly'], 'There is no command'],
  [['run', '--fly'], 'sim2real run --help'],
])('bad input ends with 1 and a sentence: %j', async (args, sentence) => {
  const ended = await sim2real(folder, ...args);
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain(sentence);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
  expect(ended.stdout).toBe('');
});

test('every command has a help, on stdout', async () => {
  for (const args of [
    ['--help'],
    ...['run', 'law', 'plan', 'merge', 'verify'].map((one) => [one, '--help']),
  ]) {
    const ended = await sim2real(folder, ...args);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('--help');
    expect(Math.max(...ended.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(
      100,
    );
  }
});
