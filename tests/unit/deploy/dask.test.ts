/** A sweep on a real Dask cluster of two workers, one of which is killed in the middle: the same records, bit for bit. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  folderWithTables,
  resultsAt,
  sim2real,
  SMALL,
  withoutSeconds,
} from '../../support/command-line.ts';
import { DaskCluster, pythonWithDask } from '../../support/dask.ts';

const python = pythonWithDask();
const clusters: DaskCluster[] = [];
afterEach(() => clusters.splice(0).forEach((cluster) => cluster.end()));

test.skipIf(!python)('a worker dies in the middle of a sweep, and nothing is lost', async () => {
  const folder = folderWithTables();
  const cluster = await DaskCluster.start(python ?? '', folder, 2);
  clusters.push(cluster);
  const first = await sweep(folder, cluster, (line) => {
    // With its task under way: the next one was given to it when the last one ended.
    if (/^[1-9]\d* of \d+ points$/.test(line)) cluster.workers[0]?.kill('SIGKILL');
  });
  expect(first.code).toBe(0);
  expect(cluster.workers[0]?.killed).toBe(true);
  await sim2real(folder, 'run', ...SMALL, '--out', 'alone.json');
  const swept = resultsAt(folder, 'swept.json');
  expect(withoutSeconds(swept)).toEqual(withoutSeconds(resultsAt(folder, 'alone.json')));

  const again = await sweep(folder, cluster, () => undefined);
  expect(again.stderr).toContain(`${swept.records.length} of them done before`);
  expect(resultsAt(folder, 'swept.json')).toEqual(swept);
});

/** Every unit is a task of its own. */
function sweep(folder: string, { address }: DaskCluster, onLine: (line: string) => void) {
  const script = path.resolve('deploy/dask/sweep.py');
  const how = ['--scheduler', address, '--out', 'swept.json', '--steps', '1'];
  const child = spawn(python ?? '', [script, ...how, ...SMALL], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
    for (const line of data.toString().split('\n')) onLine(line);
  });
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}
