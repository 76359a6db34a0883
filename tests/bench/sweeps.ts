/**
 * Whole sweeps against PyTorch with the same protocol and budgets. PyTorch's part is tests/bench/pytorch_sweep.py;
 * ours is added here with the sweep room.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import os from 'node:os';
import { PYTHON } from './peers/pytorch-cpu.ts';

const TABLES = '../shared/data/nuclear_mass';

export interface SweepRow {
  readonly name: string;
  readonly engine: string;
  readonly workers: number;
  readonly seconds: number;
  /** Mean absolute error at the largest n, mean over trials. */
  readonly maeLargest: number;
}

/** The nuclear_mass sweep in PyTorch, with one process and with one per core; nothing where tables or torch are absent. */
export function measureSweeps(wanted: (engine: string) => boolean): Promise<SweepRow[]> {
  if (!wanted('pytorch-sweep')) return Promise.resolve([]);
  if (!existsSync(TABLES)) {
    console.log(`Sweeps: left out, no tables in ${TABLES}`);
    return Promise.resolve([]);
  }
  const rows: SweepRow[] = [];
  for (const workers of new Set([1, os.cpus().length])) {
    const { status, stdout } = spawnSync(
      PYTHON,
      ['tests/bench/pytorch_sweep.py', '--tables', TABLES, '--processes', String(workers)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    if (status !== 0) {
      console.log('Sweeps: left out, pytorch_sweep.py failed (is python3-torch installed?)');
      break;
    }
    const { seconds, mae } = JSON.parse(stdout) as { seconds: number; mae: Record<string, number> };
    const largest = Math.max(...Object.keys(mae).map(Number).filter(Number.isFinite));
    const maeLargest = mae[String(largest)]!;
    rows.push({ name: 'nuclear_mass', engine: 'pytorch-cpu', workers, seconds, maeLargest });
  }
  return Promise.resolve(rows);
}

export function printSweeps(sweeps: readonly SweepRow[]): void {
  for (const { name, engine, workers, seconds, maeLargest } of sweeps) {
    console.log(
      `sweep ${name}: ${engine}, ${workers} worker(s): ${seconds.toFixed(1)} s, MAE ${maeLargest.toFixed(4)}`,
    );
  }
}
