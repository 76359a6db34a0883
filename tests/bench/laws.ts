// npm run bench:laws [-- --sets 1000] [--cells 3] [--scale 1] [--json FILE] [--markdown FILE]
// Bias, error, width and coverage of our fit on simulated curves, next to plain nonlinear least
// squares (ml-levenberg-marquardt with small central differences) and a log-log straight line on
// the same data; extrapolation next to single forms on curves that leave the law; and times.
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { analyseLaw, fitPowerLaw } from '../../src/scaling/index.ts';
import { BASE_CELL, Dice, simulate, truth, type Cell } from '../unit/scaling/simulate.ts';
import { collectionTable } from './laws-collection-scores.ts';
import { extrapolationTable } from './laws-extrapolation.ts';
import { METHODS, type Outcome } from './laws-methods.ts';

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const SETS = Number(argument('sets') ?? 200);
const ONLY = Number(argument('cells') ?? Infinity);

/** One factor at a time around the base cell, and the corners where methods break. */
const CELLS: readonly (readonly [string, Partial<Cell>])[] = [
  ['base: alpha 0.5, C/D 0.3, 7 sizes, 5 trials, noise 5 %', {}],
  ['alpha 0.1', { alpha: 0.1 }],
  ['alpha 0.25', { alpha: 0.25 }],
  ['alpha 1', { alpha: 1 }],
  ['alpha 1.5', { alpha: 1.5 }],
  ['C/D 0', { floorRatio: 0 }],
  ['C/D 0.05', { floorRatio: 0.05 }],
  ['C/D 1', { floorRatio: 1 }],
  ['C/D 3', { floorRatio: 3 }],
  ['5 sizes', { sizes: 5 }],
  ['6 sizes', { sizes: 6 }],
  ['10 sizes', { sizes: 10 }],
  ['3 trials', { trials: 3 }],
  ['20 trials', { trials: 20 }],
  ['100 trials', { trials: 100 }],
  ['noise 1 %', { noise: 0.01 }],
  ['noise 20 %', { noise: 0.2 }],
  ['shared 0.5', { shared: 0.5 }],
  ['shared 0.8', { shared: 0.8 }],
  ['shared 0.8, 3 trials, noise 20 %', { shared: 0.8, trials: 3, noise: 0.2 }],
  ['shared 0.8, 20 % missing', { shared: 0.8, missing: 0.2 }],
  ['shared 0.5, 10 trials, 20 % missing', { shared: 0.5, missing: 0.2, trials: 10 }],
  ['misfit 1 %', { misfit: 0.01 }],
  ['misfit 1 %, 20 trials', { misfit: 0.01, trials: 20 }],
  ['misfit 0.5 %, noise 1 %', { misfit: 0.005, noise: 0.01 }],
  [
    'misfit 1 %, shared 0.8, 10 trials, 10 % missing',
    { misfit: 0.01, shared: 0.8, trials: 10, missing: 0.1 },
  ],
  ['5 sizes, 3 trials, noise 20 %', { sizes: 5, trials: 3, noise: 0.2 }],
  ['5 sizes, 3 trials, noise 1 %', { sizes: 5, trials: 3, noise: 0.01 }],
  ['alpha 0.1, 5 sizes, 3 trials, noise 20 %', { alpha: 0.1, sizes: 5, trials: 3, noise: 0.2 }],
  [
    'alpha 1.5, C/D 3, 5 sizes, 3 trials, noise 1 %',
    { alpha: 1.5, floorRatio: 3, sizes: 5, trials: 3, noise: 0.01 },
  ],
  ['alpha 0.1, C/D 3', { alpha: 0.1, floorRatio: 3 }],
  ['alpha 1.5, C/D 0.05', { alpha: 1.5, floorRatio: 0.05 }],
  [
    'alpha 0.25, 10 sizes, 100 trials, noise 1 %',
    { alpha: 0.25, trials: 100, noise: 0.01, sizes: 10 },
  ],
  ['10 sizes, 3 trials, noise 20 %, shared 0.5', { sizes: 10, trials: 3, noise: 0.2, shared: 0.5 }],
  [
    'alpha 1.5, 10 sizes, 3 trials, noise 20 %, shared 0.5',
    { alpha: 1.5, sizes: 10, trials: 3, noise: 0.2, shared: 0.5 },
  ],
];

