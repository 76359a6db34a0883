/**
 * Ridge regression with an unpenalised intercept, its penalty chosen by exact leave-one-out errors.
 * Float64 and plain arithmetic, so the bits are the same everywhere. The smaller of the primal and dual systems is solved.
 */

export interface RidgeFit {
  /** One for each column. */
  readonly weights: Float64Array;
  readonly intercept: number;
  readonly penalty: number;
  /** Leave-one-out residual y_i - prediction_i of each row at that penalty. */
  readonly leaveOneOut: Float64Array;
}

/** Penalties as multiples of the mean squared length of a centred row: 1e-6 ... 1e3 in half decades. */
const MULTIPLES = Array.from({ length: 19 }, (_, i) => {
  let value = i % 2 === 0 ? 1e-6 : 3.16e-6;
  for (let k = 0; k < i >> 1; k++) value *= 10;
  return value;
});

/**
 * Fits y (length rows) on x (rows x columns, row-major).
 * Leave-one-out: e_i = (y_i - fit_i) / (1 - h_ii), h the hat matrix, exact for ridge with a free intercept.
 * Throws RangeError below two rows.
 */
export function fitRidge(x: ArrayLike<number>, y: ArrayLike<number>, columns: number): RidgeFit {
  const rows = y.length;
  if (rows < 2) throw new RangeError(`Ridge regression needs two rows, not ${rows}.`);
  const centre = new Float64Array(columns);
  let meanY = 0;
  for (let i = 0; i < rows; i++) {
    meanY += (y[i] as number) / rows;
    for (let c = 0; c < columns; c++) centre[c]! += (x[i * columns + c] as number) / rows;
  }
  const xc = new Float64Array(rows * columns);
  const yc = new Float64Array(rows);
  let squares = 0;
  for (let i = 0; i < rows; i++) {
    yc[i] = (y[i] as number) - meanY;
    for (let c = 0; c < columns; c++) {
      const value = (x[i * columns + c] as number) - centre[c]!;
      xc[i * columns + c] = value;
      squares += value * value;
    }
  }
  const unit = Math.max(squares / rows, 1e-300);
  const dual = rows <= columns;
  const gram = dual ? outerGram(xc, rows, columns) : innerGram(xc, rows, columns);
  let best: { weights: Float64Array; leaveOneOut: Float64Array; penalty: number } | undefined;
  let lowest = Infinity;
  for (const multiple of MULTIPLES) {
    const penalty = multiple * unit;
    const solved = dual
      ? solveDual(gram, xc, yc, rows, columns, penalty)
      : solvePrimal(gram, xc, yc, rows, columns, penalty);
    const error = solved.leaveOneOut.reduce((sum, e) => sum + e * e, 0);
    if (error < lowest) {
      lowest = error;
      best = { ...solved, penalty };
    }
  }
  if (!best) throw new RangeError('Ridge regression met values that are not finite.');
  let intercept = meanY;
  for (let c = 0; c < columns; c++) intercept -= best.weights[c]! * centre[c]!;
  return { ...best, intercept };
}

/** X X^T, rows x rows. */
function outerGram(x: Float64Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let c = 0; c < columns; c++) sum += x[i * columns + c]! * x[j * columns + c]!;
      gram[i * rows + j] = gram[j * rows + i] = sum;
    }
  }
  return gram;
}

/** X^T X, columns x columns. */
function innerGram(x: Float64Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i++) {
    for (let a = 0; a < columns; a++) {
      const value = x[i * columns + a]!;
      if (value === 0) continue;
      for (let b = 0; b < columns; b++) gram[a * columns + b]! += value * x[i * columns + b]!;
    }
  }
  return gram;
}

function solveDual(
  gram: Float64Array,
  x: Float64Array,
  y: Float64Array,
  rows: number,
  columns: number,
  penalty: number,
) {
  const inverse = invertPositive(gram, rows, penalty);
  const weights = new Float64Array(columns);
  const leaveOneOut = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let a = 0;
    for (let j = 0; j < rows; j++) a += inverse[i * rows + j]! * y[j]!;
    leaveOneOut[i] = (penalty * a) / Math.max(penalty * inverse[i * rows + i]! - 1 / rows, 1e-12);
    for (let c = 0; c < columns; c++) weights[c]! += a * x[i * columns + c]!;
  }
  return { weights, leaveOneOut };
}

function solvePrimal(
  gram: Float64Array,
  x: Float64Array,
  y: Float64Array,
  rows: number,
  columns: number,
  penalty: number,
) {
  const inverse = invertPositive(gram, columns, penalty);
  const right = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) right[c]! += x[i * columns + c]! * y[i]!;
  }
  const weights = new Float64Array(columns);
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) weights[a]! += inverse[a * columns + b]! * right[b]!;
  }
  const leaveOneOut = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let fitted = 0;
    let leverage = 1 / rows;
    for (let a = 0; a < columns; a++) {
      let sum = 0;
      for (let b = 0; b < columns; b++) sum += inverse[a * columns + b]! * x[i * columns + b]!;
      leverage += sum * x[i * columns + a]!;
      fitted += weights[a]! * x[i * columns + a]!;
    }
    leaveOneOut[i] = (y[i]! - fitted) / Math.max(1 - leverage, 1e-12);
  }
  return { weights, leaveOneOut };
}

/** (A + penalty I)^-1 of a positive semi-definite matrix by Cholesky, full size x size. */
function invertPositive(matrix: Float64Array, size: number, penalty: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]! + (i === j ? penalty : 0);
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / lower[j * size + j]!;
    }
  }
  // Columns of L^-1, then (L L^T)^-1 = L^-T L^-1.
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let i = column; i < size; i++) {
      let sum = i === column ? 1 : 0;
      for (let k = column; k < i; k++) sum -= lower[i * size + k]! * inverse[column * size + k]!;
      inverse[column * size + i] = sum / lower[i * size + i]!;
    }
  }
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++) sum += inverse[i * size + k]! * inverse[j * size + k]!;
      result[i * size + j] = result[j * size + i] = sum;
    }
  }
  return result;
}
