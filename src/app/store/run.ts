/** The running sweep as the page sees it: the runner's state and records, passed on at most ten times a second. */
import { canonicalJson } from '../../hashing.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { EngineChoice, RunRequest, RunState, SweepRunner } from '../../sweep/runner-types.ts';
import { createStore } from './create-store.ts';

export interface RunView {
  readonly state: RunState;
  readonly records: readonly SweepRecord[];
  readonly protocolHash: string | null;
  /** What was started last; null before the first Run and after other data came. */
  readonly request: RunRequest | null;
}

const IDLE: RunState = {
  status: 'idle',
  done: 0,
  planned: 0,
  secondsLeft: null,
  running: [],
  engine: null,
  problems: [],
  warnings: [],
  notKept: null,
};

export const runStore = createStore<RunView>({
  state: IDLE,
  records: [],
  protocolHash: null,
  request: null,
});

export const engineStore = createStore<EngineChoice>('automatic');

/** Screens and law fits need no more; a faster engine would only make React busy. */
const MILLISECONDS_BETWEEN_VIEWS = 100;

let runner: SweepRunner | undefined;
let starting: Promise<SweepRunner> | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The one runner of the page, loaded when first needed. */
function theRunner(): Promise<SweepRunner> {
  starting ??= Promise.all([
    import('../../sweep/run/runner.ts'),
    import('../../training/host/web-crew.ts'),
  ]).then(([{ createSweepRunner }, { WebCrew, holdAwake }]) => {
    const made = createSweepRunner({ crew: new WebCrew(), holdAwake });
    made.subscribe(() => (timer ??= setTimeout(show, MILLISECONDS_BETWEEN_VIEWS)));
    runner = made;
    return made;
  });
  return starting;
}

function show(): void {
  clearTimeout(timer);
  timer = undefined;
  const now = runner;
  if (!now) return;
  runStore.set((view) =>
    view.request === null
      ? view
      : {
          ...view,
          state: now.state,
          records: now.records(),
          protocolHash: now.protocols()[0] ?? null,
        },
  );
}

/** Starts, or goes on with, the experiment. Rejects only with an error of the page itself. */
export async function startRun(request: RunRequest): Promise<void> {
  const { state, request: before } = runStore.get();
  if (state.status === 'paused' && before && sameRequest(before, request)) {
    runner?.resume();
    show();
    return;
  }
  runStore.set((view) => ({ ...view, request, state: { ...IDLE, status: 'preparing' } }));
  const made = await theRunner();
  // Another table may have come while the runner was loading.
  if (runStore.get().request !== request) return;
  const done = made.start(request);
  show();
  await done;
  show();
}

export function pauseRun(): void {
  runner?.pause();
  show();
}

export async function stopRun(): Promise<void> {
  await runner?.stop();
  show();
}

/** Other data: what was computed belongs to another experiment and is no longer shown. */
export async function forgetRun(): Promise<void> {
  runStore.set(() => ({ state: IDLE, records: [], protocolHash: null, request: null }));
  await runner?.stop();
}

export function isBusy(state: RunState): boolean {
  return state.status === 'running' || state.status === 'preparing';
}

function sameRequest(a: RunRequest, b: RunRequest): boolean {
  return (
    a.series === b.series &&
    a.engine === b.engine &&
    canonicalJson(a.spec) === canonicalJson(b.spec)
  );
}
