/** sim2real verify: a shared experiment is trained again and compared point by point. */
import { compareRecords, type Comparison } from '../../sharing/compare-records.ts';
import type { Values } from '../arguments.ts';
import { prepareExperiment } from '../experiment.ts';
import { Failure } from '../failure.ts';
import type { Part } from '../parts.ts';
import { sharedIn } from '../shared.ts';
import { deliver, type Terminal } from '../terminal.ts';
import { describing, workersOf } from '../threads.ts';
import { INTERRUPTED, planOf, train } from '../train.ts';

const EXIT_CODES: Readonly<Record<Comparison['verdict'], number>> = {
  identical: 0,
  different: 1,
  tolerance: 3,
};

/** Resolves with the exit code. Rejects with Failure. */
export async function verify(
  terminal: Terminal,
  values: Values<'verify'>,
  name: string,
): Promise<number> {
  const { words } = terminal;
  const workers = workersOf(words, values.workers);
  const shared = await sharedIn(terminal, name);
  const experiment = await describing(workers, (describe) =>
    prepareExperiment(terminal, shared.document, values, describe, shared.tables),
  );
  const plan = planOf(terminal, experiment);
  const wanted = new Set(shared.points.records.map(({ id }) => id));
  const units = plan.units.filter(({ jobs }) => jobs.some(({ id }) => wanted.has(id)));
  if (units.length === 0) throw new Failure(words.cli.otherProtocol);
  const partial = units.length < plan.units.length;
  const part: Part = { units, partial, text: partial ? words.cli.ofUnits(units.length) : null };
  const { state, records } = await train(terminal, experiment, part, undefined, workers);
  if (state.status === 'stopped') return INTERRUPTED;
  const comparison = compareRecords(shared.points, records);
  const { verdict, count, identical, largest } = comparison;
  const text = {
    ...{ format: 'sim2real-comparison', appVersion: __APP_VERSION__, verdict, count, identical },
    largest: largest && { id: largest.record.id, share: largest.share },
  };
  await deliver(words, values.out, `${JSON.stringify(text, null, 1)}\n`);
  terminal.say(words.share.answer(comparison));
  return EXIT_CODES[verdict];
}
