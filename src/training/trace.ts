/** Loss traces as results carry them: at most about 100 points, the lowest and the last among them. */
import type { TracePoint } from './engine.ts';

const POINTS = 100;

/** Every k-th point, the lowest (the first of equals) and the last one, in order. */
export function thinTrace(trace: readonly TracePoint[]): TracePoint[] {
  if (trace.length <= POINTS) return [...trace];
  const stride = Math.ceil(trace.length / POINTS);
  let lowest = 0;
  trace.forEach((point, i) => {
    if (point.validationLoss < (trace[lowest] as TracePoint).validationLoss) lowest = i;
  });
  return trace.filter((_, i) => i % stride === 0 || i === lowest || i === trace.length - 1);
}
