/**
 * Whole sweeps against PyTorch with the same protocol, budgets and rows: ours on threads, PyTorch's part is
 * tests/bench/pytorch_sweep.py. Ours and theirs take turns, so that both meet the same machine.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import type { FeatureMatrix } from '../../src/descriptors/feature-matrix.ts';
import type { Planned } from '../support/run-plan.ts';
import { nuclearSweep } from './nuclear-sweep.ts';
import { oursSweep } from './ours-sweep.ts';
import { PYTHON } from './peers/python.ts';
import { errorRatio, sweepRow, type SweepPoint, type SweepRow } from './sweep-row.ts';

const POINTS = '.cache/run/nuclear-points.json';

/** The nuclear_mass sweep with one worker and with one per core; PyTorch's where torch is installed. */
export async function measureSweeps(
  wanted: (engine: string) => boolean,
  trials: number,
): Promise<SweepRow[]> {
  const sweep = nuclearSweep(trials);
  if (!sweep) return [];
  const { plan } = sweep;
  mkdirSync('.cache/run', { recursive: true });
  writeFileSync(POINTS, JSON.stringify({ points: pointsOf(sweep) }));
  const rows: SweepRow[] = [];
  for (const workers of new Set([1, os.cpus().length])) {
    const ours = wanted('ours-wasm') ? await oursSweep(plan, workers) : undefined;
    const theirs = wanted('pytorch-cpu') ? pytorchSweep(workers) : undefined;
    rows.push(...[ours, theirs].filter((row) => row !== undefined));
  }
  return rows;
}

/** The rows of every trained point, as pytorch_sweep.py reads them. */
function pointsOf({ plan, request }: Planned): unknown[] {
  return plan.units.flatMap((unit) => {
    const { pretraining, jobs } = request(unit);
    const simulated = pretraining && {
      x: columnsOf(pretraining.features),
      y: [...pretraining.targets],
      validation: [...pretraining.validation],
    };
    return jobs
      .filter(({ arm }) => arm === 'transfer' || arm === 'direct')
      .map(({ arm, rows, test }) => ({
        n: arm === 'direct' ? 0 : unit.n,
        trial: unit.trial,
        ...(arm === 'transfer' ? { simulated } : {}),
        measured: {
          x: columnsOf(rows.features),
          y: [...rows.values],
          validation: [...rows.validation],
        },
        test: { x: columnsOf(test.features), y: [...test.values] },
      }));
  });
}

/** Of a matrix with one block: rows x columns. */
function columnsOf({ blocks }: FeatureMatrix): number[] {
  if (blocks.length !== 1) throw new RangeError(`One block of features, not ${blocks.length}.`);
  return Array.from(blocks[0]!.values);
}

function pytorchSweep(workers: number): SweepRow | undefined {
  const { status, stdout } = spawnSync(
    PYTHON,
    ['tests/bench/pytorch_sweep.py', '--points', POINTS, '--processes', String(workers)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (status !== 0) {
    console.log('PyTorch sweep: left out, pytorch_sweep.py failed (is python3-torch installed?)');
    return undefined;
  }
  const { seconds, mae } = JSON.parse(stdout) as { seconds: number; mae: number[][] };
  const points = mae.map(([n, trial, error]): SweepPoint => ({
    n: n!,
    trial: trial!,
    mae: error!,
  }));
  return sweepRow('pytorch-cpu', workers, seconds, points);
}

export function printSweeps(sweeps: readonly SweepRow[]): void {
  const ours = sweeps.find(({ engine }) => engine === 'ours-wasm');
  for (const row of sweeps) {
    const { name, engine, workers, seconds, maeLargest } = row;
    console.log(
      `sweep ${name}: ${engine}, ${workers} worker(s): ${seconds.toFixed(1)} s, ` +
        `MAE at the largest n ${maeLargest.toFixed(4)}`,
    );
    if (!ours || row.engine === ours.engine) continue;
    const { ratio, error, count } = errorRatio(row, ours);
    console.log(
      `  its errors are ${ratio.toFixed(3)} times ours over ${count} pretrained points on the same rows ` +
        `(geometric mean; standard error: a factor of ${error.toFixed(3)})`,
    );
  }
}
