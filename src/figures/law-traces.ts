/** The marks of the law's picture: trials, means, the fitted law inside and outside its reach. */
import type { Trace } from './figure.ts';
import type { Frame } from './law-axes.ts';
import type { LawOnFigure } from '../findings/law-on-figure.ts';
import type { LawFigureInput } from './law-figure-input.ts';

const SILENT = { hoverinfo: 'skip', showlegend: false } as const;

/** All traces, the lowest first. */
export function lawTraces(input: LawFigureInput, frame: Frame): Trace[] {
  return [
    ...(input.law
      ? [...fittedLaw(input, input.law, frame), ...lawToRead(input, input.law, frame)]
      : []),
    trialDots(input),
    meanPoints(input),
    ...heldOut(input),
    ...neededSize(input, frame),
  ];
}

function trialDots({ trials, theme, labels }: LawFigureInput): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    x: trials.map((point) => point.n),
    y: trials.map((point) => point.error),
    text: trials.map(labels.trial),
    hovertemplate: '%{text}<extra></extra>',
    showlegend: false,
    marker: { color: theme.lawFaint, size: 6 },
  };
}

function meanPoints({ means, theme, labels }: LawFigureInput): Trace {
  return {
    type: 'scatter',
    mode: 'markers',
    x: means.map((point) => point.n),
    y: means.map((point) => point.mean),
    text: means.map(labels.mean),
    hovertemplate: '%{text}<extra></extra>',
    showlegend: false,
    marker: { color: theme.law, size: 9, line: { color: theme.paper, width: 1.5 } },
    error_y: {
      type: 'data',
      symmetric: false,
      array: means.map((point) => (point.interval ? point.interval.upper - point.mean : 0)),
      arrayminus: means.map((point) => {
        if (!point.interval) return 0;
        // A log axis has no zero: a bar that would reach it ends at a hundredth of the mean.
        return point.mean - Math.max(point.interval.lower, point.mean / 100);
      }),
      color: theme.law,
      thickness: 1.6,
      width: 0,
    },
  };
}

function fittedLaw(input: LawFigureInput, law: LawOnFigure, frame: Frame): Trace[] {
  const { theme } = input;
  const fitted = input.means.map((point) => point.n);
  const first = Math.min(...fitted);
  const last = Math.max(...fitted);
  const end = 10 ** frame.x[1];
  const shownTo = input.showBeyond ? end : Math.min(law.reach, end);
  const band = law.band.filter((point) => point.n >= first && point.n <= shownTo * 1.0001);
  const [low, high] = [10 ** frame.y[0], 10 ** frame.y[1]];
  const traces: Trace[] = [];
  if (law.reach < end) {
    traces.push({
      ...SILENT,
      type: 'scatter',
      mode: 'lines',
      x: [law.reach, end, end, law.reach],
      y: [low, low, high, high],
      fill: 'toself',
      line: { width: 0 },
      fillpattern: {
        shape: '/',
        size: 9,
        solidity: 0.1,
        fillmode: 'overlay',
        fgcolor: theme.beyond,
        bgcolor: 'rgba(0,0,0,0)',
      },
      fillcolor: 'rgba(0,0,0,0)',
    });
  }
  if (band.length > 1) {
    traces.push({
      ...SILENT,
      type: 'scatter',
      mode: 'lines',
      x: [...band.map((point) => point.n), ...band.map((point) => point.n).reverse()],
      y: [
        ...band.map((point) => Math.max(point.lower, low / 10)),
        ...band.map((point) => point.upper).reverse(),
      ],
      fill: 'toself',
      line: { width: 0, simplify: false },
      fillcolor: theme.band,
    });
  }
  const line = (from: number, to: number, dash: string, width: number): Trace => {
    const sizes = logSpaced(from, to, 80);
    return {
      ...SILENT,
      type: 'scatter',
      mode: 'lines',
      x: sizes,
      y: sizes.map((n) => law.D * n ** -law.alpha + law.C),
      // Every vertex is drawn, or the curve is a polygon.
      line: { color: theme.law, width, dash, simplify: false },
    };
  };
  if (last > first) traces.push(line(first, last, 'solid', 2.2));
  if (shownTo > last) traces.push(line(last, shownTo, '6px,5px', 2));
  return traces;
}

/** Where the pointer is between two points, the law can be read: an invisible line with a reading at every place. */
function lawToRead(input: LawFigureInput, law: LawOnFigure, frame: Frame): Trace[] {
  const first = Math.min(...input.means.map((point) => point.n));
  const end = Math.min(10 ** frame.x[1], input.showBeyond ? Infinity : law.reach);
  const band = law.band.filter(({ n }) => n >= first && n <= end * 1.0001);
  return [
    {
      type: 'scatter',
      mode: 'lines',
      x: band.map(({ n }) => n),
      y: band.map(({ n }) => law.D * n ** -law.alpha + law.C),
      text: band.map((point) =>
        input.labels.law(point.n, law.D * point.n ** -law.alpha + law.C, point),
      ),
      hovertemplate: '%{text}<extra></extra>',
      showlegend: false,
      line: { color: 'rgba(0,0,0,0)', width: 8, simplify: false },
    },
  ];
}

function heldOut({ law, theme, labels }: LawFigureInput): Trace[] {
  const point = law?.heldOut;
  if (!point) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      // Beside the mean of the same size, so that both can be seen.
      x: [point.n * 1.1],
      y: [point.median],
      text: [labels.heldOut(point)],
      hovertemplate: '%{text}<extra></extra>',
      showlegend: false,
      marker: { symbol: 'diamond-open', color: theme.quiet, size: 8, line: { width: 1.5 } },
      error_y: {
        type: 'data',
        symmetric: false,
        array: [point.upper - point.median],
        arrayminus: [point.median - Math.max(point.lower, point.median / 100)],
        color: theme.quiet,
        thickness: 1.2,
        width: 3,
      },
    },
  ];
}

function neededSize({ needed, target, theme, labels }: LawFigureInput, frame: Frame): Trace[] {
  if (!needed || target === null || !Number.isFinite(needed.median)) return [];
  const end = 10 ** frame.x[1];
  const start = 10 ** frame.x[0];
  const within = (n: number) => Math.max(start, Math.min(end, n));
  const marks: Trace[] = [
    {
      ...SILENT,
      type: 'scatter',
      mode: 'lines',
      x: [within(needed.lower), within(needed.upper)],
      y: [target, target],
      line: { color: theme.target, width: 5 },
      opacity: 0.45,
    },
  ];
  if (needed.median > start && needed.median < end) {
    // Down to the axis, where sizes are read.
    marks.push({
      ...SILENT,
      type: 'scatter',
      mode: 'lines',
      x: [needed.median, needed.median],
      y: [target, 10 ** frame.y[0]],
      line: { color: theme.target, width: 1.2, dash: '3px,3px' },
    });
    marks.push({
      type: 'scatter',
      mode: 'markers',
      x: [needed.median],
      y: [target],
      text: [labels.needed(needed)],
      hovertemplate: '%{text}<extra></extra>',
      showlegend: false,
      marker: { color: theme.target, size: 10, line: { color: theme.paper, width: 1.5 } },
    });
  }
  return marks;
}

/** `count` values from `from` to `to`, evenly spaced in log n. */
export function logSpaced(from: number, to: number, count: number): number[] {
  const step = Math.log(to / from) / (count - 1);
  return Array.from({ length: count }, (_, i) => from * Math.exp(i * step));
}
