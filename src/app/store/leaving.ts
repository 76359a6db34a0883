/** Leaving the page: what asks first. */
import type { PageCore } from './page-core.ts';
import { isBusy, runsByItself } from './run.ts';

/** Whether leaving now would lose points, or stop work that a person started. A lesson that runs by itself is neither. */
export function wouldLose(page: PageCore): boolean {
  const { run } = page.state.get().facts;
  return (
    isBusy(run.tables) ||
    (isBusy(run.lesson) && !runsByItself(page.state.get())) ||
    page.storage.records.unkept > 0
  );
}
