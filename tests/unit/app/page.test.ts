/** The page's core in this process: what a person does with tables, and what a killed tab leaves behind. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { chooseEntrance } from '../../../src/app/store/entrances.ts';
import { changeSettings, setTarget } from '../../../src/app/store/change-document.ts';
import { choose, chooseColumnRole } from '../../../src/app/store/change-series.ts';
import { takeFiles, takeDropped } from '../../../src/app/store/files.ts';
import { until } from '../../../src/app/store/follow.ts';
import {
  deleteAllExperiments,
  openExperiment,
  showLibrary,
} from '../../../src/app/store/library.ts';
import type { Page } from '../../../src/app/store/page.ts';
import { startRun } from '../../../src/app/store/run.ts';
import {
  curveOnScreen,
  missingTablesOf,
  pendingOf,
  readyOf,
  recordsOf,
  runOf,
  seriesViewOf,
  settingsOf,
  specOf,
} from '../../../src/app/store/selectors.ts';
import { experimentFile, writeExperimentFile } from '../../../src/sharing/experiment-file.ts';
import { comparable } from '../../../src/sweep/record.ts';
import { smallTables } from '../../support/small-tables.ts';
import { openNodePage } from '../../support/node-page.ts';
import { SimulatedDatabase, SimulatedDisk } from '../../support/simulated-database.ts';

const SETTINGS = {
  sizes: '20, 40, 80, 160',
  measured: '20',
  trials: '2',
  hidden: '16',
  fixedSteps: '60',
  pretraining: { maxSteps: '120', evaluationInterval: '40' },
  fineTuning: { maxSteps: '60' },
} as const;
/** Four sizes and six baselines in each of two trials. */
const POINTS = 20;

const file = (name: string, text: string) => new File([text], name);
const tables = smallTables(400, 80);
const dropped = () => [file('sim.csv', tables.simulated), file('real.csv', tables.measured)];

async function withTables(page: Page): Promise<void> {
  chooseEntrance(page, 'tables');
  await takeFiles(page, dropped());
  changeSettings(page, SETTINGS);
  await until(page.state, (state) => readyOf(state) ?? undefined);
}

const numbers = (page: Page) =>
  [...recordsOf(page.state.get())]
    .map((record) => comparable(record))
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** What an uninterrupted run gives. One page at a time: what is derived is remembered for one state. */
let whole: ReturnType<typeof numbers> = [];

beforeAll(async () => {
  const { page, reported } = await openNodePage({
    database: new SimulatedDatabase(new SimulatedDisk()),
  });
  await withTables(page);
  await startRun(page);
  page.records.settled();
  whole = numbers(page);
  page.dispose();
  expect(whole).toHaveLength(POINTS);
  expect(reported).toEqual([]);
}, 60_000);

describe('tables of a person', () => {
  test('make an experiment that runs, extends, and says what Run would add', async () => {
    const { page, reported } = await openNodePage({
      database: new SimulatedDatabase(new SimulatedDisk()),
    });
    await withTables(page);
    expect(specOf(page.state.get()).problems).toEqual([]);
    await startRun(page);
    page.records.settled();
    expect(runOf(page.state.get())).toMatchObject({ status: 'finished', done: POINTS });
    expect(numbers(page)).toEqual(whole);
    changeSettings(page, { sizes: '20, 40, 80, 120, 160' });
    expect(pendingOf(page.state.get())).toEqual({ kind: 'more', points: 2 });
    await startRun(page);
    page.records.settled();
    const extended = numbers(page);
    expect(extended).toHaveLength(POINTS + 2);
    for (const record of whole) expect(extended).toContainEqual(record);
    // A smaller grid shows fewer points than are kept; another protocol none of them.
    changeSettings(page, { sizes: '20, 40, 80, 160' });
    await startRun(page);
    expect(numbers(page)).toEqual(whole);
    changeSettings(page, { seed: '2' });
    expect(pendingOf(page.state.get())).toEqual({ kind: 'other' });
    page.dispose();
    expect(reported).toEqual([]);
  });

  test('choices make them anew, and only then; looking elsewhere loses nothing', async () => {
    const { page } = await openNodePage({ database: new SimulatedDatabase(new SimulatedDisk()) });
    await withTables(page);
    const first = readyOf(page.state.get());
    setTarget(page, 0.1);
    changeSettings(page, { trials: '3' });
    expect(readyOf(page.state.get())).toBe(first);
    chooseColumnRole(page, 'c', 'ignored');
    expect(readyOf(page.state.get())).toBeNull();
    const second = await until(page.state, (state) => readyOf(state) ?? undefined);
    expect(second.specs[0]?.id).not.toBe(first?.specs[0]?.id);
    choose(page, { repeats: 'average' });
    await until(page.state, (state) => readyOf(state) ?? undefined);
    chooseEntrance(page, 'list');
    chooseEntrance(page, 'tables');
    expect(seriesViewOf(page.state.get())?.choices.repeats).toBe('average');
    expect(settingsOf(page.state.get()).trials).toBe('3');
    page.dispose();
  });
});

