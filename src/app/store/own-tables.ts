/** From loaded tables to an experiment that can run: prepared anew whenever tables or roles change. */
import { isOnlyWarning } from '../../tables/check-roles.ts';
import { logGrid, writeList } from './number-fields.ts';
import { preparedStore } from './experiment.ts';
import { forgetRun } from './run.ts';
import { seriesFromTables, type SeriesFromTables } from './series-from-tables.ts';
import { DEFAULT_SETTINGS, settingsStore, type Settings } from './settings.ts';
import { createStore } from './create-store.ts';
import { tablesStore, type Tables } from './tables.ts';
import { changeView, viewStore } from './view.ts';

/** What was made of the tables; `failure` when that went wrong in a way no check foresaw. */
export interface Made {
  readonly from: Tables | null;
  readonly result: SeriesFromTables | null;
  readonly failure: string | null;
}

export const madeStore = createStore<Made>({ from: null, result: null, failure: null });

/** The settings belong to the tables; looking at the example does not lose them. */
let kept: Settings | null = null;

/** Starts following the tables; called once, with the page. */
export function followTables(): void {
  let before = tablesStore.get();
  tablesStore.subscribe(() => {
    const now = tablesStore.get();
    const other = now.simulated !== before.simulated || now.measured !== before.measured;
    const changed = other || now.roles !== before.roles || now.leaveOutOdd !== before.leaveOutOdd;
    before = now;
    if (other) {
      kept = null;
      if (viewStore.get().mode !== 'tables') changeView({ mode: 'tables', target: null, m: null });
    }
    if (changed) make(now);
  });
  settingsStore.subscribe(() => {
    if (preparedStore.get()?.origin === 'tables') kept = settingsStore.get();
  });
}

/** The tables' entrance: what is loaded becomes the experiment again. */
export function openTables(): void {
  make(tablesStore.get());
}

function make(tables: Tables): void {
  preparedStore.set(() => null);
  void forgetRun();
  const { simulated, measured, roles, roleProblems } = tables;
  const ready = roleProblems.every(isOnlyWarning);
  if (!simulated || !measured || !roles || !ready) {
    madeStore.set(() => ({ from: tables, result: null, failure: null }));
    return;
  }
  try {
    const result = seriesFromTables(simulated, measured, roles);
    madeStore.set(() => ({ from: tables, result, failure: null }));
    const odd = result.uses.some(({ dropped }) => dropped.some(({ text }) => text !== undefined));
    if (odd && !tables.leaveOutOdd) return;
    settingsStore.set(() => kept ?? settingsFor(result));
    preparedStore.set(() => ({
      origin: 'tables',
      specs: [result.spec],
      series: [result.series],
      unit: result.unit,
      tables: result.uses.map(({ side, table, used }) => ({
        role: side,
        series: result.spec.label,
        file: table.name,
        rows: used,
        fingerprint: table.fingerprint,
      })),
    }));
  } catch (error) {
    madeStore.set(() => ({ from: tables, result: null, failure: String(error) }));
  }
}

/** Sizes up to half of the simulated rows, and m so that enough measured rows are left to test on. */
function settingsFor({ series }: SeriesFromTables): Settings {
  const top = Math.min(6400, Math.floor(series.simulated.keys.length / 2));
  const doubling = [100, 200, 400, 800, 1600, 3200, 6400].filter((n) => n <= top);
  const sizes = doubling.length >= 4 ? doubling : logGrid(Math.max(10, top / 16), top, 5);
  const measured = Math.max(4, Math.min(50, Math.floor(series.measured.keys.length * 0.35)));
  return { ...DEFAULT_SETTINGS, sizes: writeList(sizes), measured: String(measured) };
}
