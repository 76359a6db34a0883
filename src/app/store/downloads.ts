/** What the download buttons save: always what is on the screen. */
import { lawsOf } from '../../findings/laws.ts';
import { pinned } from '../../experiment/pin.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { LIGHT } from '../../figures/theme.ts';
import { downloadFile, fileStem } from '../../sharing/download.ts';
import { experimentFile, writeExperimentFile } from '../../sharing/experiment-file.ts';
import {
  FIGURE_HEIGHT,
  FIGURE_TYPES,
  FIGURE_WIDTH,
  figureFile,
  type FigureFormat,
} from '../../sharing/figure-file.ts';
import { titledFigure, type FigureTexts } from '../../figures/titled-figure.ts';
import { answerLineText } from '../answer/answer-line-text.ts';
import { recordsCsv } from '../../sharing/records-csv.ts';
import { lawInResults } from '../../sharing/results-law.ts';
import type { Words } from '../../words/words.ts';
import { lawFigureInput } from '../law/use-law-figure.ts';
import type { PageCore } from './page-core.ts';
import {
  curveOnScreen,
  decisionOnScreen,
  documentOf,
  proposedIn,
  readyOf,
  recordsOf,
  shownAnswerOf,
  shownOf,
  tablesInMemory,
  trainedOf,
  viewOf,
} from './selectors.ts';
import type { PageState } from './state.ts';

/** The experiment with its points on the screen, and a law of the mean absolute error for every series and m that has one. */
export async function downloadResults(page: PageCore): Promise<void> {
  const now = page.state.get();
  const shown = shownOf(now);
  if (!shown) return;
  const records = recordsOf(now);
  const laws = await lawsOf(shown.series, shown.spec.measured, records, page.platform.fitLaw);
  const file = experimentFile({
    appVersion: __APP_VERSION__,
    document: pinned(documentOf(now), tablesInMemory(now), proposedIn[trainedOf(now)](now)),
    tables: tablesOf(now),
    series: shown.series.map((series, i) => ({
      ...series,
      protocol: shown.protocols[i] ?? '',
      noiseFloor: shown.noiseFloor,
    })),
    records,
    laws: laws.map(({ series, m, law }) => lawInResults(series, m, law)),
  });
  downloadFile(`${stem(now, 'results')}.json`, writeExperimentFile(file), 'application/json');
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
export async function downloadFigure(
  page: PageCore,
  words: Words,
  format: FigureFormat,
): Promise<void> {
  const now = page.state.get();
  const input = lawFigureInput(words, {
    curve: curveOnScreen(now),
    answer: shownAnswerOf(now),
    view: viewOf(now),
    box: { width: FIGURE_WIDTH, height: FIGURE_HEIGHT },
    theme: LIGHT,
    settled: true,
  });
  const figure = titledFigure(lawFigure(input), figureTexts(now, words, input.labels.error));
  const bytes = await figureFile(figure, LIGHT.paper, format);
  downloadFile(`${stem(now, 'figure')}.${format}`, bytes, FIGURE_TYPES[format]);
}

/** The finding, what is drawn, and under which conditions it was measured. */
function figureTexts(state: PageState, words: Words, axis: string): FigureTexts {
  const curve = curveOnScreen(state);
  const { law } = decisionOnScreen(state);
  const trials = Math.max(0, ...curve.summary.means.map((mean) => mean.trials));
  const told = law.kind === 'known' && law.remark === null && law.rate.shown && law.limit.shown;
  return {
    title: answerLineText(words, decisionOnScreen(state), curve.unit),
    subtitle: words.answer.file.subtitle(axis, curve.m, trials),
    footnote: words.answer.file.footnote(told ? law.law : null, __APP_VERSION__),
  };
}

const stem = (state: PageState, kind: string): string =>
  fileStem(kind, state.view.entrance === 'list' ? null : (shownOf(state)?.protocols[0] ?? null));
