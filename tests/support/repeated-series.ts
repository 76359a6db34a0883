/** Tables of which every number is known: row i has the feature i, and materials come again and again. */
import { makeSeries } from '../../src/preparation/make-series.ts';
import type { Series } from '../../src/preparation/series.ts';

export interface RepeatedOptions {
  readonly rows: number;
  readonly materials: number;
  readonly simulatedRows?: number;
  readonly simulatedMaterials?: number;
  /** Another value makes other targets of the same rows. */
  readonly source?: number;
  readonly target?: number;
}

/** Row i of either table is of material i modulo its number of materials; the simulated ones are the first of them. */
export function repeatedSeries({
  rows,
  materials,
  simulatedRows = 2000,
  simulatedMaterials = 500,
  source = 0,
  target = 0,
}: RepeatedOptions): Series {
  return makeSeries({
    label: `source ${source} on target ${target}`,
    sameProperty: true,
    simulated: {
      features: counted(simulatedRows),
      keys: keysOf(simulatedRows, simulatedMaterials),
      targets: [wave(simulatedRows, 0.01 + source)],
    },
    measured: {
      features: counted(rows),
      keys: keysOf(rows, materials),
      values: wave(rows, 0.02 + target),
    },
  });
}

function keysOf(rows: number, materials: number): string[] {
  return Array.from({ length: rows }, (_, i) => `material ${i % materials}`);
}

function wave(rows: number, shift: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: rows }, (_, i) => ((i * 37) % 101) / 50 + shift);
}

function counted(rows: number) {
  const values = Float32Array.from({ length: rows }, (_, i) => i);
  return { rows, blocks: [{ kind: 'float32' as const, names: ['row'], values }] };
}
