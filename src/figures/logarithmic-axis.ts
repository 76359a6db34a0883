/** Log axes that stay readable: ranges that do not twitch as points arrive, and ticks at 1, 2, 5. */

export interface LogAxis {
  /** Ends as powers of ten, as Plotly wants them. */
  readonly range: readonly [number, number];
  readonly ticks: readonly number[];
}

/** The smallest range of 1-2-5 steps that holds every positive value, with `room` (in decades) at both ends. */
export function steadyRange(values: readonly number[], room = 0.04): readonly [number, number] {
  const logs = values.filter((value) => value > 0 && Number.isFinite(value)).map(Math.log10);
  if (logs.length === 0) return [-2, 0];
  const low = stepBelow(Math.min(...logs) - room);
  const high = stepAbove(Math.max(...logs) + room);
  return high - low < 0.3 ? [low - 0.1, high + 0.1] : [low, high];
}

/** Ticks inside the range, at most `most`: 1-2-5 where they fit, else decades, else every few decades. */
export function logTicks(range: readonly [number, number], most = 8): number[] {
  for (const steps of [[1, 1.5, 2, 3, 4, 5, 6, 8], [1, 2, 5], [1, 3], [1]]) {
    const ticks = ticksAt(range, steps, 1);
    if (ticks.length <= most && (ticks.length >= 3 || steps.length === 1)) return ticks;
  }
  const decades = range[1] - range[0];
  return ticksAt(range, [1], Math.ceil(decades / most));
}

function ticksAt(range: readonly [number, number], steps: readonly number[], every: number) {
  const ticks: number[] = [];
  for (let decade = Math.floor(range[0]); decade <= range[1]; decade++) {
    if (decade % every !== 0) continue;
    for (const step of steps) {
      const log = decade + Math.log10(step);
      if (log >= range[0] - 1e-9 && log <= range[1] + 1e-9) {
        ticks.push(Number((step * 10 ** decade).toPrecision(6)));
      }
    }
  }
  return ticks;
}

const STEPS = [0, Math.log10(1.25), Math.log10(1.6), Math.log10(2), Math.log10(2.5)].concat(
  [3.2, 4, 5, 6.3, 8].map(Math.log10),
);

function stepBelow(log: number): number {
  const decade = Math.floor(log);
  return decade + Math.max(...STEPS.filter((step) => step <= log - decade + 1e-12));
}

function stepAbove(log: number): number {
  const decade = Math.floor(log);
  const above = STEPS.filter((step) => step >= log - decade - 1e-12);
  return above.length > 0 ? decade + Math.min(...above) : decade + 1;
}
