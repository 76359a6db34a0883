/** A law as a small picture for lists: mean errors as dots and the fitted curve, on logarithmic axes, as SVG path data. */

export interface ThumbnailInput {
  /** n and mean error; what is not positive has no place on these axes and is left out. */
  readonly points: readonly (readonly [n: number, error: number])[];
  /** error = D n^-alpha + C. */
  readonly curve: { readonly D: number; readonly alpha: number; readonly C: number } | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

export interface Thumbnail {
  readonly dots: readonly { readonly x: number; readonly y: number }[];
  /** Path data; empty where there is no curve. */
  readonly path: string;
}

const MARGIN = 4;
const VERTICES = 24;

export function lawThumbnail({ points, curve, width, height }: ThumbnailInput): Thumbnail {
  const shown = points.filter(([n, error]) => n > 0 && error > 0 && Number.isFinite(error));
  if (shown.length === 0) return { dots: [], path: '' };
  const sizes = shown.map(([n]) => Math.log(n));
  const [first, last] = [Math.min(...sizes), Math.max(...sizes)];
  const vertices = curve && last > first ? curveAt(curve, first, last) : [];
  const errors = [...shown.map(([, error]) => Math.log(error)), ...vertices.map(([, y]) => y)];
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const place = (value: number, from: number, to: number, length: number) =>
    MARGIN + (to > from ? (value - from) / (to - from) : 0.5) * (length - 2 * MARGIN);
  const at = (x: number, y: number) => ({
    x: round(place(x, first, last, width)),
    y: round(height - place(y, low, high, height)),
  });
  const path = vertices.map(([x, y], i) => {
    const point = at(x, y);
    return `${i === 0 ? 'M' : 'L'}${point.x} ${point.y}`;
  });
  return { dots: shown.map(([n, error]) => at(Math.log(n), Math.log(error))), path: path.join('') };
}

function curveAt(
  { D, alpha, C }: { readonly D: number; readonly alpha: number; readonly C: number },
  first: number,
  last: number,
): (readonly [number, number])[] {
  return Array.from({ length: VERTICES }, (_, i) => {
    const x = first + ((last - first) * i) / (VERTICES - 1);
    return [x, Math.log(D * Math.exp(-alpha * x) + C)] as const;
  }).filter(([, y]) => Number.isFinite(y));
}

const round = (pixels: number): number => Math.round(10 * pixels) / 10;
