// Least squares for any family: projection inside, one search over x, outer shapes by enumeration.
import { familiesOf, phiAt, type Family, type FamilyContext } from './families.ts';
import { forward } from './matrix.ts';
import type { ProfileProblem } from './profile.ts';
import type { ModelId } from './report-types.ts';

export interface FormFit {
  readonly family: Family;
  readonly x: number;
  readonly Q: number;
  readonly D: number;
  readonly C: number;
  readonly g: number;
  /** Fitted coefficients and shapes. */
  readonly parameters: number;
}

const PARAMETERS: Readonly<Record<ModelId, number>> = {
  'last-value': 1,
  power: 2,
  'power-floor': 3,
  'shifted-power': 4,
  exponential: 3,
  sigmoid: 4,
};

const STEPS = 40;

/** The best fit of a model with D, C >= 0 under the problem's weights. */
export function fitForm(model: ModelId, problem: ProfileProblem, context: FamilyContext): FormFit {
  const g = Math.exp(problem.lnG);
  let best: FormFit | null = null;
  for (const family of familiesOf(model, context, true)) {
    const at = (x: number): FormFit => ({
      family,
      x,
      g,
      parameters: PARAMETERS[model],
      ...project(problem, family, x),
    });
    const { low, high } = family;
    const step = (high - low) / STEPS;
    let inner = at(low);
    if (family.columns !== 'floor') {
      for (let i = 1; i <= STEPS; i++) {
        const next = at(low + step * i);
        if (next.Q < inner.Q) inner = next;
      }
      if (!best || inner.Q < 4 * best.Q + 1)
        inner = refine(at, Math.max(low, inner.x - step), Math.min(high, inner.x + step), inner);
    }
    if (!best || inner.Q < best.Q) best = inner;
  }
  if (!best) throw new RangeError(`No family for ${model}.`);
  return best;
}

function refine(at: (x: number) => FormFit, low: number, high: number, start: FormFit): FormFit {
  const g = (Math.sqrt(5) - 1) / 2;
  let [a, b, best] = [low, high, start];
  let p = at(b - g * (b - a));
  let q = at(a + g * (b - a));
  for (let i = 0; i < 24; i++) {
    if (p.Q < best.Q) best = p;
    if (q.Q < best.Q) best = q;
    if (p.Q < q.Q) {
      [b, q] = [q.x, p];
      p = at(b - g * (b - a));
    } else {
      [a, p] = [p.x, q];
      q = at(a + g * (b - a));
    }
  }
  return best;
}

function project(problem: ProfileProblem, family: Family, x: number) {
  const { k, lnU, factor, one, y } = problem;
  const raw = lnU.map((u) => phiAt(family, Math.exp(u), x));
  const phi = forward(factor, k, raw);
  let s11 = 0;
  let s12 = 0;
  let s22 = 0;
  let b1 = 0;
  let b2 = 0;
  for (let i = 0; i < k; i++) {
    s11 += phi[i]! * phi[i]!;
    s12 += phi[i]! * one[i]!;
    s22 += one[i]! * one[i]!;
    b1 += phi[i]! * y[i]!;
    b2 += one[i]! * y[i]!;
  }
  const Q = (D: number, C: number) => {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += (y[i]! - D * phi[i]! - C * one[i]!) ** 2;
    return sum;
  };
  const phiOnly = { D: Math.max(0, b1 / s11), C: 0 };
  const flat = { D: 0, C: Math.max(0, b2 / s22) };
  const det = s11 * s22 - s12 * s12;
  const free = { D: (s22 * b1 - s12 * b2) / det, C: (s11 * b2 - s12 * b1) / det };
  const inside = det > 1e-14 * s11 * s22 && free.D >= 0 && free.C >= 0;
  const choices =
    family.columns === 'phi'
      ? [phiOnly]
      : family.columns === 'floor'
        ? [flat]
        : inside
          ? [free]
          : [phiOnly, flat];
  return choices
    .map((c) => ({ ...c, Q: Q(c.D, c.C) }))
    .reduce((best, c) => (c.Q < best.Q ? c : best));
}

/** The fitted curve at size n, on top of the problem's floor. */
export function formCurve({ family, x, D, C, g }: FormFit, n: number, floor: number): number {
  return floor + C + (D > 0 ? D * phiAt(family, n / g, x) : 0);
}
