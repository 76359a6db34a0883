// The scaling-law room: fit error = D n^-alpha + C to few sizes, predict, and decide. Pure mathematics.
export * from './types.ts';
export { LawArgumentError, NothingToPredictError } from './errors.ts';
export { fitPowerLaw, NEEDED_SIZES } from './fit-power-law.ts';
export { bandAt, curveAt, reviveLaw } from './fitted-law.ts';
export type { FittedLaw, LawMethods, RefusedFit } from './fitted-law.ts';
export { predictAt } from './predict.ts';
export type * from './report-types.ts';
export type * from './verdict-types.ts';
export { compareLaws } from './compare-laws.ts';
export { rollingHoldout } from './holdout.ts';
export { sampleLaw } from './law-sample.ts';
export { limit, nextDoublingGain } from './limit.ts';
export { bestPurchase, crossingSize, sizeForTarget } from './size-for-target.ts';
export { bestStep, stopping } from './stopping.ts';
export { limitVerdict, rateVerdict, tempered } from './verdicts.ts';
export { widthCheck, type WidthCheck } from './width-check.ts';
export { defaultCandidates, diagnose, nextMeasurement } from './next-measurement.ts';
export { analyseLaw, analyseLawSteps, sampleCurves } from './analyse-law.ts';
