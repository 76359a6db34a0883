/** Fits laws and works out decisions away from the page's thread. One question at a time. */
import {
  analyseLaw,
  fitPowerLaw,
  sizeForTarget,
  stopping,
  type LawPoint,
  type LawReport,
  type PowerLaw,
  type RefusedLaw,
} from '../scaling/index.ts';
import { offer } from '../workers/offer.ts';
import type { LawAnswer } from './law-answer.ts';
import type { StoppingWorth } from './store/worth.ts';

interface Known {
  readonly text: string;
  readonly report: LawReport;
  /** The law before the largest size came: advice to stop must hold there too. */
  readonly before: PowerLaw | null;
}

/** The last curve: dragging a target must not fit its law again. */
let known: Known | undefined;

const worker = {
  analyse(points: readonly LawPoint[], target: number | null, worth: StoppingWorth): LawAnswer {
    const text = JSON.stringify(points);
    if (known?.text !== text) {
      const answer = analyseLaw(points);
      if (answer.kind === 'refused') return { law: plain(answer.law), report: null };
      known = { text, report: answer, before: lawBefore(points) };
    }
    const { report, before } = known;
    const { law, holdout } = report;
    const aim = target === null ? worth : { ...worth, target };
    const previous = before ? stopping(before, { holdout, ...aim }) : undefined;
    return {
      law: plain(law),
      report: {
        ...report,
        law: plain(law),
        target: target === null ? null : sizeForTarget(law, target, { reach: holdout.reach.n }),
        stopping: stopping(law, { holdout, ...aim, ...(previous ? { previous } : {}) }),
      },
    };
  },
};

/** From the same points without the largest size, so that the advice does not depend on what was on the screen before. */
function lawBefore(points: readonly LawPoint[]): PowerLaw | null {
  const largest = Math.max(...points.map(({ n }) => n));
  const law = fitPowerLaw(points.filter(({ n }) => n < largest));
  return law.kind === 'fit' ? law : null;
}

/** Without the methods on its prototype. */
const plain = <T extends PowerLaw | RefusedLaw>(law: T): T => ({ ...law });

export type LawWorker = typeof worker;
offer(worker);
