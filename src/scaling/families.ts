// The families of curves: error = C + D phi(n), with phi falling in n and one or two shape
// parameters. Families without a floor have C = 0; the last value is a constant alone.
import type { ModelId } from './report-types.ts';

/** A family at fixed outer shape: phi depends on one more shape, searched over its logarithm x. */
export interface Family {
  readonly model: ModelId;
  /** Which columns are fitted. */
  readonly columns: 'floor' | 'phi' | 'both';
  /** Range of x. */
  readonly low: number;
  readonly high: number;
  /** ln prior density over x, normalised over the real line. */
  readonly lnPrior: (x: number) => number;
  /** phi = link(exp(sign x) base(u)) at u = n / g; the base is tabulated once per data set. */
  readonly base: (u: number) => number;
  readonly sign: 1 | -1;
  readonly link: 'exponential' | 'logistic';
  /** Shape parameters in display units. */
  readonly shape: (x: number) => Readonly<Record<string, number>>;
  /** ln of the prior share of this outer shape within its model. */
  readonly lnShare: number;
}

const logNormal =
  (mean: number, sd: number) =>
  (x: number): number =>
    -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd * Math.sqrt(2 * Math.PI));

/** Prior of alpha: ln alpha ~ N(ln 0.4, 0.9^2), wide around published rates. */
const alphaPrior = logNormal(Math.log(0.4), 0.9);

export interface FamilyContext {
  /** Geometric mean of the sizes, the smallest and the largest size. */
  readonly g: number;
  readonly first: number;
  readonly last: number;
  readonly alphaRange: readonly [number, number];
}

function logGrid(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    count === 1 ? low : low * (high / low) ** (i / (count - 1)),
  );
}

const power = (model: ModelId, context: FamilyContext, columns: 'phi' | 'both'): Family => ({
  model,
  columns,
  low: Math.log(context.alphaRange[0]),
  high: Math.log(context.alphaRange[1]),
  lnPrior: alphaPrior,
  base: Math.log,
  sign: 1,
  link: 'exponential',
  shape: (x) => ({ alpha: Math.exp(x) }),
  lnShare: 0,
});

/** The families of a model. `fine` asks for the dense outer grids of least squares. */
export function familiesOf(model: ModelId, context: FamilyContext, fine = false): Family[] {
  const { g, first, last, alphaRange } = context;
  const [low, high] = [Math.log(alphaRange[0]), Math.log(alphaRange[1])];
  switch (model) {
    case 'last-value':
      return [{ ...power(model, context, 'both'), columns: 'floor', shape: () => ({}) }];
    case 'power':
      return [power(model, context, 'phi')];
    case 'power-floor':
      return [power(model, context, 'both')];
    case 'shifted-power': {
      const shifts = fine
        ? [0, ...logGrid(0.3 * first, last, 16)]
        : logGrid(0.5 * first, Math.max(0.51 * first, 0.35 * last), 3);
      return shifts.map((n0) => ({
        ...power(model, context, 'both'),
        base: (u) => Math.log(u + n0 / g),
        shape: (x) => ({ alpha: Math.exp(x), n0 }),
        lnShare: -Math.log(shifts.length),
      }));
    }
    case 'exponential':
      return [
        {
          ...power(model, context, 'both'),
          low: Math.log((0.2 * first) / g),
          high: Math.log((10 * last) / g),
          lnPrior: logNormal(Math.log((0.5 * last) / g), 1.5),
          base: (u) => u - first / g,
          sign: -1,
          shape: (x) => ({ t: g * Math.exp(x) }),
        },
      ];
    case 'sigmoid': {
      const centres = fine ? logGrid(0.1 * first, 10 * last, 40) : logGrid(first, 4 * last, 4);
      return centres.map((n0) => ({
        ...power(model, context, 'both'),
        low,
        high,
        lnPrior: logNormal(Math.log(0.8), 0.7),
        base: (u) => Math.log((u * g) / n0),
        link: 'logistic',
        shape: (x) => ({ alpha: Math.exp(x), n0 }),
        lnShare: -Math.log(centres.length),
      }));
    }
  }
}

/** phi at base value `base` and rate exp(sign x). */
export function link(kind: Family['link'], rate: number, base: number): number {
  return kind === 'exponential' ? Math.exp(-rate * base) : 1 / (1 + Math.exp(rate * base));
}

/** phi of a family at u = n / g. */
export function phiAt(family: Family, u: number, x: number): number {
  return link(family.link, Math.exp(family.sign * x), family.base(u));
}
