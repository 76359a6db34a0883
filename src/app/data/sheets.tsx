/** Workbooks with several sheets: which one each table is. */
import { SelectField } from '../controls/select-field.tsx';
import { readAgain } from '../store/files.ts';
import type { TablesOnPage } from '../store/selectors.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function Sheets({ tables }: { readonly tables: TablesOnPage }) {
  const words = useWords();
  const page = usePage();
  return (['simulated', 'measured'] as const).map((side) => {
    const form = tables[side]?.form;
    if (form?.container !== 'xlsx' || form.sheets.length < 2) return null;
    return (
      <SelectField
        key={side}
        label={words.columns.sheet[side]}
        value={form.sheet}
        options={form.sheets.map((value) => ({ value, text: value }))}
        onChange={(sheet) => void readAgain(page, side, { sheet })}
      />
    );
  });
}
