/** What stands between a person and Run. */
import { select } from '../store/state.ts';
import { entranceOf, madeOf, tablesOnPage } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';

export type Readiness = 'empty' | 'one-more' | 'preparing' | 'problem' | 'ready';

const readinessOf = select(
  [entranceOf, madeOf, tablesOnPage],
  (entrance, { ready, progress }, { simulated, measured }): Readiness => {
    if (ready) return 'ready';
    if (progress || entrance === 'lesson') return 'preparing';
    if (simulated && measured) return 'problem';
    return simulated || measured ? 'one-more' : 'empty';
  },
);

export const useReadiness = (): Readiness => useSelect(readinessOf);
