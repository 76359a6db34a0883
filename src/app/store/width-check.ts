/**
 * "Double the width": the largest size again with hidden layers twice as wide, on a runner of its own, compared trial by
 * trial. If the error falls by more than two standard errors, the limit is the network's and not the database's.
 */
import { widthCheck } from '../../scaling/index.ts';
import { protocolHash } from '../../sweep/identity.ts';
import type { SweepSpec } from '../../sweep/specification.ts';
import { updateFacts, type PageCore } from './page-core.ts';
import { isBusy } from './run.ts';
import { curveOnScreen, readyOf, recordsOf, runOf, shownOf, trainedOf } from './selectors.ts';
import { NO_WIDTH_CHECK, type PageState, type WidthChecking } from './state.ts';

/** Only where points of the data at hand are on the screen and nothing is running. */
export function canDoubleWidth(state: PageState): boolean {
  const { m } = curveOnScreen(state);
  return (
    state.view.entrance !== 'list' &&
    m !== null &&
    readyOf(state) !== null &&
    !isBusy(runOf(state)) &&
    !state.facts.width.busy &&
    recordsOf(state).some((record) => record.arm === 'transfer' && record.m === m)
  );
}

export async function doubleWidth(page: PageCore): Promise<void> {
  const now = page.state.get();
  const shown = shownOf(now);
  const ready = readyOf(now);
  const { m, key } = curveOnScreen(now);
  const { engine } = now.documents[trainedOf(now)].document;
  if (!canDoubleWidth(now) || !shown || !ready || m === null) return;
  const transfer = recordsOf(now).filter((record) => record.arm === 'transfer' && record.m === m);
  const n = Math.max(...transfer.map((record) => record.n));
  const normal = transfer.filter((record) => record.n === n);
  const tell = (change: Partial<WidthChecking>): void =>
    updateFacts(page, ({ width }) => ({ width: { ...width, ...change } }));
  tell({ ...NO_WIDTH_CHECK, busy: true, of: key, n, planned: normal.length });
  const { extra, ...spec } = shown.spec;
  const wider: SweepSpec = {
    ...spec,
    hidden: spec.hidden.map((width) => 2 * width),
    sizes: [n],
    measured: [m],
    trials: Math.max(...normal.map(({ trial }) => trial)) + 1,
  };
  const wide = () => {
    const { records } = page.state.get().facts;
    return wider.series
      .flatMap((series) => records.get(protocolHash(wider, series)) ?? [])
      .filter(({ arm }) => arm === 'transfer');
  };
  const own = await page.platform.makeRunner(page.records);
  page.sideRuns.add(own);
  own.subscribe(() => tell({ done: wide().length }));
  try {
    await own.start({ spec: wider, series: ready.series, engine });
    const errors = (list: typeof normal) => list.map(({ trial, mae }) => ({ trial, error: mae }));
    page.records.settled();
    const finished = own.state.status === 'finished';
    tell({
      busy: false,
      failed: own.state.status === 'failed',
      result: finished ? widthCheck(errors(normal), errors(wide())) : null,
    });
  } finally {
    page.sideRuns.delete(own);
    own.dispose();
  }
}

export async function stopWidthCheck(page: PageCore): Promise<void> {
  await Promise.all([...page.sideRuns].map((runner) => runner.stop()));
}
