/** The page's core: its state, what follows from changes of it, and what was open last. Knows neither React nor the browser. */
import { createContainer } from './container.ts';
import { followEntrance } from './entrances.ts';
import { followCurve } from './law.ts';
import type { SweepRunner } from '../../sweep/runner-types.ts';
import { followAddress, openAddress } from './open-link.ts';
import type { PageCore } from './page-core.ts';
import type { Platform } from './platform.ts';
import { followLesson, followTables } from './prepare.ts';
import { pageRecords } from './records.ts';
import { followClaim, followDocument, followTablesKept, restoreLast } from './remember.ts';
import { followData, followLessonRun } from './run.ts';
import { ENTRANCES, firstState } from './state.ts';
import { createTraining } from './training.ts';

export interface Page extends PageCore {
  /** Stops what runs and ends every thread. */
  dispose(): void;
}

/** Opens the page where it was left. */
export async function openPage(platform: Platform): Promise<Page> {
  const state = createContainer(firstState(() => platform.newId(), platform.language.first()));
  const { storage } = platform;
  const core = { state, platform, storage, sideRuns: new Set<SweepRunner>() };
  const records = pageRecords(core);
  const training = createTraining((store) => platform.makeRunner(store), records);
  const page: PageCore = { ...core, records, training };
  if (!(await openAddress(page))) await restoreLast(page);
  const ends = [
    followEntrance(page),
    ...ENTRANCES.flatMap((entrance) => [
      followClaim(page, entrance),
      followDocument(page, entrance),
    ]),
    followTables(page),
    followLesson(page),
    followData(page, 'tables'),
    followData(page, 'lesson'),
    followLessonRun(page),
    followCurve(page),
    followTablesKept(page),
    followAddress(page),
  ];
  return {
    ...page,
    dispose() {
      for (const end of ends) end();
      training.dispose();
      for (const runner of page.sideRuns) runner.dispose();
      storage.close();
    },
  };
}
