/** From loaded tables to an experiment that can run: described anew, in a worker, whenever tables or roles change. */
import type { DescribeProgress } from '../../descriptors/describe.ts';
import { DescriptorPlanError, type PlanProblem } from '../../descriptors/plan.ts';
import { planFromRoles } from '../../preparation/descriptor-plan.ts';
import { prepareSeries, type PreparedSeries } from '../../preparation/prepare-series.ts';
import { isOnlyWarning } from '../../tables/check-roles.ts';
import { createStore } from './create-store.ts';
import { preparedStore } from './experiment.ts';
import { describeOnce } from './features-cache.ts';
import { logGrid, writeList } from './number-fields.ts';
import { oddCells } from './odd-cells.ts';
import { forgetRun } from './run.ts';
import { DEFAULT_SETTINGS, proposeSettings, settingsStore, type Settings } from './settings.ts';
import { isSameProperty, moreTargets, tablesStore, type Tables } from './tables.ts';
import { unitText } from './unit-text.ts';
import { changeView, viewStore } from './view.ts';

/** What was made of the tables, is being made, or why it cannot be. */
export interface Made {
  /** Of the same tables; while `progress` is there, of their former roles. */
  readonly result: PreparedSeries | null;
  readonly progress: DescribeProgress | 'starting' | null;
  readonly problem: PlanProblem | null;
  /** An error that no check foresaw. */
  readonly failure: string | null;
}

const NOTHING: Made = { result: null, progress: null, problem: null, failure: null };
export const madeStore = createStore<Made>(NOTHING);

/** The settings belong to the tables; looking at the example does not lose them. */
let kept: Settings | null = null;
/** Sizes and m as the page filled them in; where they still stand, better ones may replace them. */
let proposed: Pick<Settings, 'sizes' | 'measured'> | null = null;
let making: AbortController | undefined;

/** Starts following the tables; called once, with the page. */
export function followTables(): void {
  let before = tablesStore.get();
  tablesStore.subscribe(() => {
    const now = tablesStore.get();
    const other = now.simulated !== before.simulated || now.measured !== before.measured;
    const changed = other || now.roles !== before.roles || now.choices !== before.choices;
    before = now;
    if (other) {
      kept = null;
      if (now.simulated && now.measured) {
        proposed = gridFor(now.simulated.rows, now.measured.rows);
        proposeSettings({ ...DEFAULT_SETTINGS, ...proposed });
        kept = settingsStore.get();
      }
      if (viewStore.get().mode !== 'tables') changeView({ mode: 'tables', target: null, m: null });
    }
    if (changed) void make(now);
  });
  settingsStore.subscribe(() => {
    if (viewStore.get().mode === 'tables') kept = settingsStore.get();
  });
}

/** The tables' entrance: what is loaded becomes the experiment again. */
export function openTables(): void {
  const restored = kept;
  if (restored) settingsStore.set(() => restored);
  void make(tablesStore.get());
}

async function make(tables: Tables): Promise<void> {
  making?.abort();
  const { signal } = (making = new AbortController());
  preparedStore.set(() => null);
  void forgetRun();
  const { simulated, measured, roles, roleProblems, choices } = tables;
  const { simulatedTarget, measuredTarget } = roles ?? {};
  if (
    !simulated ||
    !measured ||
    !roles ||
    !simulatedTarget ||
    !measuredTarget ||
    !roleProblems.every(isOnlyWarning) ||
    (oddCells(tables).length > 0 && !choices.leaveOutOdd)
  ) {
    madeStore.set(() => NOTHING);
    return;
  }
  const before = madeStore.get().result;
  const ofSameTables =
    before?.sides[0].table === simulated && before.sides[1].table === measured ? before : null;
  const mismatch = roleProblems.find((problem) => problem.code === 'unit-mismatch');
  const conversion = choices.convert ? mismatch?.conversion : undefined;
  keep({ ...NOTHING, result: ofSameTables, progress: 'starting' });
  try {
    const result = await prepareSeries(
      simulated,
      measured,
      {
        label: measuredTarget,
        plan: planFromRoles(roles, measured, choices.descriptors),
        simulatedTargets: [simulatedTarget, ...moreTargets(tables)],
        measuredTarget,
        sameProperty: isSameProperty(tables),
        repeats: choices.repeats,
        ...(choices.logTarget ? { targetScale: 'log10' as const } : {}),
        ...(choices.groupColumn === null ? {} : { groupColumn: choices.groupColumn }),
        ...(choices.testColumn === null ? {} : { testColumn: choices.testColumn }),
        ...(conversion ? { conversion } : {}),
      },
      {
        signal,
        describe: describeOnce,
        onProgress: (progress) => keep({ ...NOTHING, result: ofSameTables, progress }),
      },
    );
    if (signal.aborted) return;
    keep({ ...NOTHING, result });
    // Whoever looks at the example meanwhile comes back through openTables.
    if (viewStore.get().mode !== 'built-in') offer(result);
  } catch (error) {
    if (error instanceof DescriptorPlanError) keep({ ...NOTHING, problem: error.problem });
    else keep({ ...NOTHING, failure: error instanceof Error ? error.message : String(error) });
  }

  function keep(made: Made): void {
    if (!signal.aborted) madeStore.set(() => made);
  }
}

/** The result is what Run runs from now on. */
function offer(result: PreparedSeries): void {
  refineGrid(result);
  preparedStore.set(() => ({
    origin: 'tables',
    specs: [result.spec],
    series: [result.series],
    unit: unitText(result.spec.measuredTarget),
    noiseFloor: result.noiseFloor?.expectedMae ?? null,
    tables: result.sides.map(({ side, table, used }) => ({
      role: side,
      series: result.spec.label,
      file: table.name,
      rows: used,
      fingerprint: table.fingerprint,
    })),
  }));
}

/** Fewer rows may be usable than the files have: defaults that nobody touched follow them. */
function refineGrid({ series }: PreparedSeries): void {
  const before = proposed;
  const next = gridFor(series.simulated.keys.length, series.measured.keys.length);
  proposed = next;
  if (before === null) return;
  settingsStore.set((now) => {
    const sizes = now.sizes === before.sizes ? next.sizes : now.sizes;
    const measured = now.measured === before.measured ? next.measured : now.measured;
    return sizes === now.sizes && measured === now.measured ? now : { ...now, sizes, measured };
  });
}

/** Sizes up to half of the simulated rows, and m so that enough measured rows are left to test on. */
function gridFor(
  simulatedRows: number,
  measuredRows: number,
): Pick<Settings, 'sizes' | 'measured'> {
  const top = Math.min(6400, Math.floor(simulatedRows / 2));
  const doubling = [100, 200, 400, 800, 1600, 3200, 6400].filter((n) => n <= top);
  const sizes = doubling.length >= 4 ? doubling : logGrid(Math.max(10, top / 16), top, 5);
  const m = Math.max(4, Math.min(50, Math.floor(measuredRows * 0.35)));
  return { sizes: writeList(sizes), measured: String(m) };
}
