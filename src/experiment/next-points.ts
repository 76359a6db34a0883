/** Which single points a candidate run of the law's advice is: further trials at its size. */
import type { Candidate } from '../scaling/index.ts';
import type { ExtraPoint, SweepSpec } from '../sweep/specification.ts';

/** The first trials that the size does not have yet, in the grid or beside it. */
export function pointsOf(
  { n, trials }: Candidate,
  spec: Pick<SweepSpec, 'sizes' | 'trials' | 'extra'>,
): ExtraPoint[] {
  const size = Math.round(n);
  const has = (trial: number) =>
    (trial < spec.trials && spec.sizes.includes(size)) ||
    (spec.extra ?? []).some((point) => point.n === size && point.trial === trial);
  const points: ExtraPoint[] = [];
  for (let trial = 0; points.length < Math.ceil(trials); trial++) {
    if (!has(trial)) points.push({ n: size, trial });
  }
  return points;
}
