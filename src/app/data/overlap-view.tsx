/** What a materials person looks at first: how far simulation and experiment agree where both exist. */
import { useMemo, useRef } from 'react';
import { formatValue } from '../../figures/numbers.ts';
import { overlapFigure } from '../../figures/overlap-figure.ts';
import type { PreparedSeries } from '../../sweep/prepare-series.ts';
import { parseColumnName } from '../../tables/column-name.ts';
import { readableKey } from '../../tables/material-key.ts';
import { words } from '../../words/words.ts';
import { SelectField } from '../controls/select-field.tsx';
import { PlotlyFigure } from '../law/plotly-figure.tsx';
import { useBox } from '../law/use-box.ts';
import { useFigureTheme } from '../law/use-theme.ts';
import { chooseForTables } from '../store/tables.ts';

export function OverlapView({ result }: { readonly result: PreparedSeries }) {
  const { overlap, repeats, features, spec } = result;
  const text = words.data;
  const unit = parseColumnName(spec.measuredTarget).unit?.text ?? null;
  const bias = `${overlap.bias > 0 ? '+' : ''}${formatValue(overlap.bias)}${unit ? ` ${unit}` : ''}`;
  const average =
    typeof spec.descriptors === 'object' &&
    spec.descriptors !== null &&
    'repeats' in spec.descriptors &&
    spec.descriptors.repeats === 'average';
  return (
    <>
      <div className="field">
        <span className="field-label">{text.overlap.title}</span>
        <span className="hint">
          {overlap.count > 0
            ? `${text.overlap.common(overlap.count, overlap.measuredMaterials)} ${text.overlap.agreement(overlap.pearson, bias)}`
            : text.overlap.none}
        </span>
        {overlap.count > 2 && <Scatter result={result} unit={unit} />}
        <span className="hint">{text.features(features.kept, features.computed)}</span>
      </div>
      {(repeats.repeatedMaterials > 0 || average) && (
        <SelectField
          label={text.repeats.label}
          value={average ? 'average' : 'keep'}
          options={[
            { value: 'keep', text: text.repeats.keep },
            { value: 'average', text: text.repeats.average },
          ]}
          hint={text.repeats.hint(repeats.repeatedMaterials, repeats.rowsInRepeats)}
          onChange={(value) => chooseForTables({ repeats: value })}
        />
      )}
    </>
  );
}

function Scatter({
  result: { overlap },
  unit,
}: {
  readonly result: PreparedSeries;
  readonly unit: string | null;
}) {
  const ref = useRef<HTMLDivElement>(null);
  const box = useBox(ref);
  const theme = useFigureTheme();
  const spec = useMemo(
    () =>
      overlapFigure({
        simulated: overlap.simulated,
        measured: overlap.measured,
        names: overlap.keys.map(readableKey),
        ...box,
        theme,
        labels: {
          simulated: words.data.overlap.axisSimulated(unit),
          measured: words.data.overlap.axisMeasured(unit),
        },
      }),
    [overlap, box, theme, unit],
  );
  return (
    <div className="plot scatter" ref={ref}>
      {box.width > 0 && (
        <PlotlyFigure spec={spec} label={words.data.overlap.figure} loading={words.law.loading} />
      )}
    </div>
  );
}
