/** The page in a browser window: opened with the browser's platform, and careful when the window is left. */
import type { StorageProblem } from '../../storage/problems.ts';
import { browserPlatform } from './browser-platform.ts';
import { updateKeeping } from './page-core.ts';
import { openPage, type Page } from './page.ts';
import { wouldLose } from './leaving.ts';

export async function openInBrowser(): Promise<Page> {
  // What the storage refuses before the page stands is told when it does.
  const early: StorageProblem[] = [];
  let tell = (problem: StorageProblem): void => void early.push(problem);
  const platform = await browserPlatform((problem) => tell(problem));
  const page = await openPage(platform);
  tell = (problem) => updateKeeping(page, { problem });
  early.forEach(tell);
  window.addEventListener('beforeunload', (event) => {
    if (wouldLose(page)) event.preventDefault();
  });
  // The last chance to write: a hidden tab may be ended without a word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void page.storage.records.flush();
  });
  window.addEventListener('pagehide', () => void page.storage.records.flush());
  return page;
}
