// What a statistician would say first about the points, before any parameter: codes, most important first.
import { measuredTrend, windowed } from './window.ts';
import { prepare, type Prepared } from './prepared.ts';
import { useOptions } from './options.ts';
import { tQuantile } from './quantiles.ts';
import { findBreak, findOutlier } from './shape-tests.ts';
import type { FitOptions, LawPoint, PowerLaw, RefusedLaw } from './types.ts';
import type { Remark } from './verdict-types.ts';

/** One-sided level of "it rises" and of each step of a peak. */
const RISES = 0.05;
/** Fewer sizes than this make no law that could be checked. */
const ENOUGH_SIZES = 5;
const DECADE = 10;

/** Remarks on the points of a law (or of a refusal). Never throws for data. */
export function remarksOn(
  points: readonly LawPoint[],
  law: PowerLaw | RefusedLaw,
  options?: FitOptions,
): Remark[] {
  const used = useOptions(options);
  const whole = prepare(points, used);
  const k = whole.n.length;
  const out: Remark[] = [];
  const baseline = law.reasons.some((r) => r.code === 'left-out' && r.why === 'baseline');
  if (k > 0 && whole.y.some((y) => y > 0)) {
    const all = windowed(points, whole, used);
    const { falls, rises } = measuredTrend(all);
    const rising = k >= 3 && rises <= RISES && falls > 0.5;
    const accuracy = rising ? accuracyLike(whole) : null;
    const peak = rising ? null : peaked(whole);
    const tail = rising ? null : risingTail(all);
    if (accuracy) out.push(accuracy);
    else if (rising) out.push({ code: 'rising', first: all.y[0]!, last: all.y.at(-1)! });
    if (peak) out.push(peak);
    const outlier = rising ? null : findOutlier(all, used);
    const turn = rising || outlier?.place === 'inside' ? null : findBreak(all, used);
    if (turn) out.push(turn);
    else if (outlier) out.push(outlier);
    if (tail && !(outlier && (outlier.n === tail.n || outlier.error === tail.best))) out.push(tail);
    const flat = law.kind === 'fit' && law.reasons.some((r) => r.code === 'no-trend');
    if (flat && out.length === 0) out.push({ code: 'flat', level: levelOf(all).level });
  }
  if (k < ENOUGH_SIZES) out.push({ code: 'few-sizes', have: k, need: k < 4 ? 4 : ENOUGH_SIZES });
  const factor = k > 1 ? whole.n[k - 1]! / whole.n[0]! : 1;
  if (k > 1 && factor <= DECADE * (1 + 1e-9)) out.push({ code: 'narrow-range', factor });
  if (k > 0 && whole.n[0]! < 1) out.push({ code: 'sizes-below-one', smallest: whole.n[0]! });
  if (baseline) out.push({ code: 'baseline-left-out' });
  return out;
}

/** Values that rise inside (0, 1] or (1, 100] and end in the upper half. */
function accuracyLike({ y }: Prepared): Remark | null {
  const last = y[y.length - 1]!;
  const most = Math.max(...y);
  if (most <= 1 && last > 0.5) return { code: 'accuracy-like', last, perfect: 1 };
  if (most > 1 && most <= 100 && last > 50) return { code: 'accuracy-like', last, perfect: 100 };
  return null;
}

/** A size inside whose error is above the first and above the last by more than chance. */
function peaked(all: Prepared): Remark | null {
  const { n, y } = all;
  const k = n.length;
  let at = 0;
  for (let i = 1; i < k; i++) if (y[i]! > y[at]!) at = i;
  if (at === 0 || at === k - 1 || !(y[at]! > 1.02 * y[0]!)) return null;
  const ends = Math.max(y[0]!, y[k - 1]!, 1e-300);
  const t = Math.log(y[at]! / ends) / (Math.SQRT2 * noiseOf(all));
  // The highest of k - 2 sizes inside is looked for, so the level is shared among them.
  return t > tQuantile(1 - RISES / Math.max(1, k - 2), all.df > 0 ? all.df : k - 2)
    ? { code: 'peaked', n: n[at]!, error: y[at]! }
    : null;
}

/** The best size, from which the last one has risen by more than chance (shared among the sizes before it). */
function risingTail(all: Prepared): Extract<Remark, { code: 'rising-tail' }> | null {
  const { n, y, df } = all;
  const k = n.length;
  let best = 0;
  for (let i = 1; i < k; i++) if (y[i]! < y[best]!) best = i;
  if (best === k - 1 || k < 3 || !(y[best]! > 0)) return null;
  const t = Math.log(y[k - 1]! / y[best]!) / (Math.SQRT2 * noiseOf(all));
  if (!(t > tQuantile(1 - RISES / (k - 1), df > 0 ? df : k - 2))) return null;
  return { code: 'rising-tail', n: n[k - 1]!, error: y[k - 1]!, best: y[best]! };
}

/** Relative standard error of one size; without repeats from successive differences of neighbours. */
function noiseOf(all: Prepared): number {
  const k = all.n.length;
  let sum = 0;
  for (let i = 0; i < k; i++) sum += all.relative[i * k + i]! / k;
  if (all.df > 0) return Math.max(Math.sqrt(sum), 1e-6);
  const steps: number[] = [];
  for (let i = 1; i < k - 1; i++) {
    const [a, b, c] = [all.y[i - 1]!, all.y[i]!, all.y[i + 1]!];
    if (a > 0 && b > 0 && c > 0)
      steps.push(Math.abs(Math.log(b) - (Math.log(a) + Math.log(c)) / 2));
  }
  steps.sort((a, b) => a - b);
  // Median of |N| times sd sqrt(1.5) of a second difference; a real bend only makes it larger.
  return Math.max((steps[steps.length >> 1] ?? 1) / (0.6745 * Math.sqrt(1.5)), 0.005);
}

/** The common level of a curve that does not change: inverse-variance mean, relative standard error, df. */
export function levelOf(all: Prepared): { level: number; relativeError: number; df: number } {
  const k = all.n.length;
  const mean = all.y.reduce((a, b) => a + b, 0) / k;
  let scatter = 0;
  for (const y of all.y) scatter += (y / mean - 1) ** 2 / Math.max(1, k - 1);
  const own = scatter / k;
  let noise = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) noise += all.relative[i * k + j]! / (k * k);
  const known = all.df > 0 && noise >= own;
  return {
    level: mean,
    relativeError: Math.sqrt((known ? noise : own) + all.offsetVariance),
    df: known ? Math.max(1, Math.min(all.df, all.variance.trialDf || all.df)) : Math.max(1, k - 1),
  };
}
