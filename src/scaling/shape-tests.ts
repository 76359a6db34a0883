// Two shapes that one law cannot have: a single size off the law of all others, and a late turn to a
// faster fall. Both are judged against what is left over when they are allowed for.
import { estimate, type Estimate } from './estimate.ts';
import { curveAt } from './fitted-law.ts';
import type { Prepared } from './prepared.ts';
import { fUpperTail } from './quantiles.ts';
import type { LawCurve, UsedOptions } from './types.ts';
import type { Remark } from './verdict-types.ts';

/** Chance of a false alarm over all sizes of a curve. */
const LEVEL = 0.01;
/** Deviations that nobody needs to hear of. */
const SMALL = 0.05;
/** Sizes on each side of a break. */
const SIDE = 3;

type Outlier = Extract<Remark, { code: 'outlier' }>;
type Break = Extract<Remark, { code: 'break' }>;

/** Sizes without the one at `index`. */
function without(all: Prepared, index: number): Prepared {
  const k = all.n.length;
  const keep = <T extends Float64Array | Int32Array>(v: T) => v.filter((_, i) => i !== index) as T;
  return {
    ...all,
    n: keep(all.n),
    mean: keep(all.mean),
    y: keep(all.y),
    trials: keep(all.trials),
    given: all.given.filter((_, i) => i !== index),
    relative: all.relative.filter((_, c) => c % k !== index && Math.floor(c / k) !== index),
  };
}

const displayed = ({ best, problem }: Estimate): LawCurve => {
  const alpha = Math.exp(best.lnAlpha);
  return { D: best.D * Math.exp(alpha * problem.lnG), alpha, C: best.C };
};

const relativeSquares = (all: Prepared, law: LawCurve): number =>
  all.n.reduce((sum, n, i) => {
    const f = curveAt(law, n);
    return f > 0 ? sum + (all.y[i]! / f - 1) ** 2 : sum;
  }, 0);

/**
 * The size whose removal improves the law most, if by more than chance explains (the F of its externally studentised
 * residual, Bonferroni over sizes) and if it lies 5 % and four standard errors off. From six sizes on.
 */
export function findOutlier(all: Prepared, options: UsedOptions): Outlier | null {
  const k = all.n.length;
  if (k < 6) return null;
  const used: UsedOptions = { ...options, loss: 'gaussian' };
  const whole = relativeSquares(all, displayed(estimate(all, k, used, { relativeOnly: true })));
  let found: Outlier | null = null;
  let lowest = LEVEL / k;
  for (let i = 0; i < k; i++) {
    const rest = without(all, i);
    if (!rest.y.some((y) => y > 0)) continue;
    const law = displayed(estimate(rest, k - 1, used, { relativeOnly: true }));
    const expected = curveAt(law, all.n[i]!);
    if (!(expected > 0)) continue;
    const left = relativeSquares(rest, law);
    const off = Math.abs(all.y[i]! / expected - 1);
    const noise = Math.sqrt(Math.max(0, all.relative[i * k + i]!));
    if (off < Math.max(SMALL, 4 * noise)) continue;
    const free = k - 4;
    const p = left > 0 ? fUpperTail((Math.max(0, whole - left) * free) / left, 1, free) : 0;
    if (p >= lowest) continue;
    lowest = p;
    const place = i === 0 ? 'first' : i === k - 1 ? 'last' : 'inside';
    found = { code: 'outlier', n: all.n[i]!, error: all.y[i]!, expected, place };
  }
  return found;
}

interface Line {
  readonly slope: number;
  readonly squares: number;
}

/** Least squares of ln y on ln n over sizes from ... to - 1. */
function line(x: readonly number[], y: readonly number[], from: number, to: number): Line {
  const count = to - from;
  let [mx, my] = [0, 0];
  for (let i = from; i < to; i++) [mx, my] = [mx + x[i]! / count, my + y[i]! / count];
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = from; i < to; i++) {
    sxx += (x[i]! - mx) ** 2;
    sxy += (x[i]! - mx) * (y[i]! - my);
    syy += (y[i]! - my) ** 2;
  }
  return { slope: sxy / sxx, squares: Math.max(0, syy - (sxy * sxy) / sxx) };
}

/**
 * A turn to a faster fall: two straight lines in ln-ln that fit far better than the law, the later one steeper by more
 * than 0.15 and by half. A law only ever flattens. From seven sizes on, three on each side.
 */
export function findBreak(all: Prepared, options: UsedOptions): Break | null {
  const k = all.n.length;
  if (k < 2 * SIDE + 1 || all.y.some((y) => !(y > 0))) return null;
  const law = displayed(estimate(all, k, { ...options, loss: 'gaussian' }, { relativeOnly: true }));
  const x = Array.from(all.n, Math.log);
  const y = Array.from(all.y, Math.log);
  const whole = all.n.reduce((sum, n, i) => {
    const f = curveAt(law, n);
    return sum + (f > 0 ? (y[i]! - Math.log(f)) ** 2 : 0);
  }, 0);
  const places = k - 2 * SIDE + 1;
  let found: Break | null = null;
  let lowest = LEVEL / places;
  for (let j = SIDE; j <= k - SIDE; j++) {
    const before = line(x, y, 0, j);
    const after = line(x, y, j, k);
    if (!(after.slope < before.slope - Math.max(0.15, 0.5 * Math.abs(before.slope)))) continue;
    const left = before.squares + after.squares;
    const free = k - 5;
    const p = left > 0 ? fUpperTail((Math.max(0, whole - left) * free) / (2 * left), 2, free) : 0;
    if (p >= lowest) continue;
    lowest = p;
    const n = Math.exp((x[j - 1]! + x[j]!) / 2);
    found = { code: 'break', n, slopeBefore: before.slope, slopeAfter: after.slope };
  }
  return found;
}
