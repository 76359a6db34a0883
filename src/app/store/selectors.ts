/** What the page shows, derived from its state. Each is computed once for the same inputs. */
import { gridFor, proposedGrid } from '../../experiment/grid.ts';
import { seriesView, type SeriesView } from '../../experiment/series-choice.ts';
import { effectiveSettings, parseSettings } from '../../experiment/settings.ts';
import { toSpec } from '../../experiment/to-spec.ts';
import { parseWorth } from '../../experiment/worth.ts';
import type { Settings, TableReference } from '../../experiment/document.ts';
import { curveOf, listCurve, type Curve } from '../../findings/curve.ts';
import { isAsked } from '../../sweep/asked.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { Side } from '../../tables/side.ts';
import { readErrorList } from '../law-only/error-list.ts';
import { select, type Selector } from './select.ts';
import { NOTHING_PENDING, pendingPoints } from './pending.ts';
import type { Entrance, Experiment, LoadedTable, PageState, Trained } from './state.ts';

export const entranceOf = (state: PageState): Entrance => state.view.entrance;
/** The experiment that stands in the entrance at hand. */
export const experimentOf = (state: PageState): Experiment => state.documents[entranceOf(state)];
export const documentOf = (state: PageState) => experimentOf(state).document;
export const viewOf = (state: PageState) => documentOf(state).view;

/** Where training happens; in "Law only" that of the tables stands by. */
export const trainedOf = (state: PageState): Trained => {
  const entrance = entranceOf(state);
  return entrance === 'list' ? 'tables' : entrance;
};
export const runOf = (state: PageState) => state.facts.run[trainedOf(state)];
export const madeOf = (state: PageState) => state.facts.made[trainedOf(state)];
export const readyOf = (state: PageState) => madeOf(state).ready;
export const shownOf = (state: PageState) => state.facts.shown[trainedOf(state)];

// --- The person's tables -------------------------------------------------------------------------------------------

const tablesDocument = (state: PageState) => state.documents.tables.document;
const tablesSource = (state: PageState) => {
  const { source } = tablesDocument(state);
  return source.kind === 'tables' ? source : null;
};

export const referenceOf = (state: PageState, side: Side): TableReference | null =>
  tablesSource(state)?.[side][0] ?? null;
const simulatedTable = (state: PageState): LoadedTable | null => loaded(state, 'simulated');
const measuredTable = (state: PageState): LoadedTable | null => loaded(state, 'measured');
const loaded = (state: PageState, side: Side): LoadedTable | null => {
  const reference = referenceOf(state, side);
  return reference ? (state.facts.tables.get(reference.fingerprint) ?? null) : null;
};
export const loadedOf = (state: PageState, side: Side): LoadedTable | null => loaded(state, side);

/** Roles, choices and what is wrong with them; null until both tables are there. */
export const seriesViewOf: (state: PageState) => SeriesView | null = select(
  [(state: PageState) => tablesSource(state)?.series[0] ?? null, simulatedTable, measuredTable],
  (series, simulated, measured) =>
    series && simulated && measured ? seriesView(series, simulated.table, measured.table) : null,
);

/** Tables that the document names and that are not in memory. */
export const missingTablesOf = select(
  [tablesSource, (state: PageState) => state.facts.tables],
  (source, tables) =>
    (['simulated', 'measured'] as const).flatMap((side) =>
      (source?.[side] ?? [])
        .filter(({ fingerprint }) => !tables.has(fingerprint))
        .map((reference) => ({ side, reference })),
    ),
);

// --- The settings and what they make -------------------------------------------------------------------------------

/** One selection for each training entrance, and that of the entrance at hand. */
function byEntrance<R>(make: (entrance: Trained) => Selector<PageState, R>) {
  const each: Readonly<Record<Trained, Selector<PageState, R>>> = {
    lesson: make('lesson'),
    tables: make('tables'),
  };
  return { each, now: (state: PageState): R => each[trainedOf(state)](state) };
}

