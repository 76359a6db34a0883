/** The page's one runner, made when it is first needed, and for which entrance it works. */
import type { RecordStore } from '../../sweep/record-store.ts';
import type { RunRequest, SweepRunner } from '../../sweep/runner-types.ts';
import { updateTrained, type PageCore } from './page-core.ts';
import type { Trained } from './state.ts';

export interface Training {
  /** Runs what is missing; resolves when finished, stopped or failed. Another sweep under way is stopped first. */
  start(page: PageCore, entrance: Trained, request: RunRequest): Promise<void>;
  pause(): void;
  resume(): void;
  /** Stops the entrance's sweep, if that is the one under way. */
  stop(entrance: Trained): Promise<void>;
  /** Other data came: its sweep stops and is not heard of any more. */
  forget(entrance: Trained): void;
  dispose(): void;
}

/** Screens need no more; a faster engine would only make React busy. */
const MILLISECONDS_BETWEEN_VIEWS = 250;

export function createTraining(
  make: (records: RecordStore) => Promise<SweepRunner>,
  records: RecordStore,
): Training {
  let making: Promise<SweepRunner> | undefined;
  let runner: SweepRunner | undefined;
  let show: () => void = () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let working: Trained | null = null;
  const showNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    show();
  };
  const ensure = (): Promise<SweepRunner> =>
    (making ??= make(records).then((made) => {
      made.subscribe(() => (timer ??= setTimeout(showNow, MILLISECONDS_BETWEEN_VIEWS)));
      runner = made;
      return made;
    }));
  return {
    async start(page, entrance, request) {
      const before = working;
      working = entrance;
      const made = await ensure();
      if (before !== null && before !== entrance) {
        await made.stop();
        showNow();
      }
      // Something else may have been started while the runner was loading.
      if (working !== entrance) return;
      show = () => {
        // Counts and points come on the screen together.
        page.records.settled();
        updateTrained(page, 'run', entrance, () => made.state);
      };
      // The runner's state is that of the run before until it says otherwise.
      const mine = show;
      await made.start(request);
      void page.storage.records.flush();
      if (show === mine) showNow();
    },
    pause() {
      runner?.pause();
      showNow();
    },
    resume() {
      runner?.resume();
      showNow();
    },
    async stop(entrance) {
      if (working !== entrance) return;
      // The runner is still being loaded: then nothing starts.
      if (!runner) working = null;
      await runner?.stop();
      showNow();
    },
    forget(entrance) {
      if (working !== entrance) return;
      working = null;
      show = () => undefined;
      void runner?.stop();
    },
    dispose() {
      clearTimeout(timer);
      runner?.dispose();
    },
  };
}
