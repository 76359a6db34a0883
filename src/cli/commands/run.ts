/** sim2real run: what is missing of an experiment is trained, and its results are written. */
import { MemoryRecordStore } from '../../sweep/record-store.ts';
import { writeExperimentFile } from '../../sharing/experiment-file.ts';
import type { Values } from '../arguments.ts';
import { experimentOf } from '../experiment.ts';
import { detailOf, Failure } from '../failure.ts';
import { Journal } from '../journal.ts';
import { partOf } from '../parts.ts';
import { resultsBefore, united, withLaws, withRecords } from '../results.ts';
import { deliver, type Terminal } from '../terminal.ts';
import { describing, workersOf } from '../threads.ts';
import { INTERRUPTED, planOf, train } from '../train.ts';

/** Resolves with the exit code: 0 where every point that was asked for is there. Rejects with Failure. */
export async function run(terminal: Terminal, values: Values<'run'>): Promise<number> {
  const { words } = terminal;
  const { out } = values;
  const workers = workersOf(words, values.workers);
  const experiment = await describing(workers, (describe) =>
    experimentOf(terminal, values, describe),
  );
  const plan = planOf(terminal, experiment);
  const part = partOf(words, plan, values);
  const before = out === undefined ? null : await resultsBefore(terminal, out, experiment.file);
  const journal = out === undefined ? null : openJournal(terminal, out, before?.records ?? []);
  const store = journal ?? new MemoryRecordStore();
  const { state, records } = await train(terminal, experiment, part, store, workers);
  const have = new Set(records.map(({ id }) => id));
  const missing = part.units.flatMap(({ jobs }) => jobs.filter(({ id }) => !have.has(id))).length;
  const whole = plan.units.every(({ jobs }) => jobs.every(({ id }) => have.has(id)));
  const now = withRecords(experiment.file, records);
  const all = before && out !== undefined ? united(terminal, out, now, before) : now;
  // The points of a run that ended are a curve, also where one diverged; those of a shard are not yet.
  const ended = whole || (state.status === 'finished' && !part.partial);
  const file = ended ? await withLaws(all) : all;
  await deliver(words, out, writeExperimentFile(file));
  journal?.done();
  const done = state.planned - missing;
  if (state.status === 'stopped') {
    terminal.say(words.cli.stopped(done, state.planned, out ?? null));
    return INTERRUPTED;
  }
  if (missing > 0) throw new Failure(words.cli.incomplete(missing));
  terminal.say(words.cli.finished(done, out ?? null));
  return 0;
}

function openJournal(
  { words }: Terminal,
  out: string,
  before: Parameters<typeof Journal.open>[1],
): Journal {
  const file = `${out}.part`;
  try {
    return Journal.open(file, before);
  } catch (error) {
    throw new Failure(words.cli.unwritable(file, detailOf(error)));
  }
}
