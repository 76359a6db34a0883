/** Groups and test rows by a column of one's own; shown only where the measured table has columns that could be one. */
import { kindOf } from '../../tables/kinds.ts';
import { ownSplit } from '../../tables/split-column.ts';
import type { Table } from '../../tables/table.ts';
import { SelectField } from '../controls/select-field.tsx';
import { useStore } from '../store/create-store.ts';
import { chooseForTables, tablesStore } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';

/** Fewer groups than this cannot be split. */
const FEWEST_GROUPS = 10;

export function OwnSplits() {
  const words = useWords();
  const measured = useStore(tablesStore, (now) => now.measured);
  const choices = useStore(tablesStore, (now) => now.choices);
  const groups = measured ? groupColumns(measured) : [];
  const roles = useStore(tablesStore, (now) => now.roles);
  const used = new Set(
    roles?.columns.filter(({ role }) => role !== 'ignored').map(({ name }) => name),
  );
  const tests = measured ? testColumns(measured).filter((name) => !used.has(name)) : [];
  if (groups.length === 0 && tests.length === 0) return null;
  const text = words.columns.ownSplits;
  const options = (none: string, names: readonly string[]) => [
    { value: '', text: none },
    ...names.map((name) => ({ value: name, text: name })),
  ];
  return (
    <details className="fold">
      <summary>{text.title}</summary>
      {groups.length > 0 && (
        <SelectField
          label={text.groups}
          value={choices.groupColumn ?? ''}
          options={options(text.byMaterial, groups)}
          hint={text.groupsHint}
          onChange={(value) => chooseForTables({ groupColumn: value === '' ? null : value })}
        />
      )}
      {tests.length > 0 && (
        <SelectField
          label={text.test}
          value={choices.testColumn ?? ''}
          options={options(text.drawn, tests)}
          hint={text.testHint}
          onChange={(value) => chooseForTables({ testColumn: value === '' ? null : value })}
        />
      )}
    </details>
  );
}

/** Columns with several rows for a value, and enough values. */
function groupColumns(table: Table): string[] {
  return table.columns
    .filter((column) => {
      const { distinct, kind } = kindOf(column);
      return kind !== 'number' && distinct >= FEWEST_GROUPS && distinct < table.rows;
    })
    .map(({ name }) => name);
}

/** Columns that say test or training of every row. */
function testColumns(table: Table): string[] {
  return table.columns
    .filter((column) => {
      const { test, rest, unclear } = ownSplit(column);
      return test.length > 0 && rest.length > 0 && unclear.length === 0;
    })
    .map(({ name }) => name);
}
