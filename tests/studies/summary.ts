/** A results file in the few numbers that a study is judged by: plain means, computed apart from the page. */
import type { ExperimentFile } from '../../src/sharing/experiment-file.ts';

export type Arm = ExperimentFile['records'][number]['arm'];

export interface RunSummary {
  readonly largest: number;
  readonly identified: ExperimentFile['laws'][number]['identified'] | 'none';
  /** Mean MAE of transfer at n; NaN where there is none. */
  transferAt(n: number): number;
  /** Mean MAE of a baseline over the trials; NaN where it does not apply. */
  arm(arm: Arm): number;
}

export function summaryOf({ records, spec, laws }: ExperimentFile): RunSummary {
  const mean = (list: readonly number[]) =>
    list.length > 0 ? list.reduce((sum, value) => sum + value, 0) / list.length : NaN;
  return {
    largest: Math.max(...(spec?.sizes ?? [])),
    identified: laws[0]?.identified ?? 'none',
    transferAt: (n) =>
      mean(records.filter((one) => one.arm === 'transfer' && one.n === n).map((one) => one.mae)),
    arm: (arm) => mean(records.filter((one) => one.arm === arm).map((one) => one.mae)),
  };
}
