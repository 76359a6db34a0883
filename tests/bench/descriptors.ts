/**
 * Speed of the descriptors on two threads: node scripts/run-typescript.mjs tests/bench/descriptors.ts
 * Threads of Node stand for the page's workers: the same code, the same RDKit. On a busy machine the CPU time, which
 * counts all threads, tells more than the clock.
 */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import initRDKit from '@rdkit/rdkit';
import { encodeCompositions } from '../../src/descriptors/composition/encode.ts';
import { describe } from '../../src/descriptors/describe.ts';
import { featurise } from '../../src/descriptors/smiles/featurise.ts';
import { readSmilesText } from '../../src/descriptors/smiles/smiles-text.ts';
import { Stream, streamKey } from '../../src/random.ts';
import { readRecords, sharedFile } from '../unit/descriptors/shared-data.ts';

const MOLECULES = 28_000;
const FORMULAS = 130_000;
const THREADS = 2;
const REQUEST = {
  fingerprints: [{ kind: 'morgan', radius: 2, length: 1024 }],
  physical: false,
} as const;

interface Task {
  readonly kind: 'molecules' | 'polymers' | 'formulas';
  readonly texts: readonly string[];
}

if (isMainThread) await main();
else parentPort?.postMessage(await work(workerData as Task));

async function main(): Promise<void> {
  const polymers = sharedFile('polymer/sim_openpolymer.csv');
  const inorganic = sharedFile('inorganic_formation_enthalpy/sim_mp.csv.gz');
  if (polymers !== undefined) {
    const units = readRecords(polymers).map((one) => one['smiles'] ?? '');
    await measure('molecules', drugSize(units), 'Morgan 1,024 bits and canonical form');
    await measure('polymers', units, 'the same, as cyclic oligomers');
  }
  await measureNumbers(70_000, 190);
  if (inorganic !== undefined) {
    const formulas = readRecords(inorganic).map((one) => one['formula'] ?? '');
    await measure('formulas', formulas.slice(0, FORMULAS), '155 statistics and reduced formula', 1);
  }
}

async function measure(
  kind: Task['kind'],
  texts: readonly string[],
  what: string,
  threads = THREADS,
) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const share = Math.ceil(texts.length / threads);
  const counts = await Promise.all(
    Array.from({ length: threads }, (_, i) => {
      return runThread({ kind, texts: texts.slice(i * share, (i + 1) * share) });
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const readable = counts.reduce((sum, count) => sum + count, 0);
  console.log(
    `${texts.length} ${kind} (${readable} readable), ${what}, ${threads} thread(s): ` +
      `${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU`,
  );
}

/** A table of the size of a study of polymers: fitted and described with its keys, in this thread. */
async function measureNumbers(rows: number, width: number): Promise<void> {
  const stream = new Stream(streamKey(1, 'syntheticWorld'));
  const columns = Array.from({ length: width }, (_, i) => ({
    kind: 'number' as const,
    name: `x${i}`,
    values: Float64Array.from({ length: rows }, () => 300 + 10 * stream.uniform()),
  }));
  const names = columns.map(({ name }) => name);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const measured = columns.map((column) => ({ ...column, values: column.values.slice(0, 500) }));
  const { simulated } = await describe([{ kind: 'numbers', columns: names }], columns, measured);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const keys = simulated.keys.reduce((sum, key) => sum + key.length, 0) / 1e6;
  console.log(
    `${rows} x ${width} numbers and 500 measured rows, 1 thread: ${seconds.toFixed(1)} s, ` +
      `${((user + system) / 1e6).toFixed(1)} s of CPU, ${keys.toFixed(1)} MB of keys`,
  );
}

function runThread(task: Task): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function work({ kind, texts }: Task): Promise<number> {
  if (kind === 'formulas') {
    const column = { kind: 'text', name: 'formula', values: texts } as const;
    const part = { kind: 'composition', column: 'formula' } as const;
    const { entries } = encodeCompositions(part, [column], 'simulated');
    return entries.filter((entry) => entry >= 0).length;
  }
  const rdkit = await initRDKit();
  rdkit.disable_logging();
  let readable = 0;
  for (let first = 0; first < texts.length; first += 128) {
    const { canonical } = featurise(rdkit, texts.slice(first, first + 128), REQUEST);
    readable += canonical.filter((one) => typeof one === 'string').length;
  }
  return readable;
}

/** Distinct molecules of 20 to 35 heavy atoms: repeat units with small groups at their ends. */
function drugSize(units: readonly string[]): readonly string[] {
  const groups = ['C', 'O', 'N', 'F', 'CC', 'Cl', 'OC', 'C#N'];
  const found = new Set<string>();
  for (const head of groups) {
    for (const tail of groups) {
      for (const unit of units) {
        const atoms = readSmilesText(unit)?.atoms.length ?? 0;
        if (atoms < 20 || atoms > 33 || found.size === MOLECULES) continue;
        let seen = 0;
        found.add(unit.replace(/\*/g, () => (seen++ === 0 ? mirror(head) : tail)));
      }
    }
  }
  return [...found];
}

/** The group written so that its last atom bonds. */
function mirror(group: string): string {
  return group === 'OC' ? 'CO' : group === 'C#N' ? 'N#C' : group;
}
