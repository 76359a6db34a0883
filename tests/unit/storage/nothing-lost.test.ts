/** What was reported as kept is there after any death, nothing is half there, and going on ends where no death would have. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Guard } from '../../../src/storage/guard.ts';
import type { StorageProblem } from '../../../src/storage/problems.ts';
import { Storage } from '../../../src/storage/storage.ts';
import { SimulatedDatabase, SimulatedDisk, type Faults } from '../../support/simulated-database.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';

const PROTOCOL = '0123456789abcdef';
const point = (index: number) => ({
  id: `${PROTOCOL}:n${index}`,
  record: { n: index, mae: 1 / (1 + index) },
  artefacts: { predictions: Float32Array.from([index, -index]) },
});
/** Every point of the experiment, which an uninterrupted run would store. */
const everything = (points: number) =>
  new Map(Array.from({ length: points }, (_none, index) => [point(index).id, point(index)]));

interface Burst {
  readonly together: number;
  readonly pause: number;
  readonly steps: number;
}

interface Schedule {
  readonly points: number;
  /** Points that end together, then milliseconds and steps of the database until the next ones; over and over. */
  readonly bursts: readonly Burst[];
}

function start(disk: SimulatedDisk, faults: Faults = {}) {
  const database = new SimulatedDatabase(disk, faults);
  const clock = new SteppedClock();
  const problems: StorageProblem[] = [];
  const guard = new Guard({ database }, (problem) => problems.push(problem));
  return { database, clock, problems, storage: new Storage(guard, clock) };
}

const NOTHING_BETWEEN: Burst = { together: 1, pause: 0, steps: 0 };

/** One life of a tab: makes the points that are missing, and notes which were reported as kept. */
async function live(
  disk: SimulatedDisk,
  { points, bursts }: Schedule,
  faults: Faults,
  kept: Set<string>,
): Promise<{ finished: boolean; steps: number; unkept: number }> {
  const { database, clock, storage } = start(disk, faults);
  const run = async () => {
    const there = await storage.records.load(PROTOCOL);
    const missing = [...everything(points).values()].filter(({ id }) => !there.has(id));
    for (let burst = 0; missing.length > 0; burst++) {
      const { together, pause, steps } = bursts[burst % bursts.length] ?? NOTHING_BETWEEN;
      const ended = missing.splice(0, together);
      void storage.records.append(ended).then((durable) => {
        if (durable) ended.forEach(({ id }) => kept.add(id));
      });
      const until = database.steps + steps;
      // A database that has nothing to do makes no steps.
      for (let turn = 0; turn < 20 * steps && database.steps < until; turn++)
        await Promise.resolve();
      clock.pass(pause);
    }
    await storage.records.flush();
  };
  const finished = await Promise.race([run().then(() => true), database.death.then(() => false)]);
  return { finished, steps: database.steps, unkept: storage.records.unkept };
}

function expectWhole(disk: SimulatedDisk, kept: ReadonlySet<string>): void {
  const records = disk.of('records');
  for (const id of kept) expect(records.has(id), `${id} was reported as kept`).toBe(true);
  expect([...disk.of('artefacts').keys()]).toEqual([...records.keys()]);
}

function expectEverything(disk: SimulatedDisk, points: number): void {
  const all = [...everything(points)].sort(([a], [b]) => (a < b ? -1 : 1));
  expect([...disk.of('records')]).toEqual(all.map(([id, { record }]) => [id, record]));
  expect([...disk.of('artefacts')]).toEqual(all.map(([id, { artefacts }]) => [id, artefacts]));
}

