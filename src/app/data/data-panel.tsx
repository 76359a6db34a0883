/** Where the numbers come from: the example, a person's two tables, or a list of errors. */
import { LawOnlyInput } from '../law-only/law-only-input.tsx';
import type { Entrance } from '../store/state.ts';
import { useWords } from '../words-context.tsx';
import { TablesInput } from './tables-input.tsx';

export function DataPanel({ entrance }: { readonly entrance: Entrance }) {
  const words = useWords();
  return (
    <section className="panel" id="data" aria-labelledby="data-title">
      <div className="panel-head">
        <h2 id="data-title">{words.page.sections.data}</h2>
      </div>
      {entrance === 'list' ? <LawOnlyInput /> : <TablesInput example={entrance === 'lesson'} />}
    </section>
  );
}
