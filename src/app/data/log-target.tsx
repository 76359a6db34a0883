/** The logarithm of the target, offered where its values are skewed over decades. */
import { useId, useMemo } from 'react';
import { suggestLog } from '../../descriptors/numeric.ts';
import { columnOf } from '../../tables/table.ts';
import { useStore } from '../store/create-store.ts';
import { chooseForTables, tablesStore } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';

export function LogTarget() {
  const words = useWords();
  const { measured, roles, choices } = useStore(tablesStore, (now) => now);
  const hint = useId();
  const advice = useMemo(() => {
    const column = measured && columnOf(measured, roles?.measuredTarget ?? '');
    return column?.kind === 'number' ? suggestLog(column.values) : undefined;
  }, [measured, roles?.measuredTarget]);
  if (!advice && !choices.logTarget) return null;
  const text = words.columns.logTarget;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={choices.logTarget}
          aria-describedby={hint}
          onChange={(event) => chooseForTables({ logTarget: event.target.checked })}
        />
        {text.label}
      </label>
      <span className="hint" id={hint}>
        {choices.logTarget || !advice ? text.chosen : text.offered(advice.decades)}
      </span>
    </div>
  );
}
