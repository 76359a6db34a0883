/**
 * "Sharpen": again and again the run that narrows the limit most for its cost, until the limit is narrow enough, no run
 * helps any more, or the rounds are spent. Every round is an ordinary run, so Stop ends it and its points stay.
 */
import { pointsOf } from '../../experiment/next-points.ts';
import { wantedRuns } from '../../findings/next-run-answer.ts';
import type { LawReport } from '../../scaling/index.ts';
import { planSweep } from '../../sweep/plan.ts';
import type { ExtraPoint } from '../../sweep/specification.ts';
import { until } from './follow.ts';
import { updateDocument, updateFacts, type PageCore } from './page-core.ts';
import { isBusy, startRun } from './run.ts';
import { poolOf, questionOf, readyOf, runOf, specOf } from './selectors.ts';
import type { PageState, Sharpening } from './state.ts';

export const SHARPEN_ROUNDS = 6;

export async function sharpen(page: PageCore): Promise<void> {
  const tell = (sharpening: Sharpening): void => updateFacts(page, () => ({ sharpening }));
  if (!canSharpen(page.state.get())) return;
  let ended: Sharpening['ended'] = 'spent';
  let round = 1;
  for (; round <= SHARPEN_ROUNDS; round++) {
    tell({ round, busy: true, ended: null });
    const report = await until(page.state, settledReport);
    if (!report) {
      ended = 'no-run';
      break;
    }
    if (isNarrowEnough(report)) {
      ended = 'enough';
      break;
    }
    const points = nextPoints(page.state.get(), report);
    if (!points) {
      ended = 'no-run';
      break;
    }
    updateDocument(page, (document) => ({ ...document, extra: [...document.extra, ...points] }));
    await startRun(page);
    if (runOf(page.state.get()).status !== 'finished') {
      ended = 'stopped';
      break;
    }
  }
  tell({ round: Math.min(round, SHARPEN_ROUNDS), busy: false, ended });
}

/** Only a finished experiment with a law can be sharpened. */
export function canSharpen(state: PageState): boolean {
  return (
    state.view.entrance !== 'list' &&
    runOf(state).status === 'finished' &&
    !state.facts.sharpening.busy &&
    specOf(state).spec !== null
  );
}

/** The limit is resolved within what its identification asks for. */
export function isNarrowEnough({ diagnosis }: LawReport): boolean {
  return diagnosis.identified === 'resolved' && diagnosis.widthNow <= diagnosis.widthNeeded;
}

/** The report of what is on the screen; undefined while anything is still being computed. */
function settledReport(state: PageState): LawReport | null | undefined {
  const { law } = state.facts;
  const current = law.curve === questionOf(state).curve.key && !law.computing;
  return current && !isBusy(runOf(state)) ? (law.answer?.report ?? null) : undefined;
}

/** The points of the best candidate that can be run: further trials at its size. */
function nextPoints(state: PageState, report: LawReport): ExtraPoint[] | null {
  const { spec } = specOf(state);
  const ready = readyOf(state);
  if (!spec || !ready) return null;
  for (const candidate of wantedRuns(report, poolOf(state))) {
    const points = pointsOf(candidate, spec);
    const next = { ...spec, extra: [...(spec.extra ?? []), ...points] };
    if (planSweep(next, ready.series).kind === 'plan') return points;
  }
  return null;
}
