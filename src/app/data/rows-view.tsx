/** What became of the rows: repeats, those left out, and target values far from the rest. */
import { useMemo } from 'react';
import type { SeriesView } from '../../experiment/series-choice.ts';
import type { PreparedSeries } from '../../preparation/prepare-series.ts';
import { SelectField } from '../controls/select-field.tsx';
import { choose } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { FarValues } from './far-values.tsx';
import { LeftOut } from './left-out.tsx';
import { OwnSplits } from './own-splits.tsx';

interface RowsViewProps {
  readonly result: PreparedSeries;
  readonly view: SeriesView;
}

export function RowsView({ result, view }: RowsViewProps) {
  const words = useWords();
  const page = usePage();
  const { repeats, sides, spec } = result;
  const text = words.data.repeats;
  const targets = useMemo(
    () => [
      { table: sides[0].table, column: spec.simulatedTargets[0] ?? '' },
      { table: sides[1].table, column: spec.measuredTarget },
    ],
    [sides, spec],
  );
  return (
    <>
      {repeats.repeatedMaterials > 0 && (
        <SelectField
          label={text.label}
          value={view.choices.repeats}
          options={[
            { value: 'keep', text: text.keep },
            { value: 'average', text: text.average },
          ]}
          hint={text.hint(repeats.repeatedMaterials, repeats.rowsInRepeats)}
          onChange={(value) => choose(page, { repeats: value })}
        />
      )}
      <div>
        <OwnSplits view={view} />
        <LeftOut sides={sides} />
        <FarValues targets={targets} />
      </div>
    </>
  );
}
