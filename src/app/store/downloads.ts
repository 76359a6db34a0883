/** What the download buttons save: always what is on the screen. */
import type { LawAnswer } from '../../findings/law-answer.ts';
import { lawsOf } from '../../findings/laws.ts';
import { pinned } from '../../experiment/pin.ts';
import type { FigureSpec } from '../../figures/figure.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { LIGHT } from '../../figures/theme.ts';
import { downloadFile, fileStem } from '../../sharing/download.ts';
import {
  experimentFile,
  writeExperimentFile,
  type ExperimentFile,
} from '../../sharing/experiment-file.ts';
import { FIGURE_HEIGHT, FIGURE_WIDTH, figurePng, figureSvg } from '../../sharing/figure-image.ts';
import { recordsCsv } from '../../sharing/records-csv.ts';
import { lawInResults } from '../../sharing/results-law.ts';
import { tableDescriptions } from '../../sharing/table-descriptions.ts';
import type { Words } from '../../words/words.ts';
import { lawFigureInput } from '../law/use-law-figure.ts';
import type { PageCore } from './page-core.ts';
import {
  curveOnScreen,
  documentOf,
  lawAnswerOf,
  proposedIn,
  questionOf,
  readyOf,
  recordsOf,
  shownOf,
  tablesInMemory,
  trainedOf,
  viewOf,
} from './selectors.ts';
import type { PageState } from './state.ts';

export async function downloadResults(page: PageCore): Promise<void> {
  const now = page.state.get();
  const file = await resultsFile(page, now);
  if (!file) return;
  downloadFile(`${stem(now, 'results')}.json`, writeExperimentFile(file), 'application/json');
}

/**
 * The experiment with its points on the screen, and a law of the mean absolute error for every series and m that has one;
 * null where nothing was run.
 */
async function resultsFile(page: PageCore, now: PageState): Promise<ExperimentFile | null> {
  const shown = shownOf(now);
  if (!shown) return null;
  const records = recordsOf(now);
  const laws = await lawsOf(shown.series, shown.spec.measured, records, page.platform.fitLaw);
  return experimentFile({
    appVersion: __APP_VERSION__,
    document: pinned(documentOf(now), tablesInMemory(now), proposedIn[trainedOf(now)](now)),
    tables: tableDescriptions(readyOf(now)?.prepared ?? []),
    series: shown.series.map((series, i) => ({
      ...series,
      protocol: shown.protocols[i] ?? '',
      noiseFloor: shown.noiseFloor,
    })),
    records,
    laws: laws.map(({ series, m, law }) => lawInResults(series, m, law)),
  });
}

export function downloadCsv(page: PageCore): void {
  const now = page.state.get();
  downloadFile(
    `${stem(now, 'records')}.csv`,
    recordsCsv(recordsOf(now), shownOf(now)?.series),
    'text/csv',
  );
}

export async function downloadFigure(page: PageCore, words: Words): Promise<void> {
  const now = page.state.get();
  const png = await figurePng(paperFigure(now, words), LIGHT.paper);
  downloadFile(`${stem(now, 'figure')}.png`, png, 'image/png');
}

export async function downloadFigureSvg(page: PageCore, words: Words): Promise<void> {
  const now = page.state.get();
  const svg = await figureSvg(paperFigure(now, words), LIGHT.paper);
  downloadFile(`${stem(now, 'figure')}.svg`, svg, 'image/svg+xml');
}

/** `link`: an address that opens the experiment. */
export async function downloadReport(
  page: PageCore,
  words: Words,
  link: string | null = null,
): Promise<void> {
  const now = page.state.get();
  const shown = shownOf(now);
  const file = await resultsFile(page, now);
  if (!shown || !file) return;
  const answer = await wholeAnswer(page, now);
  const svg = await figureSvg(paperFigure(now, words, answer), LIGHT.paper);
  const { reportHtml, reportOf } = await import('../report/report.ts');
  const report = reportOf(words, {
    file,
    spec: shown.spec,
    curve: curveOnScreen(now),
    metric: viewOf(now).metric,
    answer,
    target: viewOf(now).target,
    svg,
    link,
  });
  downloadFile(`${stem(now, 'report')}.html`, reportHtml(report), 'text/html');
}

/** The answer for all points of the curve: that on the screen may still be of fewer. null without points. */
async function wholeAnswer(page: PageCore, now: PageState): Promise<LawAnswer | null> {
  const { curve, target, worth } = questionOf(now);
  if (curve.points.length === 0) return null;
  const question = { curve: curve.key, points: curve.points, target, worth };
  let whole: LawAnswer | null = null;
  await page.platform.askLaw(question, new AbortController().signal, (answer) => {
    whole = answer;
  });
  return whole;
}

/** Always on light paper: that is where figures go. */
function paperFigure(now: PageState, words: Words, answer = lawAnswerOf(now)): FigureSpec {
  const box = { width: FIGURE_WIDTH, height: FIGURE_HEIGHT };
  return lawFigure(lawFigureInput(words, curveOnScreen(now), answer, viewOf(now), box, LIGHT));
}

const stem = (state: PageState, kind: string): string =>
  fileStem(kind, shownOf(state)?.protocols[0] ?? null);
