/** What stands between a person and Run. */
import { select } from '../store/state.ts';
import { entranceOf, madeOf, specOf, tablesOnPage } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';

export type Readiness = 'empty' | 'one-more' | 'preparing' | 'problem' | 'settings' | 'ready';

const readinessOf = select(
  [entranceOf, madeOf, tablesOnPage, specOf],
  (entrance, { ready, progress }, { simulated, measured }, { problems }): Readiness => {
    if (ready) return problems.length > 0 ? 'settings' : 'ready';
    if (progress || entrance === 'lesson') return 'preparing';
    if (simulated && measured) return 'problem';
    return simulated || measured ? 'one-more' : 'empty';
  },
);

export const useReadiness = (): Readiness => useSelect(readinessOf);
