/** Fits laws and works out decisions away from the page's thread. One question at a time. */
import * as Comlink from 'comlink';
import {
  analyseLaw,
  sizeForTarget,
  stopping,
  type LawPoint,
  type LawReport,
  type PowerLaw,
  type RefusedLaw,
} from '../scaling/index.ts';
import type { LawAnswer } from './law-answer.ts';

/** The last report without a target: dragging a target must not fit the law again. */
let last: { readonly text: string; readonly report: LawReport } | undefined;

const worker = {
  analyse(points: readonly LawPoint[], target: number | null): LawAnswer {
    const text = JSON.stringify(points);
    if (last?.text !== text) {
      const answer = analyseLaw(points);
      if (answer.kind === 'refused') return { law: plain(answer.law), report: null };
      // Advice to stop must hold at two consecutive points of the same curve.
      const previous = last?.report.stopping;
      const { law, holdout } = answer;
      const advice = stopping(law, { holdout, ...(previous ? { previous } : {}) });
      last = { text, report: { ...answer, stopping: advice } };
    }
    const { report } = last;
    const { law, holdout } = report;
    const aimed: LawReport =
      target === null
        ? report
        : {
            ...report,
            target: sizeForTarget(law, target, { reach: holdout.reach.n }),
            stopping: stopping(law, { holdout, target, previous: report.stopping }),
          };
    return { law: plain(law), report: { ...aimed, law: plain(law) } };
  },
};

/** Without the methods on its prototype. */
const plain = <T extends PowerLaw | RefusedLaw>(law: T): T => ({ ...law });

export type LawWorker = typeof worker;
Comlink.expose(worker);
