/** The picture of the law in its box, with the handle of the target line over it. */
import { useMemo, useRef } from 'react';
import { lawFrame } from '../../figures/law-axes.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { useWords } from '../words-context.tsx';
import { PlotlyFigure } from './plotly-figure.tsx';
import { TargetHandle } from './target-handle.tsx';
import { useBox } from './use-box.ts';
import { useLawFigure } from './use-law-figure.ts';
import { useFigureTheme } from './use-theme.ts';

export function LawPlot() {
  const words = useWords();
  const ref = useRef<HTMLDivElement>(null);
  const box = useBox(ref);
  const input = useLawFigure(box, useFigureTheme());
  const spec = useMemo(() => lawFigure(input), [input]);
  const frame = useMemo(() => lawFrame(input), [input]);
  return (
    <figure className="plot" ref={ref}>
      {box.width > 0 && (
        <PlotlyFigure
          spec={spec}
          label={words.law.figureLabel(input.labels.error)}
          loading={words.law.loading}
        />
      )}
      {box.width > 0 && input.means.length === 0 && (
        <figcaption className="plot-note">{words.law.empty}</figcaption>
      )}
      {input.law && <TargetHandle frame={frame} target={input.target} />}
    </figure>
  );
}