describe('a killed tab', () => {
  test.each([40, 90, 160, 260])(
    'at step %i of its storage goes on to the same records',
    async (step) => {
      const disk = new SimulatedDisk();
      const doomed = new SimulatedDatabase(disk, { dieAt: step });
      const { page: first } = await openNodePage({ database: doomed });
      const life = withTables(first).then(() => startRun(first));
      await Promise.race([doomed.death, life]);
      // The tab is gone: nothing of it reaches the disk any more.
      first.dispose();

      const { page, reported } = await openNodePage({ database: new SimulatedDatabase(disk) });
      // What died before the tables were kept needs them once more.
      if (missingTablesOf(page.state.get()).length > 0 || !readyOf(page.state.get())) {
        await withTables(page);
      } else changeSettings(page, SETTINGS);
      await startRun(page);
      page.records.settled();
      expect(numbers(page)).toEqual(whole);
      page.dispose();
      expect(reported).toEqual([]);
    },
  );

  test('after a reload the last experiment stands there, stopped, with tables, points and settings', async () => {
    const disk = new SimulatedDisk();
    const { page: first } = await openNodePage({ database: new SimulatedDatabase(disk) });
    await withTables(first);
    setTarget(first, 0.07);
    // Two of the four sizes, and the rest is only asked for when the tab goes.
    changeSettings(first, { sizes: '20, 40' });
    await startRun(first);
    changeSettings(first, { sizes: SETTINGS.sizes });
    await showLibrary(first);
    first.dispose();

    const { page } = await openNodePage({ database: new SimulatedDatabase(disk) });
    const run = await until(page.state, (state) =>
      runOf(state).status === 'stopped' ? runOf(state) : undefined,
    );
    expect(run).toMatchObject({ planned: POINTS, done: POINTS - 4 });
    expect(page.state.get().view.entrance).toBe('tables');
    expect(settingsOf(page.state.get()).sizes).toBe(SETTINGS.sizes);
    expect(page.state.get().documents.tables.document.view.target).toBe(0.07);
    await startRun(page);
    page.records.settled();
    expect(numbers(page)).toEqual(whole);
    page.dispose();
  });
});

describe('files and the list', () => {
  test('a saved experiment opens elsewhere at once, and goes on when its tables come', async () => {
    const { page: first } = await openNodePage({
      database: new SimulatedDatabase(new SimulatedDisk()),
    });
    await withTables(first);
    await startRun(first);
    first.records.settled();
    const now = first.state.get();
    const shown = now.facts.shown.tables;
    if (!shown) throw new Error('Nothing is shown.');
    const text = writeExperimentFile(
      experimentFile({
        appVersion: 'test',
        document: { ...now.documents.tables.document, settings: settingsOf(now) },
        tables: [],
        series: shown.series.map((series, i) => ({
          ...series,
          protocol: shown.protocols[i] ?? '',
          noiseFloor: null,
        })),
        records: recordsOf(now),
        laws: [],
      }),
    );
    first.dispose();

    const { page, reported } = await openNodePage({
      database: new SimulatedDatabase(new SimulatedDisk()),
    });
    await takeDropped(page, [file('mine.json', text)]);
    expect(page.state.get().view.entrance).toBe('tables');
    expect(numbers(page)).toEqual(whole);
    expect(curveOnScreen(page.state.get()).summary.means.map(({ n }) => n)).toEqual([
      20, 40, 80, 160,
    ]);
    expect(missingTablesOf(page.state.get())).toHaveLength(2);
    expect(readyOf(page.state.get())).toBeNull();

    // Another table in the place of a missing one is told, and the points stay.
    await takeFiles(page, [file('sim.csv', tables.simulated.replace('energy_eV', 'energy_eV '))]);
    await takeFiles(page, [file('real.csv', tables.measured)]);
    await until(page.state, (state) => readyOf(state) ?? undefined);
    await startRun(page);
    page.records.settled();
    expect(runOf(page.state.get())).toMatchObject({ status: 'finished', done: POINTS });
    expect(numbers(page).map(({ mae }) => mae)).toEqual(whole.map(({ mae }) => mae));
    page.dispose();
    expect(reported).toEqual([]);
  });

  test('a results file of the first version opens: its points stand there, and cannot be gone on with', async () => {
    const { page, reported } = await openNodePage({
      database: new SimulatedDatabase(new SimulatedDisk()),
    });
    const text = readFileSync('tests/fixtures/experiment-files/tables-v1.json', 'utf8');
    const old = JSON.parse(text) as { readonly records: readonly { readonly id: string }[] };
    await takeDropped(page, [file('results.json', text)]);
    const shown = recordsOf(page.state.get());
    expect(shown.map(({ id }) => id).sort()).toEqual(old.records.map(({ id }) => id).sort());
    expect(page.state.get().facts.fileTroubles).toEqual([]);
    expect(missingTablesOf(page.state.get())).toHaveLength(2);
    await startRun(page);
    expect(runOf(page.state.get()).status).toBe('stopped');
    // Ids had another meaning then: nothing of it is kept among today's points.
    expect(await page.storage.records.load((shown[0]?.protocol ?? '').slice(0, 16))).toEqual(
      new Map(),
    );
    page.dispose();
    expect(reported).toEqual([]);
  });

  test('the list opens what was there before, and deletes everything', async () => {
    const disk = new SimulatedDisk();
    const { page } = await openNodePage({ database: new SimulatedDatabase(disk) });
    await withTables(page);
    await startRun(page);
    const before = page.state.get().documents.tables.id;
    // Other tables are another experiment; the first one stays in the list.
    const others = smallTables(300, 70);
    await takeFiles(page, [file('sim2.csv', others.simulated), file('real2.csv', others.measured)]);
    await until(page.state, (state) => readyOf(state) ?? undefined);
    expect(page.state.get().documents.tables.id).not.toBe(before);
    expect(recordsOf(page.state.get())).toEqual([]);
    await showLibrary(page);
    const listed = page.state.get().facts.library ?? [];
    expect(listed.map(({ id }) => id)).toContain(before);
    expect(await openExperiment(page, before)).toBe(true);
    await until(page.state, (state) => (runOf(state).status === 'finished' ? true : undefined));
    page.records.settled();
    expect(numbers(page)).toEqual(whole);
    await deleteAllExperiments(page);
    expect(page.state.get().facts.library).toEqual([]);
    expect(disk.of('records').size + disk.of('tables').size).toBe(0);
    page.dispose();
  });
});
