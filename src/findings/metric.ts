/** The error measures that a curve can be drawn of: fields of a record, in the target's unit. */
export const METRICS = ['mae', 'rmse'] as const;
export type Metric = (typeof METRICS)[number];
