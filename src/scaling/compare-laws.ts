// Are other forms better than the law? Held-back largest sizes decide first, evidence second, AICc
// third (fitting.md, section 6).
import { estimate } from './estimate.ts';
import { fitForm, formCurve, type FormFit } from './form-fit.ts';
import { prepare, type Prepared } from './prepared.ts';
import { mixtureLogDensity, mixtureQuantiles } from './mixture-quantile.ts';
import { mixtureAt, modelPosterior, posteriorProblem } from './posterior.ts';
import { useOptions } from './options.ts';
import { finish } from './steps.ts';
import { windowSize } from './window.ts';
import type { ComparisonReason, LawComparison, ModelComparison, ModelId } from './report-types.ts';
import type { FitOptions, LawData, LawPoint, UsedOptions } from './types.ts';

export const MODELS: readonly ModelId[] = [
  'last-value',
  'power',
  'power-floor',
  'shifted-power',
  'exponential',
  'sigmoid',
];

const DRAWS = 512;
const SAMPLES = 60;

/** Compares the six forms. With fewer than four sizes the list of models is empty. */
export function compareLaws(points: readonly LawPoint[], options?: FitOptions): LawComparison {
  return finish(compareSteps(points, options));
}

/** The same, one form per step. */
export function* compareSteps(
  points: readonly LawPoint[],
  options?: FitOptions,
): Generator<undefined, LawComparison> {
  const used = useOptions(options);
  const { n: sizes } = prepare(points, used);
  const k = windowSize(sizes.length, used.window);
  const first = sizes[sizes.length - k] ?? 0;
  const all = prepare(
    points.filter((p) => !(p.n < first)),
    used,
  );
  if (k < 4 || !all.y.some((y) => y > 0))
    return {
      models: [],
      ranking: [],
      n: [],
      reasons: [{ code: 'too-few-to-hold-back', have: sizes.length, need: 5 }],
    };
  const { data, problem, misfit, scale } = estimate(all, k, used);
  const held = k >= 9 ? 3 : k >= 6 ? 2 : k >= 5 ? 1 : 0;
  const { context } = posteriorProblem(data, used);
  const last = context.last;
  const n = Array.from(
    { length: SAMPLES },
    (_, i) => context.first * ((8 * last) / context.first) ** (i / (SAMPLES - 1)),
  );
  const models: ModelComparison[] = [];
  for (const model of MODELS) {
    const fit = fitForm(model, problem, context);
    const at = (size: number) => formCurve(fit, size, used.floor);
    models.push({
      model,
      parameters: displayParameters(fit, used.floor),
      ...heldBack(model, all, k, held, used),
      logEvidence: modelPosterior(data, used, [[model, 1]], DRAWS).lnEvidence,
      aicc: aicc(fit, data, misfit, scale),
      at2: at(2 * last),
      at4: at(4 * last),
      curve: n.map(at),
    });
    yield undefined;
  }
  return rank(models, n, k, held);
}

/** Coefficients as they stand in the formulas with n itself: powers take D g^alpha. */
function displayParameters(fit: FormFit, floor: number): Readonly<Record<string, number>> {
  const shape = fit.family.shape(fit.x);
  const C = fit.C + floor;
  switch (fit.family.model) {
    case 'last-value':
      return { C };
    case 'power':
    case 'power-floor':
    case 'shifted-power':
      return { D: fit.D * fit.g ** Math.exp(fit.x), C, ...shape };
    case 'exponential':
    case 'sigmoid':
      return { D: fit.D, C, ...shape };
  }
}

/** Fits all but the `held` largest sizes of the window with one form and predicts those. */
function heldBack(model: ModelId, all: Prepared, count: number, held: number, used: UsedOptions) {
  if (held === 0) return { heldBackRmsle: null, heldBackLogDensity: null };
  const k = all.n.length;
  const kept = truncate(all, k - held);
  const { data } = estimate(kept, Math.min(count - held, kept.n.length), used);
  const posterior = modelPosterior(data, used, [[model, 1]], DRAWS);
  let squares = 0;
  let density = 0;
  let tested = 0;
  for (let i = k - held; i < k; i++) {
    const z = Math.log(all.y[i]!);
    if (!Number.isFinite(z)) continue;
    const mixture = mixtureAt(posterior, all.n[i]!);
    const [median = z] = mixtureQuantiles(mixture, [0.5]);
    squares += (z - median) ** 2;
    density += mixtureLogDensity(mixture, z);
    tested += 1;
  }
  if (tested === 0) return { heldBackRmsle: null, heldBackLogDensity: null };
  return { heldBackRmsle: Math.sqrt(squares / tested), heldBackLogDensity: density / tested };
}

/** The smallest `count` sizes, with the noise level of all. */
function truncate(all: Prepared, count: number): Prepared {
  const k = all.n.length;
  return {
    ...all,
    n: all.n.slice(0, count),
    mean: all.mean.slice(0, count),
    y: all.y.slice(0, count),
    trials: all.trials.slice(0, count),
    given: all.given.slice(0, count),
    relative: all.relative.filter((_, i) => i % k < count && Math.floor(i / k) < count),
  };
}

/** Small-sample Akaike criterion; null with fewer than p + 3 sizes. An estimated scale counts. */
function aicc(fit: FormFit, data: LawData, misfit: number, scale: number): number | null {
  const k = data.n.length;
  const scatter = data.df === 0;
  const p = fit.parameters + (scatter || misfit > 0 ? 1 : 0);
  if (k < p + 3) return null;
  const penalty = 2 * p + (2 * p * (p + 1)) / (k - p - 1);
  if (scatter) return k * Math.log(Math.max(fit.Q / k, 1e-24 * Math.max(scale, 1e-30))) + penalty;
  return fit.Q + penalty;
}

function rank(
  models: readonly ModelComparison[],
  n: readonly number[],
  k: number,
  held: number,
): LawComparison {
  const top = Math.max(...models.map((m) => m.logEvidence ?? -Infinity));
  const relative = models.map((m) => ({
    ...m,
    logEvidence: m.logEvidence === null || top === -Infinity ? null : m.logEvidence - top,
  }));
  // Densities are compared in steps of a fifth of a nat; within a step evidence decides.
  const score = (m: ModelComparison) =>
    [Math.round((m.heldBackLogDensity ?? 0) * 5), m.logEvidence ?? -1e9, -(m.aicc ?? 1e9)] as const;
  const sorted = [...relative].sort((a, b) => {
    const [x, y] = [score(a), score(b)];
    if (x[0] !== y[0]) return y[0] - x[0];
    return x[1] !== y[1] ? y[1] - x[1] : y[2] - x[2];
  });
  const reasons: ComparisonReason[] = [];
  if (held === 0) reasons.push({ code: 'too-few-to-hold-back', have: k, need: 5 });
  if (k <= 7) reasons.push({ code: 'aicc-cannot-separate', sizes: k });
  const best = sorted[0];
  const law = relative.find((m) => m.model === 'power-floor');
  if (best && law && held > 0) {
    const close = sorted.filter(
      (m) => (best.heldBackLogDensity ?? 0) - (m.heldBackLogDensity ?? 0) < 0.5,
    );
    if (close.length > 1)
      reasons.push({ code: 'not-separated', models: close.map((m) => m.model) });
    if (!close.includes(law))
      reasons.push({
        code: 'law-not-best',
        best: best.model,
        rmsle: best.heldBackRmsle ?? 0,
        lawRmsle: law.heldBackRmsle ?? 0,
      });
  }
  return { models: relative, ranking: sorted.map((m) => m.model), n, reasons };
}
