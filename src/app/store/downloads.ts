/** What the download buttons save: always what is on the screen. */
import { lawsOf } from '../../findings/laws.ts';
import type { ExperimentDocument } from '../../experiment/document.ts';
import { pinned } from '../../experiment/pin.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { LIGHT } from '../../figures/theme.ts';
import { downloadFile, fileStem } from '../../sharing/download.ts';
import { experimentFile, writeExperimentFile } from '../../sharing/experiment-file.ts';
import { figurePng, PNG_HEIGHT, PNG_WIDTH } from '../../sharing/figure-png.ts';
import { recordsCsv } from '../../sharing/records-csv.ts';
import { lawInResults } from '../../sharing/results-law.ts';
import type { Words } from '../../words/words.ts';
import { lawFigureInput } from '../law/use-law-figure.ts';
import type { PageCore } from './page-core.ts';
import { shownFrom } from './run.ts';
import {
  curveOnScreen,
  documentOf,
  entranceOf,
  lawAnswerOf,
  proposedIn,
  readyOf,
  recordsOf,
  shownOf,
  specOf,
  tablesInMemory,
  trainedOf,
  viewOf,
} from './selectors.ts';
import type { PageState, Shown } from './state.ts';

/** The experiment with its points on the screen, where there are any, and a law of the mean absolute error for every series and m that has one. */
export async function downloadResults(page: PageCore): Promise<void> {
  const now = page.state.get();
  const shown = entranceOf(now) === 'list' ? null : shownNow(now);
  const series = shown?.series ?? [];
  // Rounded points of a link are no records.
  const records = shown === null || shown.compact ? [] : recordsOf(now);
  const measured = shown?.spec.measured ?? [];
  const laws = await lawsOf(series, measured, records, page.platform.fitLaw);
  const file = experimentFile({
    appVersion: __APP_VERSION__,
    document: documentNow(now),
    tables: tablesOf(now),
    series: series.map((one, i) => ({
      ...one,
      protocol: shown?.protocols[i] ?? '',
      noiseFloor: shown?.noiseFloor ?? null,
    })),
    records,
    laws: laws.map((one) => lawInResults(one.series, one.m, one.law)),
  });
  downloadFile(`${stem(now, 'results')}.json`, writeExperimentFile(file), 'application/json');
}

function documentNow(now: PageState): ExperimentDocument {
  const document = documentOf(now);
  return document.source.kind === 'list'
    ? document
    : pinned(document, tablesInMemory(now), proposedIn[trainedOf(now)](now));
}

/** What is on the screen, or what the next Run would put there. */
function shownNow(now: PageState): Shown | null {
  const { spec } = specOf(now);
  const ready = readyOf(now);
  return shownOf(now) ?? (spec && ready ? shownFrom(spec, ready) : null);
}

function tablesOf(state: PageState) {
  return (readyOf(state)?.prepared ?? []).flatMap(({ spec, sides }) =>
    sides.map(({ side, table, used }) => ({
      role: side,
      series: spec.id,
      file: table.name,
      rows: used,
      fingerprint: table.fingerprint,
    })),
  );
}

export function downloadCsv(page: PageCore): void {
  const now = page.state.get();
  downloadFile(
    `${stem(now, 'records')}.csv`,
    recordsCsv(recordsOf(now), shownOf(now)?.series),
    'text/csv',
  );
}

/** Always on light paper: that is where figures go. */
export async function downloadFigure(page: PageCore, words: Words): Promise<void> {
  const now = page.state.get();
  const input = lawFigureInput(
    words,
    curveOnScreen(now),
    lawAnswerOf(now),
    viewOf(now),
    { width: PNG_WIDTH, height: PNG_HEIGHT },
    LIGHT,
  );
  const png = await figurePng(lawFigure(input), LIGHT.paper);
  downloadFile(`${stem(now, 'figure')}.png`, png, 'image/png');
}

const stem = (state: PageState, kind: string): string =>
  fileStem(kind, shownOf(state)?.protocols[0] ?? null);
