// Small dense linear algebra on row-major Float64Arrays (k is at most a few dozen).

/**
 * Lower Cholesky factor of a symmetric positive definite k x k matrix, into `out` (may be `a`).
 * A pivot that rounding made non-positive is raised to 1e-14 of the largest diagonal element.
 */
export function cholesky(
  a: Float64Array,
  k: number,
  out: Float64Array = new Float64Array(k * k),
): Float64Array {
  let largest = 0;
  for (let i = 0; i < k; i++) largest = Math.max(largest, a[i * k + i]!);
  const least = largest * 1e-14 + Number.MIN_VALUE;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * k + j]!;
      for (let m = 0; m < j; m++) sum -= out[i * k + m]! * out[j * k + m]!;
      if (i === j) out[i * k + i] = Math.sqrt(sum > least ? sum : least);
      else out[i * k + j] = sum / out[j * k + j]!;
    }
    for (let j = i + 1; j < k; j++) out[i * k + j] = 0;
  }
  return out;
}

/** Solves L x = b by forward substitution into `x` (may be `b`). */
export function forward(
  l: Float64Array,
  k: number,
  b: Float64Array,
  x: Float64Array = new Float64Array(k),
): Float64Array {
  for (let i = 0; i < k; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= l[i * k + j]! * x[j]!;
    x[i] = sum / l[i * k + i]!;
  }
  return x;
}

/** Inverse of a symmetric positive definite k x k matrix. */
export function inverse(a: Float64Array, k: number): Float64Array {
  const l = cholesky(a, k);
  const columns: Float64Array[] = [];
  for (let j = 0; j < k; j++) {
    const e = new Float64Array(k);
    e[j] = 1;
    columns.push(forward(l, k, e));
  }
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) out[i * k + j] = dot(columns[i]!, columns[j]!, k);
  return out;
}

export function dot(a: Float64Array, b: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) sum += a[i]! * b[i]!;
  return sum;
}
