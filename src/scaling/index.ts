// The scaling-law room: fit error = D n^-alpha + C to few sizes, predict, and decide. Pure mathematics.
export * from './types.ts';
export { LawArgumentError, NothingToPredictError } from './errors.ts';
export { fitPowerLaw, NEEDED_SIZES } from './fit-power-law.ts';
export { bandAt, curveAt, reviveLaw } from './fitted-law.ts';
export type { FittedLaw, LawMethods, RefusedFit } from './fitted-law.ts';
export { predictAt } from './predict.ts';
export type * from './report-types.ts';
