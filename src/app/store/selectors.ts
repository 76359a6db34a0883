/** What the page shows, derived from its state. Each is computed once for the same inputs. */
import { gridFor } from '../../experiment/grid.ts';
import { seriesView, type SeriesView } from '../../experiment/series-choice.ts';
import { effectiveSettings, parseSettings } from '../../experiment/settings.ts';
import { toSpec } from '../../experiment/to-spec.ts';
import { parseWorth } from '../../experiment/worth.ts';
import { DEFAULT_CHOICES } from '../../experiment/defaults.ts';
import {
  rowsOfSeries,
  rowsOfTables,
  testRuleOf,
  type TestRule,
} from '../../experiment/series-rows.ts';
import type { SeriesChoices, TableReference, TypedSettings } from '../../experiment/document.ts';
import { curveOf, listCurve, type Curve } from '../../findings/curve.ts';
import { decisionOf, type Decision } from '../../findings/decision.ts';
import { isAsked } from '../../sweep/asked.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { Side } from '../../tables/side.ts';
import { readErrorList, type ListChoices } from '../../tables/error-list/error-list.ts';
import type { Selector } from './select.ts';
import { NOTHING_PENDING, pendingPoints } from './pending.ts';
import {
  select,
  type Entrance,
  type Experiment,
  type FileTrouble,
  type LoadedTable,
  type PageState,
  type Reading,
  type Refused,
  type Trained,
} from './state.ts';

export const entranceOf = (state: PageState): Entrance => state.view.entrance;
/** The experiment that stands in the entrance at hand. */
export const experimentOf = (state: PageState): Experiment => state.documents[entranceOf(state)];
export const documentOf = (state: PageState) => experimentOf(state).document;
export const viewOf = (state: PageState) => documentOf(state).view;
export const worthOf = (state: PageState) => documentOf(state).worth;
export const lawOf = (state: PageState) => state.facts.law;
export const lawAnswerOf = (state: PageState) => state.facts.law.answer;

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
/** The table in memory; null where none was chosen or where it is not here. */
export const loadedOf = (state: PageState, side: Side): LoadedTable | null => {
  const reference = referenceOf(state, side);
  return reference ? (state.facts.tables.get(reference.fingerprint) ?? null) : null;
};
const simulatedTable = (state: PageState) => loadedOf(state, 'simulated');
const measuredTable = (state: PageState) => loadedOf(state, 'measured');

/** Roles, choices and what is wrong with them; null until both tables are there. */
export const seriesViewOf: (state: PageState) => SeriesView | null = select(
  [(state: PageState) => tablesSource(state)?.series[0] ?? null, simulatedTable, measuredTable],
  (series, simulated, measured) =>
    series && simulated && measured ? seriesView(series, simulated.table, measured.table) : null,
);

/** Choices for the pair; the defaults until both tables are there. */
export const choicesOf = (state: PageState): SeriesChoices =>
  seriesViewOf(state)?.choices ?? DEFAULT_CHOICES;

/** Everything about the tables' entrance. */
export interface TablesOnPage {
  readonly references: Readonly<Record<Side, TableReference | null>>;
  readonly simulated: LoadedTable | null;
  readonly measured: LoadedTable | null;
  readonly view: SeriesView | null;
  readonly reading: Readonly<Record<Side, Reading | null>>;
  readonly refused: Readonly<Record<Side, Refused | null>>;
  /** Tables of an opened experiment in whose place others came. */
  readonly replaced: PageState['facts']['replaced'];
  readonly fileTroubles: readonly FileTrouble[];
}

export const tablesOnPage: (state: PageState) => TablesOnPage = select(
  [
    (state: PageState) => referenceOf(state, 'simulated'),
    (state: PageState) => referenceOf(state, 'measured'),
    simulatedTable,
    measuredTable,
    seriesViewOf,
    (state: PageState) => state.facts.reading,
    (state: PageState) => state.facts.refused,
    (state: PageState) => state.facts.replaced,
    (state: PageState) => state.facts.fileTroubles,
  ],
  (
    simulatedReference,
    measuredReference,
    simulated,
    measured,
    view,
    reading,
    refused,
    replaced,
    fileTroubles,
  ) => ({
    references: { simulated: simulatedReference, measured: measuredReference },
    ...{ simulated, measured, view, reading, refused, replaced, fileTroubles },
  }),
);

