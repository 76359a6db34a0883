/** The picture that the page is about: error against n on log-log axes. A pure function of records and law. */
import { CALM_CONFIG, type FigureSpec } from './figure.ts';
import { lawFrame, type Frame } from './law-axes.ts';
import type { LawFigureInput } from './law-figure-input.ts';
import { lawLevels } from './law-levels.ts';
import { lawTraces } from './law-traces.ts';
import { logTicks } from './logarithmic-axis.ts';

export const FIGURE_FONT =
  '-apple-system, "Segoe UI", Roboto, Inter, Ubuntu, Cantarell, "Liberation Sans", system-ui, sans-serif';

/** The figure for a box of the given pixels. Errors and sizes keep their units. */
export function lawFigure(input: LawFigureInput): FigureSpec {
  const frame = lawFrame(input);
  const { theme, labels, width, height } = input;
  const { shapes, annotations, traces } = lawLevels(input, frame);
  const axis = {
    type: 'log',
    fixedrange: true,
    showgrid: true,
    gridcolor: theme.grid,
    zeroline: false,
    linecolor: theme.axis,
    showline: true,
    ticks: 'outside',
    ticklen: 4,
    tickcolor: theme.axis,
    tickfont: { size: 12, color: theme.quiet },
  };
  const title = (text: string) => ({ text, font: { size: 13, color: theme.text } });
  const xTicks = logTicks(frame.x, Math.max(3, Math.floor(frame.plotWidth / 62)));
  const yTicks = logTicks(frame.y, Math.max(4, Math.floor(frame.plotHeight / 44)));
  return {
    data: [...traces, ...lawTraces(input, frame)],
    layout: {
      width,
      height,
      margin: frame.margin,
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: FIGURE_FONT, size: 12, color: theme.text },
      showlegend: false,
      hovermode: 'closest',
      hoverdistance: 14,
      hoverlabel: {
        bgcolor: theme.paper,
        bordercolor: theme.axis,
        font: { family: FIGURE_FONT, size: 12.5, color: theme.text },
        align: 'left',
      },
      dragmode: false,
      xaxis: {
        ...axis,
        range: frame.x,
        title: title(labels.sizes),
        tickmode: 'array',
        tickvals: xTicks,
        ticktext: xTicks.map(labels.size),
      },
      yaxis: {
        ...axis,
        range: frame.y,
        title: title(labels.error),
        tickmode: 'array',
        tickvals: yTicks,
        ticktext: yTicks.map(labels.tick),
      },
      shapes,
      annotations: [...annotations, ...beyondNote(input, frame), ...neededNote(input, frame)],
    },
    config: CALM_CONFIG,
  };
}

function beyondNote(input: LawFigureInput, frame: Frame) {
  const reach = input.law?.reach;
  if (reach === undefined || frame.compact) return [];
  const from = Math.log10(reach);
  const share = (frame.x[1] - from) / (frame.x[1] - frame.x[0]);
  // Beside the words there must be room for them.
  if (share * frame.plotWidth < 96) return [];
  return [
    {
      xref: 'paper',
      yref: 'paper',
      x: 1,
      y: 0,
      xanchor: 'right',
      yanchor: 'bottom',
      xshift: -4,
      yshift: 3,
      showarrow: false,
      bgcolor: input.theme.paper,
      borderpad: 2,
      text: input.labels.beyond,
      font: { size: 11, color: input.theme.quiet },
    },
  ];
}

/** The size that the target needs, named where it stands. */
function neededNote({ needed, target, labels, theme }: LawFigureInput, frame: Frame) {
  if (!needed || target === null) return [];
  const x = Math.log10(needed.median);
  if (!(x > frame.x[0] && x < frame.x[1])) return [];
  return [
    {
      x,
      y: Math.log10(target),
      xanchor: x > (frame.x[0] + frame.x[1]) / 2 ? 'right' : 'left',
      yanchor: 'bottom',
      yshift: 6,
      showarrow: false,
      text: labels.neededShort(needed.median),
      font: { size: 12, color: theme.target },
    },
  ];
}
