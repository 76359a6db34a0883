/** Where the numbers come from: the example, a person's two tables, or a list of errors. */
import { words } from '../../words/words.ts';
import { LawOnlyInput } from '../law-only/law-only-input.tsx';
import type { Mode } from '../store/view.ts';
import { TablesInput } from './tables-input.tsx';

export function DataPanel({ mode }: { readonly mode: Mode }) {
  return (
    <section className="panel" aria-labelledby="data-title">
      <div className="panel-head">
        <h2 id="data-title">{words.page.sections.data}</h2>
      </div>
      {mode === 'law-only' ? <LawOnlyInput /> : <TablesInput mode={mode} />}
    </section>
  );
}
