/** The array script as Slurm would start its tasks, by the variables that Slurm sets; no Slurm is needed for that. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureCli } from '../../../scripts/build-cli.mjs';
import {
  folderWithTables,
  resultsAt,
  sim2real,
  SMALL,
  withoutSeconds,
} from '../../support/command-line.ts';

test.skipIf(process.platform === 'win32')(
  'three tasks of an array and their merge are the whole',
  async () => {
    const folder = folderWithTables();
    const script = path.resolve('deploy/slurm/sweep.sh');
    const program = `${process.execPath} ${await ensureCli()}`;
    for (const task of ['1', '2', '3']) {
      const { status, stderr } = spawnSync('bash', [script, 'results', ...SMALL], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          ...process.env,
          SIM2REAL: program,
          SLURM_ARRAY_TASK_ID: task,
          SLURM_ARRAY_TASK_COUNT: '3',
          SLURM_CPUS_PER_TASK: '1',
        },
      });
      expect(status, stderr).toBe(0);
    }
    await sim2real(folder, 'merge', 'results', '--out', 'merged.json');
    await sim2real(folder, 'run', ...SMALL, '--out', 'whole.json');
    expect(withoutSeconds(resultsAt(folder, 'merged.json'))).toEqual(
      withoutSeconds(resultsAt(folder, 'whole.json')),
    );
  },
);
