/** Where the numbers come from: the example, a person's two tables, or a list of errors. */
import { words } from '../../words/words.ts';
import { useStore } from '../store/create-store.ts';
import { viewStore } from '../store/view.ts';
import { LawOnlyInput } from '../law-only/law-only-input.tsx';
import { ModeTabs } from './mode-tabs.tsx';
import { TablesInput } from './tables-input.tsx';

export function DataPanel() {
  const mode = useStore(viewStore, (view) => view.mode);
  return (
    <section className="panel" aria-labelledby="data-title">
      <div className="panel-head">
        <h2 id="data-title">{words.page.sections.data}</h2>
      </div>
      <ModeTabs mode={mode} />
      <div role="tabpanel" id="data-panel" aria-labelledby={`mode-${mode}`}>
        {mode === 'law-only' ? <LawOnlyInput /> : <TablesInput mode={mode} />}
      </div>
    </section>
  );
}
