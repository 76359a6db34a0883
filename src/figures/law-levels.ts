/** The horizontal lines of the law's picture (baselines, limit, target) and their labels, which never overlap. */
import type { Trace } from './figure.ts';
import type { Frame } from './law-axes.ts';
import { pixelOfError } from './law-axes.ts';
import type { LawFigureInput } from './law-figure-input.ts';
import { limitRange } from '../findings/law-on-figure.ts';
import { spreadLabels } from './spread-labels.ts';

/** On a phone the name stands above its number. */
const narrow = (label: string): string => label.replace(/ (?=[\d.]|below)/, '<br>');

interface Level {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  readonly dash: string;
  readonly width: number;
}

type Part = Readonly<Record<string, unknown>>;
const LABEL_GAP = 17;

/**
 * Of every level inside the frame: its line, which is a trace because the grid is drawn over shapes, and its label
 * (in paper coordinates); and the band of the limit.
 */
export function lawLevels(
  input: LawFigureInput,
  frame: Frame,
): { shapes: Part[]; annotations: Part[]; traces: Trace[] } {
  const levels = levelsOf(input).filter(
    ({ value }) => Math.log10(value) >= frame.y[0] && Math.log10(value) <= frame.y[1],
  );
  const shapes: Part[] = limitBand(input, frame);
  const traces = levels.map((level) => lineOf(level, frame));
  const positions = spreadLabels(
    levels.map(({ value }) => pixelOfError(frame, value)),
    frame.compact ? 2 * LABEL_GAP - 4 : LABEL_GAP,
    8,
    frame.plotHeight - 8,
  );
  const annotations = levels.map((level, index): Part => {
    const down = (positions[index] ?? 0) / frame.plotHeight;
    return {
      xref: 'paper',
      yref: 'paper',
      x: 1,
      y: 1 - down,
      xanchor: 'left',
      yanchor: 'middle',
      xshift: 6,
      align: 'left',
      showarrow: false,
      text: frame.compact ? narrow(level.label) : level.label,
      font: { color: level.color, size: frame.compact ? 11 : 12 },
    };
  });
  return { shapes, annotations, traces };
}

function levelsOf({ baselines, law, noiseFloor, target, theme, labels }: LawFigureInput): Level[] {
  const levels: Level[] = baselines.map((baseline) => ({
    value: baseline.mean,
    label: labels.baseline(baseline),
    color: theme.baseline,
    dash: baseline.arm === 'direct' ? '7px,3px' : '2px,3px',
    width: baseline.arm === 'direct' ? 1.6 : 1.3,
  }));
  if (noiseFloor !== null) {
    levels.push({
      value: noiseFloor,
      label: labels.noiseFloor(noiseFloor),
      color: theme.baseline,
      dash: '9px,3px,2px,3px',
      width: 1.3,
    });
  }
  if (law && law.limit.kind !== 'unknown') {
    levels.push({
      value:
        law.limit.kind === 'at-most' ? law.limit.upper : Math.min(law.C, limitRange(law).upper),
      label: labels.limit(law),
      color: theme.limit,
      dash: law.limit.kind === 'value' ? 'solid' : '1px,3px',
      width: 1.6,
    });
  }
  if (target !== null) {
    levels.push({
      value: target,
      label: labels.target(target),
      color: theme.target,
      dash: 'solid',
      width: 1.6,
    });
  }
  return levels.filter(({ value }) => value > 0 && Number.isFinite(value));
}

const lineOf = ({ value, color, dash, width }: Level, frame: Frame): Trace => ({
  type: 'scatter',
  mode: 'lines',
  hoverinfo: 'skip',
  showlegend: false,
  x: frame.x.map((power) => 10 ** power),
  y: [value, value],
  line: { color, dash, width },
});

function limitBand({ law, theme }: LawFigureInput, frame: Frame): Part[] {
  if (!law || law.limit.kind === 'unknown') return [];
  const limit = limitRange(law);
  const [low, high] = [10 ** frame.y[0], 10 ** frame.y[1]];
  const bottom = Math.max(low, limit.lower);
  const top = Math.min(high, limit.upper);
  if (!(top > bottom)) return [];
  return [
    {
      type: 'rect',
      layer: 'below',
      xref: 'paper',
      x0: 0,
      x1: 1,
      y0: bottom,
      y1: top,
      line: { width: 0 },
      fillcolor: theme.limitBand,
    },
  ];
}
