/**
 * Whole sweeps against PyTorch with the same protocol and budgets: ours on threads, PyTorch's part is
 * tests/bench/pytorch_sweep.py. Ours and theirs take turns, so that both meet the same machine.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { oursSweep } from './ours-sweep.ts';
import { PYTHON } from './peers/python.ts';

const TABLES = '../shared/data/nuclear_mass';

export interface SweepRow {
  readonly name: string;
  readonly engine: string;
  readonly workers: number;
  readonly seconds: number;
  /** Mean absolute error at the largest n, mean over trials. */
  readonly maeLargest: number;
}

/** The nuclear_mass sweep with one worker and with one per core; PyTorch's where torch is installed. */
export async function measureSweeps(wanted: (engine: string) => boolean): Promise<SweepRow[]> {
  if (!existsSync(TABLES)) {
    console.log(`Sweeps: left out, no tables in ${TABLES}`);
    return [];
  }
  const rows: SweepRow[] = [];
  for (const workers of new Set([1, os.cpus().length])) {
    const ours = wanted('ours-wasm') ? await oursSweep(workers) : undefined;
    const theirs = wanted('pytorch-cpu') ? pytorchSweep(workers) : undefined;
    rows.push(...[ours, theirs].filter((row) => row !== undefined));
  }
  return rows;
}

function pytorchSweep(workers: number): SweepRow | undefined {
  const { status, stdout } = spawnSync(
    PYTHON,
    ['tests/bench/pytorch_sweep.py', '--tables', TABLES, '--processes', String(workers)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) {
    console.log('PyTorch sweep: left out, pytorch_sweep.py failed (is python3-torch installed?)');
    return undefined;
  }
  const { seconds, mae } = JSON.parse(stdout) as { seconds: number; mae: Record<string, number> };
  const largest = Math.max(...Object.keys(mae).map(Number).filter(Number.isFinite));
  const maeLargest = mae[String(largest)] ?? NaN;
  return { name: 'nuclear_mass', engine: 'pytorch-cpu', workers, seconds, maeLargest };
}

export function printSweeps(sweeps: readonly SweepRow[]): void {
  for (const { name, engine, workers, seconds, maeLargest } of sweeps) {
    console.log(
      `sweep ${name}: ${engine}, ${workers} worker(s): ${seconds.toFixed(1)} s, MAE ${maeLargest.toFixed(4)}`,
    );
  }
}
