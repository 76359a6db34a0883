/** The built command line as a process of its own, as people run it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureCli } from '../../scripts/build-cli.mjs';
import { readExperimentFile } from '../../src/sharing/read-experiment-file.ts';
import type { ExperimentFile } from '../../src/sharing/experiment-file.ts';
import { comparable, type SweepRecord } from '../../src/sweep/record.ts';
import { smallTables } from './small-tables.ts';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

const program = await ensureCli();

export function start(folder: string, args: readonly string[]): Started {
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { process: child, ended };
}

export const sim2real = (folder: string, ...args: readonly string[]): Promise<Ended> =>
  start(folder, args).ended;

/** A new folder with two small tables, sim.csv and real.csv. */
export function folderWithTables(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sim2real-test-'));
  const { simulated, measured } = smallTables();
  writeFileSync(path.join(folder, 'sim.csv'), simulated);
  writeFileSync(path.join(folder, 'real.csv'), measured);
  return folder;
}

/** Sixteen points of a tiny network on those tables: a second of work. */
export const SMALL = [
  ...['--simulated', 'sim.csv', '--measured', 'real.csv'],
  ...['--sizes', '20,40,60,100', '--samples', '20', '--trials', '2'],
  ...['--set', 'hidden=16', '--set', 'pretraining.maxSteps=100'],
  ...['--set', 'fineTuning.maxSteps=50', '--set', 'fixedSteps=40'],
] as const;

/** Throws for what is no results file. */
export function resultsAt(...place: readonly string[]): ExperimentFile {
  const outcome = readExperimentFile(readFileSync(path.join(...place), 'utf8'));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.file;
}

/** The file without what may differ between two runs. */
export const withoutSeconds = ({ records, ...rest }: ExperimentFile) => ({
  ...rest,
  records: records.map((record: SweepRecord) => comparable(record)),
});
