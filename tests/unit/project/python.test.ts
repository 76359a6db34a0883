/** The Python script of the documentation reads a results file and draws it, where Python has pandas and matplotlib. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { newDocument } from '../../../src/experiment/defaults.ts';
import { experimentFile, writeExperimentFile } from '../../../src/sharing/experiment-file.ts';
import { record, SERIES_ID } from '../sharing/record.ts';

const SCRIPT = path.resolve('docs/python/plot_results.py');
/** A file to draw into and no window. */
const env = { ...process.env, MPLBACKEND: 'Agg' };
const able = (python: string) =>
  spawnSync(python, ['-c', 'import pandas, matplotlib'], { env, timeout: 60_000 }).status === 0;
const python = [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python']
  .filter((one) => one !== undefined)
  .find(able);
if (!python) console.log('Skipped: there is no Python with pandas and matplotlib on this machine.');

const SIZES = [100, 200, 400, 800];
const D = 2;
const alpha = 0.5;
const C = 0.05;

function resultsText(): string {
  const open = [null, null] as const;
  return writeExperimentFile(
    experimentFile({
      appVersion: '0.2.0',
      document: newDocument({ kind: 'lesson', lesson: 'built-in' }),
      tables: [],
      series: [],
      records: [
        ...SIZES.map((n) => record({ n, mae: D / Math.sqrt(n) + C })),
        record({ arm: 'ridge', n: 0, mae: 0.4 }),
      ],
      laws: [
        {
          ...{ series: SERIES_ID, m: 50, D, alpha, C, level: 0.9, identified: 'resolved' },
          intervals: { D: open, alpha: open, C: open },
        },
      ],
    }),
  );
}

it.skipIf(!python)('draws the points and the law of a results file', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sim2real-python-'));
  const [results, picture, lines] = ['results.json', 'figure.png', 'lines.json'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  try {
    writeFileSync(results, resultsText());
    // Runs the script as it is, then says what stands in its figure.
    const look =
      'import json, runpy, sys\n' +
      'values = runpy.run_path(sys.argv[0], run_name="__main__")\n' +
      'lines = [[list(map(float, l.get_xdata())), list(map(float, l.get_ydata()))] for l in values["plt"].gca().lines]\n' +
      'json.dump(lines, open(sys.argv[3], "w"))\n';
    const run = `import sys; sys.argv = ${JSON.stringify([SCRIPT, results, picture, lines])}\n${look}`;
    const { status, stderr } = spawnSync(python ?? '', ['-c', run], { env, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(
      [...readFileSync(picture).subarray(1, 4)].map((code) => String.fromCharCode(code)),
    ).toEqual(['P', 'N', 'G']);
    const [points, means, law] = JSON.parse(readFileSync(lines, 'utf8')) as [number[], number[]][];
    const wanted = SIZES.map((n) => D / Math.sqrt(n) + C);
    expect(points).toEqual([SIZES, wanted]);
    expect(means).toEqual([SIZES, wanted]);
    expect(law?.[0]).toEqual(SIZES);
    // The points were made with this very law.
    law?.[1].forEach((error, i) => expect(error).toBeCloseTo(wanted[i] ?? NaN, 12));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('says the same in the README', () => {
  const script = readFileSync(SCRIPT, 'utf8').split('\n').slice(1).join('\n').trim();
  expect(readFileSync('README.md', 'utf8').replaceAll(/^ {4}/gm, '')).toContain(script);
});
