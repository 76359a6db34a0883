/** The logarithm of the target, offered where its values are skewed over decades. */
import { useId, useMemo } from 'react';
import { suggestLog } from '../../descriptors/numeric.ts';
import type { SeriesView } from '../../experiment/series-choice.ts';
import { columnOf, type Table } from '../../tables/table.ts';
import { choose } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

interface LogTargetProps {
  readonly view: SeriesView;
  readonly measured: Table;
}

export function LogTarget({ view: { roles, choices }, measured }: LogTargetProps) {
  const words = useWords();
  const page = usePage();
  const hint = useId();
  const advice = useMemo(() => {
    const column = columnOf(measured, roles.measuredTarget ?? '');
    return column?.kind === 'number' ? suggestLog(column.values) : undefined;
  }, [measured, roles.measuredTarget]);
  if (!advice && !choices.logTarget) return null;
  const text = words.columns.logTarget;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={choices.logTarget}
          aria-describedby={hint}
          onChange={(event) => choose(page, { logTarget: event.target.checked })}
        />
        {text.label}
      </label>
      <span className="hint" id={hint}>
        {choices.logTarget || !advice ? text.chosen : text.offered(advice.decades)}
      </span>
    </div>
  );
}
