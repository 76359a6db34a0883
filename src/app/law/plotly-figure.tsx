/** A figure drawn by Plotly, which is loaded after the first paint and only when a figure is on the screen. */
import { useEffect, useRef, useState } from 'react';
import type { FigureSpec } from '../../figures/figure.ts';
import { loadPlotly } from '../../figures/plotly.ts';

interface PlotlyFigureProps {
  readonly spec: FigureSpec;
  readonly label: string;
  /** The id of a longer description. */
  readonly describedBy?: string;
  /** Said until the first drawing is there. */
  readonly loading: string;
  /** Said over axes that have no points yet. */
  readonly empty?: string | null;
}

export function PlotlyFigure({
  spec,
  label,
  describedBy,
  loading,
  empty = null,
}: PlotlyFigureProps) {
  const surface = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    let current = true;
    loadPlotly()
      .then((plotly) => {
        if (!current) return undefined;
        return plotly.react(element, spec.data, spec.layout, spec.config);
      })
      .then(() => {
        if (current) setDrawn(true);
      })
      .catch((error: unknown) => {
        if (current) setFailure(String(error));
      });
    return () => {
      current = false;
    };
  }, [spec]);

  useEffect(() => {
    const element = surface.current;
    return () => {
      if (element) void loadPlotly().then((plotly) => plotly.purge(element));
    };
  }, []);

  return (
    <>
      <div className="plot-surface" role="img" aria-label={label} aria-describedby={describedBy}>
        <div ref={surface} aria-hidden="true" />
      </div>
      {(!drawn || failure) && <div className="plot-note small">{failure ?? loading}</div>}
      {drawn && empty && <figcaption className="plot-note">{empty}</figcaption>}
    </>
  );
}
