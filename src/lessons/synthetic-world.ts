/**
 * A world made from a seed alone: a smooth random property of materials with a few inputs, a simulator that sees it with a
 * known bias, and an experiment that sees it with a known noise. Nobody's data, and every truth is known.
 */
import { cos, Stream, streamKey, type Key } from '../random.ts';

export interface WorldOptions {
  readonly seed: number;
  readonly inputs: number;
  readonly simulatedRows: number;
  readonly measuredRows: number;
  /** Standard deviation of the simulator's smooth error, in units of the property's. */
  readonly bias: number;
  /** Standard deviation of the experiment's noise, in units of the property's. */
  readonly noise: number;
  /** How quickly the property varies: the typical frequency of its waves, in radians per unit of an input. */
  readonly roughness: number;
}

export interface World {
  /** Column by column, uniform in [-1, 1]. */
  readonly simulatedInputs: readonly Float64Array<ArrayBuffer>[];
  readonly measuredInputs: readonly Float64Array<ArrayBuffer>[];
  readonly simulated: Float64Array<ArrayBuffer>;
  readonly measured: Float64Array<ArrayBuffer>;
  /** The property of the measured rows without noise. */
  readonly truth: Float64Array<ArrayBuffer>;
}

/** Parts of the key below the world's: never change. */
const PART = { property: 0, bias: 1, simulated: 2, measured: 3, noise: 4 } as const;

/** The same options give the same world, bit for bit, in every browser. */
export function createWorld(options: WorldOptions): World {
  const { seed, inputs, simulatedRows, measuredRows, bias, noise, roughness } = options;
  const key = (part: keyof typeof PART) => streamKey(seed, 'syntheticWorld', PART[part]);
  const property = randomFunction(key('property'), inputs, roughness);
  // A simulator errs smoothly: half as rough as the property.
  const error = randomFunction(key('bias'), inputs, roughness / 2);
  const simulatedInputs = uniformColumns(key('simulated'), inputs, simulatedRows);
  const measuredInputs = uniformColumns(key('measured'), inputs, measuredRows);
  const noiseStream = new Stream(key('noise'));
  const truth = evaluate(property, measuredInputs);
  const shift = evaluate(error, simulatedInputs);
  return {
    simulatedInputs,
    measuredInputs,
    simulated: evaluate(property, simulatedInputs).map(
      (value, i) => value + bias * (shift[i] ?? 0),
    ),
    measured: truth.map((value) => value + noise * noiseStream.normal()),
    truth,
  };
}

type RandomFunction = (x: readonly number[]) => number;

/** The number of waves that a random function is the sum of. */
const WAVES = 64;

/** A stationary random function of unit variance: a sum of cosine waves with normal frequencies (Rahimi and Recht 2007). */
function randomFunction(key: Key, inputs: number, roughness: number): RandomFunction {
  const stream = new Stream(key);
  const waves = Array.from({ length: WAVES }, () => ({
    frequency: Array.from({ length: inputs }, () => roughness * stream.normal()),
    phase: 2 * Math.PI * stream.uniform(),
  }));
  const amplitude = Math.sqrt(2 / WAVES);
  return (x) => {
    let sum = 0;
    for (const { frequency, phase } of waves) {
      let angle = phase;
      for (let i = 0; i < inputs; i++) angle += (frequency[i] ?? 0) * (x[i] ?? 0);
      sum += cos(angle);
    }
    return amplitude * sum;
  };
}

/** Six digits, as a table would hold them. */
function uniformColumns(key: Key, columns: number, rows: number): Float64Array<ArrayBuffer>[] {
  const stream = new Stream(key);
  const result = Array.from({ length: columns }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    for (const column of result) column[row] = Math.round((2 * stream.uniform() - 1) * 1e6) / 1e6;
  }
  return result;
}

function evaluate(
  f: RandomFunction,
  columns: readonly Float64Array<ArrayBuffer>[],
): Float64Array<ArrayBuffer> {
  const rows = columns[0]?.length ?? 0;
  return Float64Array.from({ length: rows }, (_, row) =>
    f(columns.map((column) => column[row] ?? 0)),
  );
}
