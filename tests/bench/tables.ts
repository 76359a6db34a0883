/**
 * The reader's rate, by kind of file: node scripts/run-typescript.mjs tests/bench/tables.ts [rows]
 * Made-up tables of one text and 19 number columns, each read in a process of its own: reading, typing and the
 * fingerprint together. Processor time beside wall time says how busy the machine was; memory is the process's
 * most (a process that reads a tiny file stands in the first line).
 */
import { parquetWriteBuffer } from 'hyparquet-writer';
import { writeXlsxStream } from 'hucre';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readTable } from '../../src/tables/read-table.ts';

const ROWS = Number(/^\d+$/.exec(process.argv[2] ?? '')?.[0] ?? 300_000);
const NUMBERS = 19;
const names = ['smiles', ...Array.from({ length: NUMBERS }, (_, i) => `property_${i}_eV`)];

/** A multiplicative generator: the tables are the same on every machine. */
function numbers(rows: number): Float64Array[] {
  let state = 1;
  return Array.from({ length: NUMBERS }, () =>
    Float64Array.from({ length: rows }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return Math.round((state / 2_147_483_647) * 1e9) / 1e6;
    }),
  );
}

const smilesOf = (row: number): string => `CC(C)c1ccc(${'C'.repeat(1 + (row % 17))})cc1O${row % 7}`;

function csv(rows: number, columns: readonly Float64Array[], quoted: boolean): Buffer {
  const parts: Buffer[] = [];
  let lines = [names.join()];
  for (let row = 0; row < rows; row++) {
    const smiles = smilesOf(row);
    const cells = columns.map((column) => column[row]).join();
    lines.push(`${quoted ? `"${smiles}"` : smiles},${cells}`);
    if (lines.length === 10_000) {
      parts.push(Buffer.from(`${lines.join('\n')}\n`));
      lines = [];
    }
  }
  parts.push(Buffer.from(lines.join('\n')));
  return Buffer.concat(parts);
}

async function xlsx(rows: number, columns: readonly Float64Array[]): Promise<Uint8Array> {
  function* content() {
    yield names;
    for (let row = 0; row < rows; row++) {
      yield [smilesOf(row), ...columns.map((column) => column[row] ?? 0)];
    }
  }
  const stream = writeXlsxStream(content(), { name: 'data' });
  return new Uint8Array(await new Response(stream as ReadableStream).arrayBuffer());
}

interface Measured {
  readonly rows: number;
  readonly wall: number;
  readonly processor: number;
  readonly memory: number;
}

/** What the child process does: reads one file and prints what it took. */
async function readOne(file: string): Promise<void> {
  const source = await openAsBlob(file);
  const cpu = process.cpuUsage();
  const start = performance.now();
  const outcome = await readTable(path.basename(file), source);
  const wall = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  const measured: Measured = {
    rows: outcome.table.rows,
    wall,
    processor: (used.user + used.system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1000,
  };
  console.log(JSON.stringify(measured));
}

function time(label: string, bytes: Uint8Array): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'tables-'));
  const file = path.join(folder, 'table');
  writeFileSync(file, bytes);
  const self = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [self, '--read', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (child.status !== 0) throw new Error(`${label}: ${child.stderr}`);
  const { rows, wall, processor, memory } = JSON.parse(child.stdout) as Measured;
  const size = bytes.byteLength / 1e6;
  console.log(
    [
      label.padEnd(24),
      `${rows} x ${names.length}`.padStart(13),
      `${size.toFixed(1)} MB`.padStart(10),
      `${wall.toFixed(2)} s`.padStart(9),
      `${processor.toFixed(2)} s CPU`.padStart(13),
      `${Math.round(rows / wall)} rows/s`.padStart(15),
      `${memory.toFixed(0)} MB`.padStart(9),
    ].join(''),
  );
}

async function all(): Promise<void> {
  const columns = numbers(ROWS);
  time('CSV, 10 rows', csv(10, columns, false));
  const plain = csv(ROWS, columns, false);
  time('CSV', plain);
  time('CSV, texts in quotes', csv(ROWS, columns, true));
  time('CSV, gzipped', gzipSync(plain, { level: 1 }));
  const smiles = Array.from({ length: ROWS }, (_, row) => smilesOf(row));
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: 'smiles', data: smiles, type: 'STRING' },
      ...columns.map((data, i) => ({ name: names[i + 1] ?? '', data, type: 'DOUBLE' as const })),
    ],
  });
  time('Parquet (snappy)', new Uint8Array(parquet));
  const few = Math.min(ROWS, 100_000);
  const records = Array.from({ length: few }, (_, row) => {
    const cells = columns.map((column, i) => [names[i + 1] ?? '', column[row] ?? 0] as const);
    return { smiles: smilesOf(row), ...Object.fromEntries<number>(cells) };
  });
  time('JSON, records', Buffer.from(JSON.stringify(records)));
  time('Excel workbook', await xlsx(few, columns));
}

const file = process.argv[2] === '--read' ? process.argv[3] : undefined;
await (file === undefined ? all() : readOne(file));