// Without the bias to small values: most deaths shall have something to lose.
const schedules = fc.noBias(
  fc.record({
    points: fc.integer({ min: 1, max: 60 }),
    bursts: fc.array(
      fc.record({
        together: fc.integer({ min: 1, max: 6 }),
        pause: fc.constantFrom(0, 1, 40, 249, 250, 600),
        steps: fc.integer({ min: 0, max: 40 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
);
const share = fc.noBias(fc.integer({ min: 0, max: 999 }).map((part) => part / 1000));

describe('records', () => {
  test('1,000 experiments, each killed up to three times at a random step, lose no record', async () => {
    let deaths = 0;
    let keptAtDeath = 0;
    const deathsOf = fc.array(share, { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(schedules, deathsOf, async (schedule, shares) => {
        const disk = new SimulatedDisk();
        const kept = new Set<string>();
        for (const part of shares) {
          const rehearsal = new SimulatedDisk();
          rehearsal.replace(disk.copy());
          const { steps } = await live(rehearsal, schedule, {}, new Set());
          const dieAt = 1 + Math.floor(part * steps);
          const { finished } = await live(disk, schedule, { dieAt }, kept);
          expect(finished).toBe(false);
          deaths += 1;
          keptAtDeath += kept.size;
          expectWhole(disk, kept);
        }
        expect(await live(disk, schedule, {}, kept)).toMatchObject({ finished: true, unkept: 0 });
        expectEverything(disk, schedule.points);
      }),
      { numRuns: 1000, seed: 10 },
    );
    expect(deaths).toBeGreaterThanOrEqual(1000);
    expect(keptAtDeath).toBeGreaterThan(deaths);
  });

  test('commits that the disk refuses are not reported as kept, and are made up for', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedules,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        async (schedule, refusals) => {
          const disk = new SimulatedDisk();
          const kept = new Set<string>();
          const refuseCommit = (commit: number) => refusals[commit - 1] ?? false;
          const { finished, unkept } = await live(disk, schedule, { refuseCommit }, kept);
          expect(finished).toBe(true);
          expectWhole(disk, kept);
          expect(disk.of('records').size).toBe(schedule.points - unkept);
          await live(disk, schedule, {}, kept);
          expectEverything(disk, schedule.points);
        },
      ),
      { numRuns: 300, seed: 18 },
    );
  });

  test('what was refused is written with the next points for which there is room', async () => {
    const disk = new SimulatedDisk();
    // The write, the features that make room for it, and the second try.
    const { clock, problems, storage } = start(disk, { refuseCommit: (commit) => commit <= 3 });
    expect(await storage.records.append([point(1)])).toBe(false);
    expect(storage.records.unkept).toBe(1);
    expect(problems).toEqual([{ code: 'storage-full' }]);
    clock.pass(1000);
    expect(await storage.records.append([point(2)])).toBe(true);
    for (let turn = 0; turn < 100; turn++) await Promise.resolve();
    expect(storage.records.unkept).toBe(0);
    expect([...disk.of('records').keys()]).toEqual([point(1).id, point(2).id]);
  });

  test('points that end close together share a transaction, at most four a second', async () => {
    const { clock, database, storage } = start(new SimulatedDisk());
    const kept: Promise<boolean>[] = [];
    for (let index = 0; index < 100; index++) {
      kept.push(storage.records.append([point(index)]));
      for (let turn = 0; turn < 100; turn++) await Promise.resolve();
      clock.pass(20);
    }
    clock.pass(250);
    expect(await Promise.all(kept)).toEqual(kept.map(() => true));
    // Two seconds, the first write at once.
    expect(database.commits).toBeLessThanOrEqual(9);
    expect(database.commits).toBeGreaterThanOrEqual(7);
  });
});

describe('experiments', () => {
  const experiment = (id: string, tables: string[], protocols: string[]) => ({
    ...{ id, title: id, document: { title: id }, law: null, tables, protocols },
    state: { status: 'finished', done: 1, planned: 1 },
  });
  const other = 'fedcba9876543210';

  /** Two experiments that share a table and a protocol; the first has more of both. */
  async function fill(disk: SimulatedDisk): Promise<void> {
    const { storage } = start(disk);
    for (const fingerprint of ['own', 'shared']) {
      await storage.tables.keep({ fingerprint, name: `${fingerprint}.csv` });
    }
    await storage.experiments.put(experiment('gone', ['own', 'shared'], [PROTOCOL, other]));
    await storage.experiments.put(experiment('stays', ['shared'], [other]));
    await storage.records.append([point(1), { ...point(2), id: `${other}:n2` }]);
    await storage.features.put('hash', [1]);
  }

  test('deleting one is whole or nothing, wherever it is killed', async () => {
    const before = new SimulatedDisk();
    await fill(before);
    const states = new Set<string>();
    for (let dieAt = 1, finished = false; !finished; dieAt++) {
      const disk = new SimulatedDisk();
      disk.replace(before.copy());
      const { database, storage } = start(disk, { dieAt });
      finished = await Promise.race([
        storage.experiments.remove('gone'),
        database.death.then(() => false),
      ]);
      const keys = (['documents', 'records', 'artefacts', 'tables', 'inventory'] as const).map(
        (store) => [...disk.of(store).keys()].join(' '),
      );
      states.add(keys.join(' | '));
    }
    expect([...states]).toEqual([
      `gone stays | ${PROTOCOL}:n1 ${other}:n2 | ${PROTOCOL}:n1 ${other}:n2 | own shared | features/hash tables/own tables/shared`,
      `stays | ${other}:n2 | ${other}:n2 | shared | tables/shared`,
    ]);
  });

  test('records that wait for their write are not written after their experiment is gone', async () => {
    const disk = new SimulatedDisk();
    await fill(disk);
    const { storage } = start(disk);
    await storage.records.append([point(3)]);
    const late = storage.records.append([point(4)]);
    expect(await storage.experiments.remove('gone')).toBe(true);
    await storage.records.flush();
    expect(await late).toBe(false);
    expect([...disk.of('records').keys()]).toEqual([`${other}:n2`]);
    expect(storage.records.unkept).toBe(0);
  });
});
