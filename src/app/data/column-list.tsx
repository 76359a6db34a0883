/** The columns that both tables have: which of them the network sees, what they hold, and how each is described. */
import { useState } from 'react';
import { readAsGuess } from '../../preparation/descriptor-plan.ts';
import { summaryOf } from '../../tables/column-summary.ts';
import { kindOf, type ColumnKind } from '../../tables/kinds.ts';
import type { ColumnGuess } from '../../tables/roles.ts';
import { columnOf, type Column, type Table } from '../../tables/table.ts';
import type { Words } from '../../words/words.ts';
import { chooseColumnRole } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { ColumnOptionsForm } from './column-options.tsx';

interface ColumnListProps {
  /** Of columns in both tables, without the targets. */
  readonly guesses: readonly ColumnGuess[];
  readonly simulated: Table;
  readonly measured: Table;
}

export function ColumnList({ guesses, simulated, measured }: ColumnListProps) {
  return (
    <ul className="column-list">
      {guesses.map((guess) => {
        const columns = [columnOf(measured, guess.name), columnOf(simulated, guess.name)] as const;
        const [mine, theirs] = columns;
        if (!mine || !theirs) return null;
        return (
          <ColumnRow
            key={guess.name}
            guess={guess}
            measured={{ column: mine, table: measured }}
            simulated={{ column: theirs, table: simulated }}
          />
        );
      })}
    </ul>
  );
}

export interface PlacedColumn {
  readonly column: Column;
  readonly table: Table;
}

interface ColumnRowProps {
  readonly guess: ColumnGuess;
  readonly simulated: PlacedColumn;
  readonly measured: PlacedColumn;
}

function ColumnRow({ guess: { name, role, reason }, simulated, measured }: ColumnRowProps) {
  const words = useWords();
  const page = usePage();
  const [open, setOpen] = useState(false);
  const text = words.columns;
  const used = role === 'input' || role === 'condition';
  const note =
    role === 'condition' ? text.reason('named-as-condition') : used ? null : text.reason(reason);
  const skewed =
    used && simulated.column.kind === 'number' && summaryOf(simulated.column).logarithmHelps;
  return (
    <li>
      <div className="column-row">
        <div className="column-name">
          <label>
            <input
              type="checkbox"
              checked={used}
              onChange={(event) =>
                chooseColumnRole(page, name, event.target.checked ? 'input' : 'ignored')
              }
            />
            {name}
          </label>
          <span className="column-says">
            {[
              evidence(words, simulated.column, measured.column),
              note,
              skewed ? text.logAdvice : null,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
        </div>
        {used && (
          <button
            type="button"
            className="column-more"
            aria-expanded={open}
            aria-label={text.optionsOf(name)}
            title={text.options}
            onClick={() => setOpen(!open)}
          >
            <span aria-hidden="true">{open ? '−' : '+'}</span>
          </button>
        )}
      </div>
      {used && open && (
        <ColumnOptionsForm
          name={name}
          condition={role === 'condition'}
          simulated={simulated}
          measured={measured}
        />
      )}
    </li>
  );
}

/** Both tables' cells together, under the kind that the measured table's cells have. */
function evidence(words: Words, simulated: Column, measured: Column): string {
  const [theirs, mine] = [kindOf(simulated), kindOf(measured)];
  const kind: ColumnKind =
    measured.kind === 'text' && mine.kind !== 'text' && mine.kind !== 'empty'
      ? readAsGuess(measured)
      : mine.kind;
  const sum = (key: 'fitting' | 'present' | 'missing') => theirs[key] + mine[key];
  return words.columns.evidence(kind, sum('fitting'), sum('present'), sum('missing'));
}