/** Tables in memory, by fingerprint. */
export const tablesInMemory = select(
  [(state: PageState) => state.facts.tables],
  (tables) => new Map([...tables].map(([fingerprint, { table }]) => [fingerprint, table])),
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

/** Who is tested, as far as it was typed: it decides how many rows are left to train on. */
const testRule = (entrance: Trained) =>
  select(
    [
      (state: PageState) => documentIn(entrance)(state).settings.testShare,
      (state: PageState) => documentIn(entrance)(state).settings.leakRule,
    ],
    (testShare, leakRule): TestRule =>
      testRuleOf({
        ...(testShare === undefined ? {} : { testShare }),
        ...(leakRule === undefined ? {} : { leakRule }),
      }),
  );

/** Proposals that follow from the data: a lesson's own, or a grid that the tables' rows allow. */
const proposed = byEntrance((entrance) =>
  select(
    [readyIn(entrance), rowsOf('simulated'), rowsOf('measured'), testRule(entrance)],
    (ready, simulatedRows, measuredRows, rule): TypedSettings => {
      if (entrance === 'lesson') return ready?.proposed ?? {};
      if (ready) return gridFor(ready.series.map((series) => rowsOfSeries(series, rule)));
      return simulatedRows > 0 && measuredRows > 0
        ? gridFor([rowsOfTables(simulatedRows, measuredRows, rule)])
        : {};
    },
  ),
);
/** What the data propose for the fields that nobody typed into. */
export const proposedIn = proposed.each;

const settings = byEntrance((entrance) =>
  select(
    [(state: PageState) => documentIn(entrance)(state).settings, proposed.each[entrance]],
    effectiveSettings,
  ),
);
/** The settings as the fields show them. */
export const settingsOf = settings.now;
export const engineOf = (state: PageState) => documentIn(trainedOf(state))(state).engine;

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
    ({ spec: next }, shown, records) =>
      next && shown ? pendingPoints(next, shown, records) : NOTHING_PENDING,
  ),
);
export const pendingOf = pending.now;

// --- Records and curve ---------------------------------------------------------------------------------------------

const NO_RECORDS: readonly SweepRecord[] = [];

const records = byEntrance((entrance) =>
  select([shownIn(entrance), (state: PageState) => state.facts.records], (shown, all) => {
    const there =
      shown?.compact?.records ??
      (shown?.protocols ?? []).flatMap((protocol) => all.get(protocol) ?? []);
    const asked = there.filter((record) => shown && isAsked(shown.spec, record));
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
const NO_CHOICES: ListChoices = {};
const listChoices = (state: PageState): ListChoices => {
  const { source } = state.documents.list.document;
  return source.kind === 'list' ? source.choices : NO_CHOICES;
};
const readList = select([listText, listChoices], (text, choices) => ({
  text,
  choices,
  ...readErrorList(text, choices),
}));
/** The pasted list, and what is wrong with it or with the file that should have been one. */
export const listOf = select(
  [readList, (state: PageState) => state.facts.listProblem],
  (list, problem) => (problem ? { ...list, problems: [problem, ...list.problems] } : list),
);
const pastedCurve = select([readList], ({ points }): Curve => listCurve(points));

export const curveIn: Readonly<Record<Entrance, Selector<PageState, Curve>>> = {
  ...curve.each,
  list: pastedCurve,
};

/** The curve on the screen. */
export const curveOnScreen = (state: PageState): Curve => curveIn[entranceOf(state)](state);

const worth = select([worthOf], parseWorth);

/** What is asked of the law. */
export const questionOf = select(
  [curveOnScreen, (state: PageState) => viewOf(state).target, worth],
  (now, target, prices) => ({ curve: now, target, worth: prices }),
);

/** The answer of the law worker, if it is of the curve on the screen. */
export const shownAnswerOf = (state: PageState) =>
  state.facts.law.curve === curveOnScreen(state).key ? state.facts.law.answer : null;

/** The largest size that the tables at hand allow, by the trial that leaves the fewest rows; null where nothing is trained. */
const pool = byEntrance((entrance) =>
  select([readyIn(entrance), testRule(entrance)], (ready, rule) =>
    ready ? Math.min(...ready.series.map((series) => rowsOfSeries(series, rule).pool)) : null,
  ),
);
export const poolOf = (state: PageState): number | null =>
  entranceOf(state) === 'list' ? null : pool.now(state);

/** Points of the curve on the screen are being made. */
export const runningOf = (state: PageState): boolean => {
  const { status } = runOf(state);
  return entranceOf(state) !== 'list' && (status === 'running' || status === 'preparing');
};

/** What the page says of the curve on the screen, everywhere. */
export const decisionOnScreen: (state: PageState) => Decision = select(
  [
    curveOnScreen,
    shownAnswerOf,
    (state: PageState) => state.facts.law.computing,
    (state: PageState) => viewOf(state).target,
    poolOf,
    runningOf,
  ],
  (now, answer, computing, target, most, running) =>
    decisionOf({ curve: now, answer, computing, target, pool: most, running }),
);

/** Another tab has the experiment of this entrance open. */
export const isOpenedElsewhere = (entrance: Entrance) => (state: PageState) =>
  state.facts.keeping.elsewhere.has(entrance);
