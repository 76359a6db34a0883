// Scores of the predictions on a collection: mean |ln(predicted / hidden)|, how often the 95 % and the
// 80 % interval hold the hidden error, the mean log density of its logarithm, and the time.
import process from 'node:process';
import { fitPowerLaw } from '../../src/scaling/index.ts';
import { mixtureLogDensity } from '../../src/scaling/mixture-quantile.ts';
import { predictiveMixture } from '../../src/scaling/predict.ts';
import { collections, type Collection } from './laws-collections.ts';

export interface Scores {
  readonly curves: number;
  readonly error: number;
  readonly median: number;
  readonly inside95: number;
  readonly inside80: number;
  readonly logDensity: number;
  /** Processor milliseconds of a fit and all its predictions. */
  readonly ms: number;
}

export function score({ tasks }: Collection): Scores {
  const errors: number[] = [];
  const each: number[] = [];
  let [in95, in80, density] = [0, 0, 0];
  const start = process.cpuUsage();
  for (const { points, hidden } of tasks) {
    const law = fitPowerLaw(points);
    let sum = 0;
    for (const { n, error } of hidden) {
      const wide = law.predict(n, { level: 95 });
      const narrow = law.predict(n, { level: 80 });
      const off = Math.abs(Math.log(wide.median / error));
      sum += off;
      each.push(off);
      if (wide.lower <= error && error <= wide.upper) in95 += 1;
      if (narrow.lower <= error && error <= narrow.upper) in80 += 1;
      density += Math.max(
        -20,
        mixtureLogDensity(predictiveMixture(law, n, false), Math.log(error)),
      );
    }
    errors.push(sum / hidden.length);
  }
  const { user, system } = process.cpuUsage(start);
  const count = Math.max(1, each.length);
  return {
    curves: tasks.length,
    error: errors.reduce((a, b) => a + b, 0) / Math.max(1, errors.length),
    median: [...errors].sort((a, b) => a - b)[errors.length >> 1] ?? NaN,
    inside95: in95 / count,
    inside80: in80 / count,
    logDensity: density / count,
    ms: (user + system) / 1000 / Math.max(1, tasks.length),
  };
}

/** Markdown lines over all collections; `scale` below 1 takes a part of each. */
export function collectionTable(scale: number): string[] {
  const lines = [
    '| collection | part | curves | mean error | median error | in 95 % | in 80 % | log density | ms per curve |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const collection of collections(scale)) {
    if (collection.tasks.length === 0) continue;
    const s = score(collection);
    lines.push(
      `| ${[
        collection.name,
        collection.part,
        String(s.curves),
        s.error.toFixed(4),
        s.median.toFixed(4),
        s.inside95.toFixed(2),
        s.inside80.toFixed(2),
        s.logDensity.toFixed(2),
        s.ms.toFixed(0),
      ].join(' | ')} |`,
    );
  }
  return lines;
}
