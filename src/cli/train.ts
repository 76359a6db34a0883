/** One run of an experiment on threads of Node, with its progress told and Ctrl+C heard. */
import { planSweep, type SweepPlan } from '../sweep/plan.ts';
import type { RecordStore } from '../sweep/record-store.ts';
import type { SweepRecord } from '../sweep/record.ts';
import { createSweepRunner } from '../sweep/run/runner.ts';
import type { RunState } from '../sweep/runner-types.ts';
import type { Experiment } from './experiment.ts';
import { Failure } from './failure.ts';
import type { Part } from './parts.ts';
import type { Terminal } from './terminal.ts';
import { trainingCrew } from './threads.ts';

export interface Training {
  readonly state: RunState;
  /** Everything of the experiment's protocols that there is now. */
  readonly records: readonly SweepRecord[];
}

/** Throws Failure where the experiment cannot be run on these tables. */
export function planOf({ words }: Terminal, { spec, series }: Experiment): SweepPlan {
  const result = planSweep(spec, series);
  if (result.kind === 'plan') return result.plan;
  const sentences = result.problems.map((problem) => words.problems.specProblem(problem));
  throw new Failure(sentences.join('\n'));
}

/** Trains what the store lacks of the part. Resolves when finished, stopped or failed: `state` says which. */
export async function train(
  terminal: Terminal,
  { spec, series }: Experiment,
  part: Part,
  store: RecordStore | undefined,
  workers: number,
): Promise<Training> {
  const { words } = terminal;
  const crew = trainingCrew(workers);
  const runner = createSweepRunner({ crew, ...(store ? { store } : {}) });
  const tell = teller(terminal, part);
  runner.subscribe(() => tell(runner.state));
  const stopListening = onInterrupt(() => void runner.stop());
  try {
    await runner.start({
      spec,
      series,
      engine: 'webassembly',
      workers,
      ...(part.partial ? { units: new Set(part.units.map(({ id }) => id)) } : {}),
    });
  } finally {
    stopListening();
    runner.dispose();
  }
  const { state } = runner;
  if (state.notKept) {
    terminal.say(words.cli.notKept(state.notKept.points, state.notKept.detail));
  }
  return { state, records: runner.records() };
}

/** In a log a line for each tenth, in a terminal one that changes; problems as they come. */
const TENTHS = 10;

function teller({ words, say, pass }: Terminal, part: Part): (state: RunState) => void {
  let told = 0;
  let planned = false;
  let tenth = -1;
  return (state) => {
    if (!planned && state.planned > 0) {
      planned = true;
      for (const warning of state.warnings) say(words.problems.planWarning(warning));
      say(words.cli.planned(state.planned, state.done, part.text));
      tenth = Math.floor((TENTHS * state.done) / state.planned);
    }
    for (; told < state.problems.length; told++) {
      const problem = state.problems[told];
      if (problem) say(words.problems.runProblem(problem));
    }
    if (state.planned === 0 || state.done === state.planned) return;
    const line = words.cli.progress(state.done, state.planned, state.secondsLeft);
    const now = Math.floor((TENTHS * state.done) / state.planned);
    if (now > tenth && !process.stderr.isTTY) say(line);
    else pass(line);
    tenth = Math.max(tenth, now);
  };
}

/** Ctrl+C, and what a cluster sends before it kills: the first asks the run to end, the second ends the process. */
function onInterrupt(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  let heard = false;
  const hear = (): void => {
    if (heard) process.exit(INTERRUPTED);
    heard = true;
    stop();
  };
  for (const signal of signals) process.on(signal, hear);
  return () => signals.forEach((signal) => process.off(signal, hear));
}

/** As shells have it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130;
