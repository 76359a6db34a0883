/** What the download buttons save: always what is on the screen. */
import { lawFigure } from '../../figures/law-figure.ts';
import { summarise } from '../../figures/summary.ts';
import { LIGHT } from '../../figures/theme.ts';
import { downloadFile, fileStem } from '../../sharing/download.ts';
import { figurePng, PNG_HEIGHT, PNG_WIDTH } from '../../sharing/figure-png.ts';
import { recordsCsv } from '../../sharing/records-csv.ts';
import { lawInResults, resultsOf, type LawInResults } from '../../sharing/results.ts';
import { lawFigureInput } from '../law/use-law-figure.ts';
import { askLaw } from '../law-client.ts';
import { curveStore, lawPoints } from './curve.ts';
import { preparedStore } from './experiment.ts';
import { lawStore } from './law.ts';
import { runStore } from './run.ts';
import { viewStore } from './view.ts';

/** The JSON, with a law of the mean absolute error for every series and m that has one. */
export async function downloadResults(): Promise<void> {
  const { records, request, protocolHash } = runStore.get();
  if (!request) return;
  const laws: LawInResults[] = [];
  for (const { id, label } of request.spec.series) {
    for (const m of request.spec.measured) {
      const points = lawPoints(summarise(records, { series: id, m, metric: 'mae' }));
      if (points.length === 0) continue;
      const { law } = await askLaw(points, null);
      if (law?.kind === 'fit') laws.push(lawInResults(label, m, law));
    }
  }
  const results = resultsOf({
    appVersion: __APP_VERSION__,
    spec: request.spec,
    tables: preparedStore.get()?.tables ?? [],
    protocolHash: protocolHash ?? '',
    records,
    laws,
  });
  downloadFile(
    `${fileStem('results', protocolHash)}.json`,
    `${JSON.stringify(results, null, 1)}\n`,
    'application/json',
  );
}

export function downloadCsv(): void {
  const { records, protocolHash } = runStore.get();
  downloadFile(`${fileStem('records', protocolHash)}.csv`, recordsCsv(records), 'text/csv');
}

/** Always on light paper: that is where figures go. */
export async function downloadFigure(): Promise<void> {
  const input = lawFigureInput(
    curveStore.get(),
    lawStore.get().answer,
    viewStore.get(),
    { width: PNG_WIDTH, height: PNG_HEIGHT },
    LIGHT,
  );
  const png = await figurePng(lawFigure(input), LIGHT.paper);
  downloadFile(`${fileStem('figure', runStore.get().protocolHash)}.png`, png, 'image/png');
}
