/** What the download buttons save: always what is on the screen. */
import type { LawAnswer } from '../../findings/law-answer.ts';
import { lawsOf } from '../../findings/laws.ts';
import type { FigureSpec } from '../../figures/figure.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { titledFigure, type FigureTexts } from '../../figures/titled-figure.ts';
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
import { answerLineText } from '../answer/answer-line-text.ts';
import { lawFigureInput } from '../law/use-law-figure.ts';
import type { PageCore } from './page-core.ts';
import { shownFrom } from './run.ts';
import {
  curveOnScreen,
  decisionOnScreen,
  entranceOf,
  questionOf,
  readyOf,
  recordsOf,
  shownAnswerOf,
  shownOf,
  specOf,
  viewOf,
} from './selectors.ts';
import { makeLink, shareableOf } from './share.ts';
import type { PageState, Shown } from './state.ts';

export async function downloadResults(page: PageCore): Promise<void> {
  const now = page.state.get();
  const file = await experimentNow(page, now, shownNow(now));
  downloadFile(`${stem(now, 'results')}.json`, writeExperimentFile(file), 'application/json');
}

/**
 * The experiment with its points on the screen, where there are any, and a law of the mean absolute error for every series
 * and m that has one.
 */
async function experimentNow(
  page: PageCore,
  now: PageState,
  shown: Shown | null,
): Promise<ExperimentFile> {
  const series = shown?.series ?? [];
  // Rounded points of a link are no records.
  const records = shown === null || shown.compact ? [] : recordsOf(now);
  const measured = shown?.spec.measured ?? [];
  const laws = await lawsOf(series, measured, records, page.platform.fitLaw);
  return experimentFile({
    appVersion: __APP_VERSION__,
    document: shareableOf(now).document,
    tables: tableDescriptions(readyOf(now)?.prepared ?? []),
    series: series.map((one, i) => ({
      ...one,
      protocol: shown?.protocols[i] ?? '',
      noiseFloor: shown?.noiseFloor ?? null,
    })),
    records,
    laws: laws.map((one) => lawInResults(one.series, one.m, one.law)),
  });
}

/** What is on the screen, or what the next Run would put there; null where nothing trains. */
function shownNow(now: PageState): Shown | null {
  if (entranceOf(now) === 'list') return null;
  const { spec } = specOf(now);
  const ready = readyOf(now);
  return shownOf(now) ?? (spec && ready ? shownFrom(spec, ready) : null);
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

export async function downloadReport(page: PageCore, words: Words): Promise<void> {
  const now = page.state.get();
  const shown = shownOf(now);
  if (!shown) return;
  const file = await experimentNow(page, now, shown);
  const contents = shareableOf(now);
  const { hidden } = contents.document.view;
  const link = await makeLink(contents, { results: false, tables: false, hidden });
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
    link: page.platform.address.page() + link,
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
function paperFigure(now: PageState, words: Words, answer = shownAnswerOf(now)): FigureSpec {
  const box = { width: FIGURE_WIDTH, height: FIGURE_HEIGHT };
  const curve = curveOnScreen(now);
  const view = viewOf(now);
  const parts = { curve, answer, view, box, theme: LIGHT, settled: true };
  const input = lawFigureInput(words, parts);
  return titledFigure(lawFigure(input), figureTexts(now, words, input.labels.error));
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
  fileStem(kind, shownOf(state)?.protocols[0] ?? null);
