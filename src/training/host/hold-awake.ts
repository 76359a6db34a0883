/** Keeps a page from being frozen while it works: a hidden tab that holds a Web Lock is not. */
import { webLocks } from '../../workers/web-locks.ts';

/** Runs the work; without Web Locks (a page served over plain http) just so. Rejects as the work does. */
export async function holdAwake(work: () => Promise<void>): Promise<void> {
  const locks = webLocks();
  if (!locks) return work();
  await locks.request('sim2real-sweep', { mode: 'shared' }, work);
}
