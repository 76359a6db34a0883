/** Simulated against measured values of the materials that stand in both tables, with the line of perfect agreement. */
import { CALM_CONFIG, type FigureSpec } from './figure.ts';
import { FIGURE_FONT } from './law-figure.ts';
import type { FigureTheme } from './theme.ts';

export interface OverlapFigureLabels {
  /** Titles of the axes. */
  readonly simulated: string;
  readonly measured: string;
  /** Said of a point below its name. */
  readonly point: (simulated: number, measured: number) => string;
  /** Marks of decimals and thousands on the axes, as Plotly wants them. */
  readonly separators: string;
}

export interface OverlapFigureInput {
  readonly simulated: ArrayLike<number>;
  readonly measured: ArrayLike<number>;
  /** Materials, readable, in the same order. */
  readonly names: readonly string[];
  /** Then both axes have one range, and a line marks perfect agreement. */
  readonly sameProperty: boolean;
  readonly width: number;
  readonly height: number;
  readonly theme: FigureTheme;
  readonly labels: OverlapFigureLabels;
}

/** More points than this only make a blot. */
const MOST_POINTS = 2000;
const LONGEST_NAME = 36;

export function overlapFigure(input: OverlapFigureInput): FigureSpec {
  const { theme, labels, width, height } = input;
  const every = Math.max(1, Math.ceil(input.names.length / MOST_POINTS));
  const shown = input.names.map((_, i) => i).filter((i) => i % every === 0);
  const x = shown.map((i) => input.simulated[i] ?? NaN);
  const y = shown.map((i) => input.measured[i] ?? NaN);
  const ranges = input.sameProperty
    ? { x: rangeOf([...x, ...y]), y: rangeOf([...x, ...y]) }
    : { x: rangeOf(x), y: rangeOf(y) };
  const axis = {
    fixedrange: true,
    automargin: false,
    gridcolor: theme.grid,
    linecolor: theme.axis,
    showline: true,
    zeroline: false,
    nticks: 5,
    tickfont: { size: 11, color: theme.quiet },
  };
  const title = (text: string) => ({ text, font: { size: 12, color: theme.text } });
  return {
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: input.sameProperty ? ranges.x : [],
        y: input.sameProperty ? ranges.y : [],
        line: { color: theme.axis, width: 1.2 },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x,
        y,
        text: shown.map((i, at) =>
          [short(input.names[i] ?? ''), labels.point(x[at] ?? NaN, y[at] ?? NaN)].join('<br>'),
        ),
        hovertemplate: '%{text}<extra></extra>',
        marker: { color: theme.lawFaint, size: 5 },
        showlegend: false,
      },
    ],
    layout: {
      width,
      height,
      separators: labels.separators,
      margin: { l: 48, r: 8, t: 8, b: 42 },
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: FIGURE_FONT, size: 12, color: theme.text },
      hovermode: 'closest',
      dragmode: false,
      xaxis: { ...axis, range: ranges.x, title: title(labels.simulated) },
      yaxis: { ...axis, range: ranges.y, title: title(labels.measured) },
    },
    config: CALM_CONFIG,
  };
}

function rangeOf(values: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = (high - low || 1) * 0.04;
  return [low - room, high + room];
}

/** A material key as a label: the parts one below the other, without the mark of a repeat unit. */
function short(key: string): string {
  return key
    .split(' | ')
    .map((part) => part.replace(/^poly:/, ''))
    .map((part) => (part.length > LONGEST_NAME ? `${part.slice(0, LONGEST_NAME)}…` : part))
    .join('<br>');
}
