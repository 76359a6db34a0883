/** Simulated against measured values of the materials that stand in both tables, with the line of perfect agreement. */
import { CALM_CONFIG, type FigureSpec } from './figure.ts';
import { FIGURE_FONT } from './law-figure.ts';
import type { FigureTheme } from './theme.ts';

export interface OverlapFigureInput {
  readonly simulated: ArrayLike<number>;
  readonly measured: ArrayLike<number>;
  /** Materials, readable, in the same order. */
  readonly names: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly theme: FigureTheme;
  readonly labels: { readonly simulated: string; readonly measured: string };
}

/** More points than this only make a blot. */
const MOST_POINTS = 2000;

export function overlapFigure(input: OverlapFigureInput): FigureSpec {
  const { theme, labels, width, height } = input;
  const every = Math.max(1, Math.ceil(input.names.length / MOST_POINTS));
  const shown = input.names.map((_, i) => i).filter((i) => i % every === 0);
  const x = shown.map((i) => input.simulated[i] ?? NaN);
  const y = shown.map((i) => input.measured[i] ?? NaN);
  const all = [...x, ...y].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || 1) * 0.04;
  const range = [low - room, high + room];
  const axis = {
    range,
    fixedrange: true,
    gridcolor: theme.grid,
    linecolor: theme.axis,
    showline: true,
    zeroline: false,
    nticks: 5,
    tickfont: { size: 11, color: theme.quiet },
  };
  const title = (text: string) => ({ text, font: { size: 12, color: theme.text }, standoff: 6 });
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: range,
        y: range,
        line: { color: theme.axis, width: 1.2 },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x,
        y,
        text: shown.map((i) => input.names[i] ?? ''),
        hovertemplate: '%{text}<br>%{x:.4g}, %{y:.4g}<extra></extra>',
        marker: { color: theme.lawFaint, size: 5 },
        showlegend: false,
      },
    ],
    layout: {
      width,
      height,
      margin: { l: 48, r: 8, t: 8, b: 42 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: FIGURE_FONT, size: 12, color: theme.text },
      hovermode: 'closest',
      dragmode: false,
      xaxis: { ...axis, title: title(labels.simulated) },
      yaxis: { ...axis, title: title(labels.measured) },
    },
    config: CALM_CONFIG,
  };
}
