/** The worker's answer as the picture wants it. */
import type { LawOnFigure } from '../../figures/law-figure-input.ts';
import type { LawAnswer } from '../../findings/law-answer.ts';
import { limitKnown } from './limit-known.ts';

/** Without a back-test the law may be followed to four times the largest size, as fitting.md has it. */
const REACH_WITHOUT_TEST = 4;

const NOTHING = { median: NaN, lower: NaN, upper: NaN };

export function lawOnFigure(answer: LawAnswer | null): LawOnFigure | null {
  const law = answer?.law;
  if (!law || law.kind !== 'fit') return null;
  const { report } = answer;
  const last = Math.max(...law.data.n);
  const test = report?.holdout.tests.filter(({ n }) => n === last).at(-1);
  return {
    D: law.D,
    alpha: law.alpha,
    C: law.C,
    limit: law.intervals.C[90],
    limitKnown: limitKnown(law),
    band: report
      ? report.curves.n.map((n, i) => ({ n, ...(report.curves.predictive[i] ?? NOTHING) }))
      : [],
    reach: report?.holdout.reach.n ?? last * REACH_WITHOUT_TEST,
    heldOut: test ? { n: test.n, ...test.predicted } : null,
  };
}