const readyIn = (entrance: Trained) => (state: PageState) => state.facts.made[entrance].ready;
const shownIn = (entrance: Trained) => (state: PageState) => state.facts.shown[entrance];
const documentIn = (entrance: Trained) => (state: PageState) => state.documents[entrance].document;

const rowsOf = (side: Side) => (state: PageState) => loadedOf(state, side)?.table.rows ?? 0;

/** Proposals that follow from the data: a lesson's own, or a grid that the tables' rows allow. */
const proposed = byEntrance((entrance) =>
  select(
    [readyIn(entrance), rowsOf('simulated'), rowsOf('measured')],
    (ready, simulatedRows, measuredRows): Partial<Settings> => {
      if (entrance === 'lesson') return ready?.proposed ?? {};
      if (ready) return proposedGrid(ready.prepared);
      return simulatedRows > 0 && measuredRows > 0 ? gridFor(simulatedRows, measuredRows) : {};
    },
  ),
);

const settings = byEntrance((entrance) =>
  select(
    [(state: PageState) => documentIn(entrance)(state).settings, proposed.each[entrance]],
    effectiveSettings,
  ),
);
/** The settings as the fields show them. */
export const settingsOf = settings.now;

const parsed = byEntrance((entrance) => select([settings.each[entrance]], parseSettings));

const spec = byEntrance((entrance) =>
  select(
    [
      parsed.each[entrance],
      readyIn(entrance),
      (state: PageState) => documentIn(entrance)(state).extra,
    ],
    toSpec,
  ),
);
/** The specification of the next Run, or what keeps it from being one. */
export const specOf = spec.now;
export const specIn = spec.each;

/** What the next Run would add to what is there. */
const pending = byEntrance((entrance) =>
  select(
    [spec.each[entrance], shownIn(entrance), (state: PageState) => state.facts.records],
    ({ spec: next }, shown, records) => (next && shown ? pendingPoints(next, shown, records) : NOTHING_PENDING),
  ),
);
export const pendingOf = pending.now;

// --- Records and curve ---------------------------------------------------------------------------------------------

const NO_RECORDS: readonly SweepRecord[] = [];

const records = byEntrance((entrance) =>
  select([shownIn(entrance), (state: PageState) => state.facts.records], (shown, all) => {
    const asked = (shown?.protocols ?? []).flatMap((protocol) =>
      (all.get(protocol) ?? []).filter((record) => shown && isAsked(shown.spec, record)),
    );
    return asked.length > 0 ? asked : NO_RECORDS;
  }),
);
/** Records of what is shown and was asked for: a smaller grid shows fewer than are kept. Downloads have the same. */
export const recordsOf = records.now;

const curve = byEntrance((entrance) =>
  select(
    [
      shownIn(entrance),
      records.each[entrance],
      readyIn(entrance),
      parsed.each[entrance],
      (state: PageState) => documentIn(entrance)(state).view.metric,
      (state: PageState) => documentIn(entrance)(state).view.m,
    ],
    (shown, list, ready, { spec: typed }, metric, m): Curve =>
      curveOf({
        records: list,
        asked: shown?.spec ?? typed,
        series: shown?.series[0]?.id ?? null,
        key: shown?.protocols[0] ?? 'none',
        m,
        metric,
        unit: shown?.unit ?? ready?.unit ?? null,
        noiseFloor: shown?.noiseFloor ?? ready?.noiseFloor ?? null,
      }),
  ),
);

const listText = (state: PageState) => {
  const { source } = state.documents.list.document;
  return source.kind === 'list' ? source.text : '';
};
export const listOf = select([listText], (text) => ({ text, ...readErrorList(text) }));
const pastedCurve = select([listOf], ({ points }): Curve => listCurve(points));

/** The curve on the screen. */
export const curveOnScreen = (state: PageState): Curve =>
  entranceOf(state) === 'list' ? pastedCurve(state) : curve.now(state);

const worth = select([(state: PageState) => documentOf(state).worth], parseWorth);

/** What is asked of the law. */
export const questionOf = select(
  [curveOnScreen, (state: PageState) => viewOf(state).target, worth],
  (now, target, prices) => ({ curve: now, target, worth: prices }),
);
