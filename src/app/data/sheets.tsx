/** Workbooks with several sheets: which one each table is. */
import { SelectField } from '../controls/select-field.tsx';
import { chooseSheet, type Tables } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';

export function Sheets({ tables }: { readonly tables: Tables }) {
  const words = useWords();
  return (['simulated', 'measured'] as const).map((side) => {
    const source = tables.sources[side];
    if (!source || source.sheets.length < 2) return null;
    return (
      <SelectField
        key={side}
        label={words.columns.sheet[side]}
        value={source.sheet ?? ''}
        options={source.sheets.map((value) => ({ value, text: value }))}
        onChange={(sheet) => void chooseSheet(side, sheet)}
      />
    );
  });
}
