/** What a materials person looks at first: how far simulation and experiment agree where both exist. */
import { useMemo, useRef } from 'react';
import { overlapFigure } from '../../figures/overlap-figure.ts';
import type { PreparedSeries } from '../../preparation/prepare-series.ts';
import type { Words } from '../../words/words.ts';
import { PlotlyFigure } from '../law/plotly-figure.tsx';
import { useBox } from '../law/use-box.ts';
import { useFigureTheme } from '../law/use-theme.ts';
import { unitText } from '../../experiment/unit-text.ts';
import { useWords } from '../words-context.tsx';

/** Fewer points say nothing. */
const FEWEST_POINTS = 3;

export function OverlapView({ result }: { readonly result: PreparedSeries }) {
  const words = useWords();
  const { overlap, features } = result;
  const text = words.data;
  return (
    <div className="field">
      <span className="field-label">{text.overlap.title}</span>
      <span className="hint">
        {overlap.count > 0
          ? `${text.overlap.common(overlap.count, overlap.measuredMaterials)} ${agreement(words, result)}`
          : text.overlap.none}
      </span>
      {overlap.count >= FEWEST_POINTS && <Scatter result={result} />}
      <span className="hint">{text.features(features.kept, features.computed)}</span>
    </div>
  );
}

/** Correlation always; the difference only where both are the same property. */
function agreement(words: Words, { overlap, spec, sides }: PreparedSeries): string {
  const text = words.data.overlap;
  const correlation = Number.isFinite(overlap.pearson) ? text.correlation(overlap.pearson) : '';
  if (!spec.sameProperty) return correlation;
  const unit = unitText(spec.measuredTarget, sides[1].table);
  // Sums of equal numbers need not cancel exactly.
  const largest = overlap.measured.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const difference = Math.abs(overlap.bias) < 1e-9 * largest ? 0 : overlap.bias;
  const sign = difference > 0 ? '+' : '';
  const bias = text.bias(`${sign}${words.numbers.value(difference)}${unit ? ` ${unit}` : ''}`);
  return `${correlation} ${bias}`;
}

function Scatter({ result: { overlap, spec, sides } }: { readonly result: PreparedSeries }) {
  const words = useWords();
  const ref = useRef<HTMLDivElement>(null);
  const box = useBox(ref);
  const theme = useFigureTheme();
  const figure = useMemo(() => {
    const { axis, hover } = words.data.overlap;
    const simulated = spec.simulatedTargets[0] ?? '';
    const same = spec.sameProperty;
    return overlapFigure({
      simulated: overlap.simulated,
      measured: overlap.measured,
      names: overlap.keys,
      sameProperty: same,
      ...box,
      theme,
      labels: {
        // A converted simulated value stands in the measured unit.
        simulated: axis(
          'simulated',
          same
            ? unitText(spec.measuredTarget, sides[1].table)
            : unitText(simulated, sides[0].table),
        ),
        measured: axis('measured', unitText(spec.measuredTarget, sides[1].table)),
        point: hover,
        separators: words.numbers.separators,
      },
    });
  }, [overlap, spec, sides, box, theme, words]);
  return (
    <div className="plot scatter" ref={ref}>
      {box.width > 0 && (
        <PlotlyFigure spec={figure} label={words.data.overlap.figure} loading={words.law.loading} />
      )}
    </div>
  );
}
