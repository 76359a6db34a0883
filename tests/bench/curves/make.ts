// node scripts/run-typescript.mjs tests/bench/curves/make.ts [--only transfer|learning|run] [--tables mp-iit,chi]
// Makes the development curves of the laws from ../shared/data, once, into tests/fixtures/scaling:
// transfer curves (pretrain on n simulated rows, adapt to m measured ones, by the page's engine),
// learning curves of simple learners (mean over splits, half-octave sizes), and runs (the error along
// single trainings). Only errors are stored. Tables decide which part a curve belongs to.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fitScaling, type FeatureMatrix } from '../../../src/descriptors/feature-matrix.ts';
import { initialWeights, type Network } from '../../../src/training/network.ts';
import { fitRidge } from '../../../src/training/ridge.ts';
import { DEFAULT_PRETRAINING } from '../../../src/training/schedule.ts';
import { createWasmEngine } from '../../../src/training/wasm/engine.ts';
import type { TrainingEngine } from '../../../src/training/engine.ts';
import { Dice } from '../../unit/scaling/simulate.ts';
import { LEARNERS, type Rows } from './learners.ts';
import { readPools, type Pair, type Pool } from './pools.ts';
import { readCurves, type StoredCurve } from './stored.ts';

const only = process.argv[process.argv.indexOf('--only') + 1];
const tables = process.argv.includes('--tables')
  ? (process.argv[process.argv.indexOf('--tables') + 1] ?? '').split(',')
  : null;
/** With --tables only these are made anew; the others stay as they are stored. */
const made = (table: string): boolean => tables?.includes(table) ?? true;
const wanted = (kind: string): boolean => !process.argv.includes('--only') || only === kind;

function shuffled(count: number, dice: Dice): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(dice.uniform() * (i + 1));
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

const digits = (v: number): number => Number(v.toPrecision(6));
const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;

function rowsOf(pool: Pool, index: readonly number[]): Rows {
  const { width } = pool;
  const x = new Float64Array(index.length * width);
  index.forEach((row, i) => x.set(pool.x.subarray(row * width, (row + 1) * width), i * width));
  return { width, x, y: Float64Array.from(index, (row) => pool.y[row] ?? 0) };
}

/** Columns and values with mean 0 and deviation 1 over the pool. */
function standard(pool: Pool): Pool {
  const rows = pool.y.length;
  const x = Float64Array.from(pool.x);
  for (let c = 0; c < pool.width; c++) {
    let [sum, square] = [0, 0];
    for (let i = 0; i < rows; i++) sum += x[i * pool.width + c] ?? 0;
    for (let i = 0; i < rows; i++) square += ((x[i * pool.width + c] ?? 0) - sum / rows) ** 2;
    const sd = Math.sqrt(square / rows) || 1;
    for (let i = 0; i < rows; i++)
      x[i * pool.width + c] = ((x[i * pool.width + c] ?? 0) - sum / rows) / sd;
  }
  const centre = mean([...pool.y]);
  const sd = Math.sqrt(mean(Array.from(pool.y, (v) => (v - centre) ** 2)));
  return { ...pool, x, y: pool.y.map((v) => (v - centre) / sd) };
}

/** Mean absolute error, root mean square, and the share of rows on the wrong side of the median. */
const METRICS: Readonly<Record<string, (p: readonly number[], y: Float64Array) => number>> = {
  mae: (p, y) => mean(p.map((v, i) => Math.abs(v - (y[i] ?? 0)))),
  rmse: (p, y) => Math.sqrt(mean(p.map((v, i) => (v - (y[i] ?? 0)) ** 2))),
  side: (p, y) => mean(p.map((v, i) => (v > 0 === (y[i] ?? 0) > 0 ? 0 : 1))),
};

const SPLITS = 5;
const TEST = 200;

