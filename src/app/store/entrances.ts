/** Changing the entrance. Each keeps its own experiment, so nothing that was loaded or typed is lost by looking elsewhere. */
import { updateView, type PageCore } from './page-core.ts';
import { stopRun } from './run.ts';
import { follow } from './follow.ts';
import { entranceOf } from './selectors.ts';
import type { Entrance } from './state.ts';

export function chooseEntrance(page: PageCore, entrance: Entrance): void {
  updateView(page, { entrance });
}

/** Two experiments do not share the machine: the one that is left stops, and goes on with Run. "Law only" needs none. */
export function followEntrance(page: PageCore): () => void {
  return follow(
    page.state,
    entranceOf,
    async (entrance) => {
      if (entrance === 'list') return;
      await stopRun(page, entrance === 'lesson' ? 'tables' : 'lesson');
    },
    page.platform.report,
  );
}