interface Row {
  readonly cell: string;
  readonly method: string;
  readonly fitted: number;
  readonly alphaBias: number;
  readonly alphaRmse: number;
  readonly alphaWidth: number;
  readonly alphaCoverage: number;
  readonly cBias: number;
  readonly cRmse: number;
  readonly cWidth: number;
  readonly cCoverage: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function measure(name: string, changes: Partial<Cell>, index: number): Row[] {
  const cell = { ...BASE_CELL, ...changes };
  const { alpha, C } = truth(cell);
  const dice = new Dice(9000 + index);
  const results = METHODS.map((): Outcome[] => []);
  for (let set = 0; set < SETS; set++) {
    const points = simulate(cell, dice);
    METHODS.forEach(([, method], m) => {
      const outcome = method(points);
      if (outcome) results[m]?.push(outcome);
    });
  }
  return METHODS.map(([method], m) => {
    const outcomes = results[m] ?? [];
    const mean = (f: (o: Outcome) => number) =>
      outcomes.reduce((sum, o) => sum + f(o), 0) / Math.max(1, outcomes.length);
    const inside = ([low, high]: readonly [number, number], v: number) =>
      low - 1e-12 <= v && v <= high + 1e-12 ? 1 : 0;
    return {
      cell: name,
      method,
      fitted: outcomes.length,
      alphaBias: mean((o) => o.alpha - alpha),
      alphaRmse: Math.sqrt(mean((o) => (o.alpha - alpha) ** 2)),
      alphaWidth: median(outcomes.map((o) => o.alphaInterval[1] - o.alphaInterval[0])),
      alphaCoverage: mean((o) => inside(o.alphaInterval, alpha)),
      cBias: mean((o) => o.C - C),
      cRmse: Math.sqrt(mean((o) => (o.C - C) ** 2)),
      cWidth: median(outcomes.map((o) => o.cInterval[1] - o.cInterval[0])),
      cCoverage: mean((o) => inside(o.cInterval, C)),
    };
  });
}

/** Milliseconds of processor time, the fastest of 12 runs after 4 of warming up: others share the machine. */
function time(run: () => unknown): number {
  for (let i = 0; i < 4; i++) run();
  const times = Array.from({ length: 12 }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function timings() {
  const points = simulate(
    { ...BASE_CELL, sizes: 12, trials: 100, shared: 0.5, noise: 0.1 },
    new Dice(12),
  );
  return {
    fitMs: time(() => fitPowerLaw(points)),
    fitAndPredictMs: time(() => {
      const law = fitPowerLaw(points);
      return law.predict(819200);
    }),
    fitAndPredictAllSizesMs: time(() => {
      const law = fitPowerLaw(points, { window: 'all' });
      return law.predict(819200);
    }),
    reportMs: time(() => analyseLaw(points, { target: 0.35 })),
  };
}

const f3 = (v: number): string => (Number.isFinite(v) ? v.toFixed(3) : '-');

const rows = CELLS.slice(0, ONLY).flatMap(([name, changes], i) => {
  const measured = measure(name, changes, i);
  for (const r of measured)
    console.log(
      `${r.cell.padEnd(54)} ${r.method.padEnd(14)} alpha ${f3(r.alphaBias)} ${f3(r.alphaRmse)} ${f3(r.alphaWidth)} ${f3(r.alphaCoverage)}  C ${f3(r.cBias)} ${f3(r.cRmse)} ${f3(r.cWidth)} ${f3(r.cCoverage)}`,
    );
  return measured;
});
const mine = rows.filter((r) => r.method === 'ours');
const worstAlpha = mine.reduce((a, b) => (b.alphaCoverage < a.alphaCoverage ? b : a));
const worstC = mine.reduce((a, b) => (b.cCoverage < a.cCoverage ? b : a));
const times = timings();
const collected = collectionTable(Number(argument('scale') ?? 1));
const extrapolation = extrapolationTable(Math.max(4, Math.round(SETS / 25)));
console.log(
  'worst coverage',
  f3(worstAlpha.alphaCoverage),
  worstAlpha.cell,
  f3(worstC.cCoverage),
  worstC.cell,
);
console.log(times);
console.log(extrapolation.join('\n'));
console.log(collected.join('\n'));

const json = argument('json');
if (json) writeFileSync(json, JSON.stringify({ sets: SETS, rows, times }, null, 1));

const markdown = argument('markdown');
if (markdown) {
  const line = (r: Row) =>
    `| ${r.method === 'ours' ? r.cell : ''} | ${r.method} | ${[r.alphaBias, r.alphaRmse, r.alphaWidth, r.alphaCoverage, r.cBias, r.cRmse, r.cWidth, r.cCoverage].map(f3).join(' | ')} |`;
  writeFileSync(
    markdown,
    [
      '# How good are the laws?',
      '',
      `Measured with \`npm run bench:laws -- --sets ${String(SETS)}\` on ${argument('date') ?? 'an unknown date'}, ${argument('machine') ?? 'unknown machine'}.`,
      '',
      '## Simulated curves that follow the law',
      '',
      `${String(SETS)} data sets per row. Sizes 100, 200, 400 ...; the excess over C is 1 at the smallest size, so C/D is C there. Log-normal noise per trial; "shared" is the share of its variance that a trial's sizes have in common; the misfit is a wave in log n. Intervals are nominal 90 %. "Least squares" is ml-levenberg-marquardt with small central differences and raw standard errors; Wald intervals.`,
      '',
      `Worst coverage of ours: alpha ${f3(worstAlpha.alphaCoverage)} (${worstAlpha.cell}), C ${f3(worstC.cCoverage)} (${worstC.cell}).`,
      '',
      '| curves | method | alpha bias | RMSE | median width | coverage | C bias | RMSE | median width | coverage |',
      '|---|---|---|---|---|---|---|---|---|---|',
      ...rows.map(line),
      '',
      '## Extrapolation on curves that do not follow the law',
      '',
      ...extrapolation,
      '',
      '## Collections',
      '',
      'Each task hides its largest sizes. Errors are |ln(predicted median / hidden)|, mean over the hidden sizes of a curve and then over curves; the intervals are predictive. Stored curves were made by training (tests/bench/curves/make.ts); the tables that they come from decide their part.',
      '',
      ...collected,
      '',
      '## Time',
      '',
      '| 12 sizes x 100 trials | ms of processor time, fastest of 12 runs |',
      '|---|---|',
      `| fit | ${times.fitMs.toFixed(1)} |`,
      `| fit and predict (last eight sizes) | ${times.fitAndPredictMs.toFixed(1)} |`,
      `| fit and predict (all sizes) | ${times.fitAndPredictAllSizesMs.toFixed(1)} |`,
      `| whole report: hold-out, comparison, decisions, curves | ${times.reportMs.toFixed(1)} |`,
      '',
    ].join('\n'),
  );
}
