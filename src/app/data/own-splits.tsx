/** Groups and test rows by a column of one's own; shown only where the measured table has columns that could be one. */
import type { SeriesView } from '../../experiment/series-choice.ts';
import { SelectField } from '../controls/select-field.tsx';
import { choose } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function OwnSplits({ view }: { readonly view: SeriesView }) {
  const words = useWords();
  const page = usePage();
  const { choices, groupColumns: groups, testColumns: tests } = view;
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
          onChange={(value) => choose(page, { groupColumn: value === '' ? null : value })}
        />
      )}
      {tests.length > 0 && (
        <SelectField
          label={text.test}
          value={choices.testColumn ?? ''}
          options={options(text.drawn, tests)}
          hint={text.testHint}
          onChange={(value) => choose(page, { testColumn: value === '' ? null : value })}
        />
      )}
    </details>
  );
}
