/** Fits laws and works out decisions away from the page's thread. */
import * as Comlink from 'comlink';
import {
  bandAt,
  fitPowerLaw,
  type LawPoint,
  type ReportOptions,
  type Stopping,
} from '../scaling/index.ts';
import type { LawAnswer } from './law-answer.ts';

const worker = {
  analyse(
    points: readonly LawPoint[],
    options: ReportOptions,
    previous: Stopping | undefined,
  ): LawAnswer {
    void previous;
    const law = fitPowerLaw(points, options);
    if (law.kind === 'refused') return { law: structuredClone(law), report: null, band: [] };
    const first = Math.min(...law.data.n);
    const last = Math.max(...law.data.n);
    const band = Array.from({ length: 40 }, (_, i) => {
      const n = first * ((last * 16) / first) ** (i / 39);
      return { n, median: law.curve(n), ...bandAt(law, n) };
    });
    return { law: structuredClone(law), report: null, band };
  },
};

export type LawWorker = typeof worker;
Comlink.expose(worker);
