// Does the error fall with n? Trials make the test fair: their common offset cancels in differences
// along ln n, so three parallel trials that all fall are a trend however far apart they lie.
import { tCdf } from './quantiles.ts';
import type { LawData } from './types.ts';

/** Up to this many sizes the orderings are counted out, k! of them. */
const COUNTED = 7;

export interface Trend {
  /** One-sided p-value of "it does not fall", and of "it does not rise". */
  readonly falls: number;
  readonly rises: number;
}

/**
 * The slope of ln error over ln n. With trials (or standard errors) its t statistic from the residual covariance,
 * exact for a complete table: the contrast is free of the trials' offsets and has their residual degrees of freedom.
 * Without: the exact share of orderings with a slope as steep for up to seven sizes, else the t of the regression.
 */
export function trend(data: LawData): Trend {
  const k = data.n.length;
  const lnN = data.n.map(Math.log);
  const mean = lnN.reduce((a, b) => a + b, 0) / k;
  const contrast = lnN.map((v) => v - mean);
  const least = 1e-6 * Math.max(...data.level);
  const y = data.y.map((v) => Math.log(Math.max(v, least)));
  const slope = y.reduce((sum, v, i) => sum + v * contrast[i]!, 0);
  const size = contrast.reduce((sum, c) => sum + c * c, 0);
  if (!(size > 0)) return { falls: 1, rises: 1 };
  if (data.df === 0)
    return k <= COUNTED ? counted(y, contrast) : regression(y, contrast, slope, size);
  let variance = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      variance +=
        (contrast[i]! * contrast[j]! * data.covariance[i * k + j]!) /
        (data.level[i]! * data.level[j]!);
  if (!(variance > 0)) return exact(slope);
  const t = slope / Math.sqrt(variance);
  return { falls: tCdf(t, data.df), rises: tCdf(-t, data.df) };
}

/** Without any noise the sign decides. */
const exact = (slope: number): Trend => ({
  falls: slope < 0 ? 0 : 1,
  rises: slope > 0 ? 0 : 1,
});

function regression(
  y: readonly number[],
  x: readonly number[],
  slope: number,
  size: number,
): Trend {
  const k = y.length;
  const mean = y.reduce((a, b) => a + b, 0) / k;
  const left = y.reduce((sum, v, i) => sum + (v - mean - (slope / size) * x[i]!) ** 2, 0);
  if (!(left > 1e-24 * k)) return exact(slope);
  const t = slope / Math.sqrt((left / (k - 2)) * size);
  return { falls: tCdf(t, k - 2), rises: tCdf(-t, k - 2) };
}

/** Share of all orderings of y whose slope is as low (as high) as the one seen. */
function counted(y: readonly number[], x: readonly number[]): Trend {
  const seen = y.reduce((sum, v, i) => sum + v * x[i]!, 0);
  const slack = 1e-12 * (1 + Math.abs(seen));
  const order = [...y];
  let [all, low, high] = [0, 0, 0];
  const visit = (at: number, sum: number): void => {
    if (at === order.length) {
      all += 1;
      if (sum <= seen + slack) low += 1;
      if (sum >= seen - slack) high += 1;
      return;
    }
    for (let i = at; i < order.length; i++) {
      [order[at], order[i]] = [order[i]!, order[at]!];
      visit(at + 1, sum + order[at] * x[at]!);
      [order[at], order[i]] = [order[i]!, order[at]];
    }
  };
  visit(0, 0);
  return { falls: low / all, rises: high / all };
}
