/** What became of the rows: repeats, those left out, and target values far from the rest. */
import { useMemo } from 'react';
import type { PreparedSeries } from '../../preparation/prepare-series.ts';
import { SelectField } from '../controls/select-field.tsx';
import { useStore } from '../store/create-store.ts';
import { chooseForTables, tablesStore } from '../store/tables.ts';
import { useWords } from '../words-context.tsx';
import { FarValues } from './far-values.tsx';
import { LeftOut } from './left-out.tsx';
import { OwnSplits } from './own-splits.tsx';

export function RowsView({ result }: { readonly result: PreparedSeries }) {
  const words = useWords();
  const { repeats, sides, spec } = result;
  const choice = useStore(tablesStore, (now) => now.choices.repeats);
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
          value={choice}
          options={[
            { value: 'keep', text: text.keep },
            { value: 'average', text: text.average },
          ]}
          hint={text.hint(repeats.repeatedMaterials, repeats.rowsInRepeats)}
          onChange={(value) => chooseForTables({ repeats: value })}
        />
      )}
      <div>
        <OwnSplits />
        <LeftOut sides={sides} />
        <FarValues targets={targets} />
      </div>
    </>
  );
}
