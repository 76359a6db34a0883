/** Points of a learning curve that no curve would go through: zeros, and values far from the others of their size. */
import { log } from '../../random.ts';

export interface PointOfList {
  readonly n: number;
  readonly trial: number;
  readonly error: number;
  /** The line of the list. */
  readonly line: number;
}

export interface MarkedPoint extends PointOfList {
  readonly why: 'zero' | 'far';
}

/** Factor from the others below which nothing is far, and robust deviations of the logarithm above which it is. */
const LEAST_FACTOR = 3;
const DEVIATIONS = 8;
const MOST_FAR = 20;

/** In the list's order. Judged on logarithms: errors scatter by factors. */
export function markedPoints(points: readonly PointOfList[]): readonly MarkedPoint[] {
  const zeros = points
    .filter(({ error }) => error === 0)
    .map((point): MarkedPoint => ({ ...point, why: 'zero' }));
  // A list of which much is zero is no list with a few slips.
  const few = zeros.length <= Math.max(1, 0.1 * points.length);
  let rest = points.filter(({ error }) => error > 0);
  const most = Math.min(MOST_FAR, Math.max(1, Math.floor(0.1 * rest.length)));
  const far: MarkedPoint[] = [];
  // One after the other: a far value makes its neighbours look far as well.
  while (far.length < most) {
    const farthest = farthestOf(rest);
    if (!farthest) break;
    const others = rest.filter((point) => point !== farthest.point);
    const scale = 1.4826 * medianOf(distancesOf(others).map(({ distance }) => distance));
    if (!(farthest.distance > Math.max(log(LEAST_FACTOR), DEVIATIONS * scale))) break;
    far.push({ ...farthest.point, why: 'far' });
    rest = others;
  }
  return [...(few ? zeros : []), ...far].sort((a, b) => a.line - b.line);
}

interface Distant {
  readonly point: PointOfList;
  readonly distance: number;
}

function farthestOf(points: readonly PointOfList[]): Distant | undefined {
  const [first, ...others] = distancesOf(points);
  return first && others.reduce((a, b) => (b.distance > a.distance ? b : a), first);
}

/**
 * The logarithm of the factor from the median of a size's trials; where there are fewer than three, from the middle of the
 * sizes beside it, 0 between them. Points at the ends have no such neighbours.
 */
function distancesOf(points: readonly PointOfList[]): Distant[] {
  const bySize = new Map<number, number[]>();
  for (const { n, error } of points) {
    const known = bySize.get(n);
    if (known) known.push(error);
    else bySize.set(n, [error]);
  }
  const sizes = [...bySize.keys()].sort((a, b) => a - b);
  const places = new Map(sizes.map((n, place) => [n, place]));
  const medians = sizes.map((n) => medianOf(bySize.get(n) ?? []));
  return points.flatMap((point): Distant[] => {
    const place = places.get(point.n) ?? 0;
    if ((bySize.get(point.n)?.length ?? 0) > 2) {
      return [{ point, distance: Math.abs(log(point.error / (medians[place] ?? NaN))) }];
    }
    const [left, right] = [medians[place - 1], medians[place + 1]];
    if (left === undefined || right === undefined) return [];
    const between = point.error <= Math.max(left, right) && point.error >= Math.min(left, right);
    const distance = between ? 0 : Math.abs(log(point.error / Math.sqrt(left * right)));
    return [{ point, distance }];
  });
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? 0)) / 2;
}