function learningCurves(pool: Pool): StoredCurve[] {
  const scaled = standard(pool);
  const most = Math.min(1500, pool.y.length - TEST);
  const sizes: number[] = [];
  for (let i = 0; ; i++) {
    const n = Math.round(16 * 2 ** (i / 2));
    if (n > most) break;
    sizes.push(n);
  }
  return Object.entries(LEARNERS).flatMap(([name, learn], l) => {
    const errors = new Map(Object.keys(METRICS).map((m) => [m, sizes.map((): number[] => [])]));
    for (let split = 0; split < SPLITS; split++) {
      const order = shuffled(pool.y.length, new Dice(1000 + split));
      const test = rowsOf(scaled, order.slice(0, TEST));
      sizes.forEach((n, s) => {
        const predict = learn(
          rowsOf(scaled, order.slice(TEST, TEST + n)),
          new Dice(7 + split + 31 * l),
        );
        const p = Array.from(test.y, (_, i) => predict(test.x, i * test.width));
        for (const [m, metric] of Object.entries(METRICS))
          errors.get(m)?.[s]?.push(metric(p, test.y));
      });
    }
    return [...errors].map(([metric, trials]): StoredCurve => ({
      kind: 'learning',
      table: pool.table,
      name: `${name}, ${metric}`,
      n: sizes,
      trials: [trials.map((v) => digits(mean(v)))],
    }));
  });
}

function matrix({ x, y, width }: Rows): FeatureMatrix {
  const names = Array.from({ length: width }, (_, i) => String(i));
  return {
    rows: y.length,
    blocks: [{ kind: 'float32', names, values: Float32Array.from(x) }],
  };
}

const WIDTHS: readonly (readonly [number, number])[] = [
  [32, 32],
  [64, 64],
];
const MEASURED = [20, 50, 100, 200];
const TRIALS = 4;

/** Pretrain on n, then a ridge on the last hidden layer from m measured rows; one curve per network and m. */
async function transferCurves(engine: TrainingEngine, pair: Pair): Promise<StoredCurve[]> {
  const [sim, real] = [standard(pair.simulated), standard(pair.measured)];
  const sizes = [100, 200, 400, 800, 1600, 3200, 6400].filter((n) => n <= sim.y.length);
  const ms = MEASURED.filter((m) => m + 80 <= real.y.length);
  const curves: StoredCurve[] = [];
  for (const [w, hidden] of WIDTHS.entries()) {
    const network: Network = { inputs: sim.width, hidden, outputs: 1, activation: 'silu' };
    const errors = ms.map(() => Array.from({ length: TRIALS }, (): number[] => []));
    for (let trial = 0; trial < TRIALS; trial++) {
      const simulated = shuffled(sim.y.length, new Dice(50 + trial));
      const measured = shuffled(real.y.length, new Dice(90 + trial));
      const test = rowsOf(real, measured.slice(-Math.min(800, real.y.length - 200)));
      for (const n of sizes) {
        const rows = rowsOf(sim, simulated.slice(0, n));
        const features = matrix(rows);
        const scaling = fitScaling(features);
        const held = Math.max(10, Math.round(0.15 * n));
        const { weights } = await engine.train(network, {
          initialWeights: initialWeights(network, 1, trial),
          schedule: { ...DEFAULT_PRETRAINING, maxSteps: 4000, patience: 8 },
          seed: 1 + w,
          trial,
          stage: 'pretraining',
          features,
          scaling,
          labels: { values: Float32Array.from(rows.y) },
          trainingRows: Uint32Array.from({ length: n - held }, (_, i) => i),
          validationRows: Uint32Array.from({ length: held }, (_, i) => n - held + i),
        });
        const width = hidden[hidden.length - 1] ?? 1;
        const far = await engine.lastHidden(network, weights, matrix(test), scaling);
        for (const [k, m] of ms.entries()) {
          const own = rowsOf(real, measured.slice(0, m));
          const near = await engine.lastHidden(network, weights, matrix(own), scaling);
          const head = fitRidge(near, own.y, width);
          const p = Array.from(test.y, (_, i) =>
            head.weights.reduce((sum, v, c) => sum + v * (far[i * width + c] ?? 0), head.intercept),
          );
          errors[k]?.[trial]?.push(digits(METRICS.mae?.(p, test.y) ?? NaN));
        }
      }
    }
    ms.forEach((m, k) =>
      curves.push({
        kind: 'transfer',
        table: pair.name,
        name: `${hidden.join('-')}, m ${String(m)}`,
        n: sizes,
        trials: errors[k] ?? [],
      }),
    );
    console.log(pair.name, hidden.join('-'));
  }
  return curves;
}

