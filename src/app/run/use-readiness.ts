/** What stands between a person and Run. */
import { useStore } from '../store/create-store.ts';
import { preparedStore } from '../store/experiment.ts';
import { madeStore } from '../store/own-tables.ts';
import { tablesStore } from '../store/tables.ts';
import { viewStore } from '../store/view.ts';

export type Readiness = 'empty' | 'one-more' | 'preparing' | 'problem' | 'ready';

export function useReadiness(): Readiness {
  const prepared = useStore(preparedStore, (value) => value !== null);
  const preparing = useStore(madeStore, (made) => made.progress !== null);
  const example = useStore(viewStore, (view) => view.mode === 'built-in');
  const loaded = useStore(
    tablesStore,
    ({ simulated, measured }) => Number(simulated !== null) + Number(measured !== null),
  );
  if (prepared) return 'ready';
  if (preparing || example) return 'preparing';
  if (loaded < 2) return loaded === 0 ? 'empty' : 'one-more';
  return 'problem';
}
