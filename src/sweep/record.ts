/** One finished point. Records are append-only; running an experiment is making the records that are missing. */
import type { EngineName, TracePoint } from '../training/engine.ts';
import type { TwinErrors } from '../training/unit.ts';

export const ARMS = [
  'transfer',
  'direct',
  'constant',
  'ridge',
  'simulated',
  'recalibrated',
  'corrected',
] as const;
/**
 * transfer: pretrained on n simulated rows, fine-tuned on m measured ones. The baselines have n = 0: direct (the same
 * network without pretraining), constant (the median of the m rows), ridge (ridge regression on the inputs), simulated
 * (the simulated value of the same material as it is), recalibrated (that value through a line fitted on the m rows),
 * corrected (that value plus ridge regression of what it leaves over on the inputs).
 */
export type Arm = (typeof ARMS)[number];

export interface StageReport {
  readonly steps: number;
  /** 'fixed': there were no validation rows, so the steps were given. */
  readonly stoppedBy: 'patience' | 'budget' | 'fixed';
}

export interface SweepRecord {
  readonly id: string;
  /** Hash of what decides its numbers, 64 hexadecimal digits: records of one protocol differ only in n, m, trial and arm. */
  readonly protocol: string;
  /** SeriesSpec.id: its label is looked up. */
  readonly series: string;
  /** Simulated rows used for pretraining, validation rows included; 0 in the baselines. */
  readonly n: number;
  /** Measured rows used, validation rows included. */
  readonly m: number;
  readonly trial: number;
  readonly arm: Arm;
  /** Errors on the test rows in the target's unit; r2 without one. */
  readonly mae: number;
  readonly rmse: number;
  readonly r2: number;
  readonly nUsed: number;
  /** Measured rows that this arm could use (for recalibrated and corrected those with a simulated value). */
  readonly mUsed: number;
  readonly testRows: number;
  /** The same errors on the test rows with a simulated value alone; absent without any, and in older files. */
  readonly twins?: TwinErrors;
  /** Simulated rows left out because their material is in a test set. */
  readonly removedRows: number;
  /** Steps of all stages together; 0 without training. */
  readonly steps: number;
  /** Of pretraining in transfer, of the training in direct, null without training. */
  readonly stoppedBy: 'patience' | 'budget' | null;
  readonly stages: { readonly pretraining?: StageReport; readonly fineTuning?: StageReport };
  readonly seconds: number;
  readonly engine: EngineName | 'none';
  readonly engineVersion: string;
}

/** Beside a record, by the same id. */
export interface Artefacts {
  readonly id: string;
  /** Predictions on the test rows, in the target's unit, and which rows of the measured table those are. */
  readonly predictions: Float32Array<ArrayBuffer>;
  readonly testRows: Uint32Array<ArrayBuffer>;
  readonly traces: {
    readonly pretraining?: readonly TracePoint[];
    readonly fineTuning?: readonly TracePoint[];
  };
}

/** The record without what may differ between two runs of the same experiment. */
export function comparable(record: SweepRecord): Omit<SweepRecord, 'seconds'> {
  const { seconds, ...rest } = record;
  return rest;
}

/** A fixed order of records, whatever the order in which they ended. */
export function byPoint(a: SweepRecord, b: SweepRecord): number {
  return (
    compare(a.series, b.series) ||
    compare(a.protocol, b.protocol) ||
    a.m - b.m ||
    compare(a.arm, b.arm) ||
    a.n - b.n ||
    a.trial - b.trial ||
    compare(a.id, b.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