/** The test error along one training without end: plain SGD, averaged weights, one pass after another. */
function runCurves(pool: Pool): StoredCurve[] {
  const scaled = standard(pool);
  const order = shuffled(pool.y.length, new Dice(3));
  const test = rowsOf(scaled, order.slice(0, Math.min(400, pool.y.length >> 2)));
  const train = rowsOf(scaled, order.slice(test.y.length));
  const seen = Array.from({ length: 24 }, (_, i) => Math.round(320 * 2 ** (i / 3)));
  return [6, 24].flatMap((units, u) =>
    [0.01, 0.04].map((rate, r): StoredCurve => {
      const dice = new Dice(11 + 10 * u + r);
      const { width } = train;
      const first = Float64Array.from(
        { length: units * width },
        () => dice.normal() / Math.sqrt(width),
      );
      const second = Float64Array.from({ length: units }, () => dice.normal() / Math.sqrt(units));
      const averages = [Float64Array.from(first), Float64Array.from(second)] as const;
      const hidden = new Float64Array(units);
      const errors: number[] = [];
      const forward = (a: Float64Array, b: Float64Array, x: Float64Array, at: number): number => {
        let out = 0;
        for (let j = 0; j < units; j++) {
          let sum = 0;
          for (let c = 0; c < width; c++) sum += (a[j * width + c] ?? 0) * (x[at + c] ?? 0);
          hidden[j] = Math.tanh(sum);
          out += (hidden[j] ?? 0) * (b[j] ?? 0);
        }
        return out;
      };
      let done = 0;
      for (const until of seen) {
        for (; done < until; done++) {
          const i = Math.floor(dice.uniform() * train.y.length);
          const gradient = rate * (forward(first, second, train.x, i * width) - (train.y[i] ?? 0));
          for (let j = 0; j < units; j++) {
            const h = hidden[j] ?? 0;
            const back = gradient * (second[j] ?? 0) * (1 - h * h);
            second[j] = (second[j] ?? 0) - gradient * h;
            for (let c = 0; c < width; c++)
              first[j * width + c] =
                (first[j * width + c] ?? 0) - back * (train.x[i * width + c] ?? 0);
          }
          const keep = 1 - 1 / Math.min(done + 1, 400);
          [first, second].forEach((w, k) => {
            const average = averages[k];
            if (average && done % 8 === 0)
              for (let c = 0; c < w.length; c++)
                average[c] = keep ** 8 * (average[c] ?? 0) + (1 - keep ** 8) * (w[c] ?? 0);
          });
        }
        const p = Array.from(test.y, (_, i) => forward(...averages, test.x, i * width));
        errors.push(digits(METRICS.rmse?.(p, test.y) ?? NaN));
      }
      return {
        kind: 'run',
        table: pool.table,
        name: `${String(units)} units, rate ${String(rate)}`,
        n: seen,
        trials: [errors],
      };
    }),
  );
}

const data = readPools();
if (data) {
  const save = (kind: string, curves: readonly StoredCurve[]) =>
    writeFileSync(
      `tests/fixtures/scaling/curves-${kind}.json`,
      `[\n${curves.map((c) => JSON.stringify(c)).join(',\n')}\n]\n`,
    );
  if (wanted('run'))
    save(
      'run',
      data.pools.flatMap((pool) => runCurves(pool)),
    );
  if (wanted('learning')) {
    const curves = readCurves('learning').filter(({ table }) => !made(table));
    for (const pool of data.pools.filter(({ table }) => made(table))) {
      curves.push(...learningCurves(pool));
      save('learning', curves);
      console.log(pool.table);
    }
  }
  if (wanted('transfer')) {
    const engine = await createWasmEngine();
    const curves = readCurves('transfer').filter(({ table }) => !made(table));
    for (const pair of data.pairs.filter(({ name }) => made(name))) {
      curves.push(...(await transferCurves(engine, pair)));
      save('transfer', curves);
    }
  }
}
