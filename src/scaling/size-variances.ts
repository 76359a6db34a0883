// Whether some sizes are noisier than others, beyond what few trials would show by chance.
import type { Table } from './trial-table.ts';

/**
 * Each size's residual variance over the pooled one, shrunken towards 1 with prior degrees of
 * freedom d0 estimated from how much the sizes' variances differ (Smyth 2004), at least 8.
 */
export function sizeVariances(
  table: Table,
  mu: Float64Array,
  rho: number,
  residual: number,
  df: number,
): Float64Array {
  const { k, z, cellSize, cellTrial, repeats, width } = table;
  const out = new Float64Array(k).fill(1);
  const least = repeats.reduce((a, b) => Math.min(a, b), Infinity);
  if (least < 3 || !(residual > 0)) return out;
  const offset = new Float64Array(width.length);
  for (let c = 0; c < z.length; c++) {
    const t = cellTrial[c]!;
    const shrink = rho > 0 ? rho / (1 + rho * width[t]!) : 0;
    offset[t] = offset[t]! + shrink * (z[c]! - mu[cellSize[c]!]!);
  }
  const squares = new Float64Array(k);
  let all = 0;
  for (let c = 0; c < z.length; c++) {
    const i = cellSize[c]!;
    const e = z[c]! - mu[i]! - offset[cellTrial[c]!]!;
    squares[i] = squares[i]! + e * e;
    all += e * e;
  }
  if (!(all > 0)) return out;
  const own = df / k;
  const ratio = squares.map((s) => (s / all) * k);
  let mean = 0;
  for (const r of ratio) mean += Math.log(Math.max(r, 1e-6)) / k;
  let spread = 0;
  for (const r of ratio) spread += (Math.log(Math.max(r, 1e-6)) - mean) ** 2 / (k - 1);
  const excess = spread - trigamma(own / 2);
  const prior = excess > 0 ? Math.max(8, 2 * inverseTrigamma(excess)) : Infinity;
  if (!Number.isFinite(prior)) return out;
  return ratio.map((r) => (prior + own * r) / (prior + own));
}

function trigamma(x: number): number {
  let sum = 0;
  let y = x;
  while (y < 8) {
    sum += 1 / (y * y);
    y += 1;
  }
  const q = 1 / (y * y);
  return sum + 1 / y + q / 2 + (q / y) * (1 / 6 - q * (1 / 30 - q / 42));
}

function inverseTrigamma(value: number): number {
  let low = 1e-3;
  let high = 1e6;
  if (value <= trigamma(high)) return high;
  for (let i = 0; i < 80; i++) {
    const mid = Math.sqrt(low * high);
    if (trigamma(mid) > value) low = mid;
    else high = mid;
  }
  return Math.sqrt(low * high);
}
