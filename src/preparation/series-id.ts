/**
 * What a series is, by content: two series are one where nothing that decides a number differs, whatever they are called and
 * whatever stands beside them.
 */
import { hashFittedPlan, type FittedPlan } from '../descriptors/fitted-plan.ts';
import { hashJson } from '../hashing.ts';
import type { Conversion } from '../tables/unit-conversion.ts';
import type { TargetScale } from './target-scale.ts';

export interface SeriesIdentity {
  /** Fingerprints of the tables. */
  readonly simulatedTable: string;
  readonly measuredTable: string;
  /** Inputs of both tables, how they become features, and what the simulated table made of that. */
  readonly fitted: FittedPlan;
  readonly simulatedTargets: readonly string[];
  readonly measuredTarget: string;
  readonly sameProperty: boolean;
  readonly targetScale: TargetScale;
  readonly conversion: Conversion | null;
  readonly repeats: 'keep' | 'average';
  /** Columns of the measured table. */
  readonly groupColumn: string | null;
  readonly testColumn: string | null;
}

/** 64 hexadecimal digits. */
export function seriesId({ fitted, ...rest }: SeriesIdentity): string {
  return hashJson({ ...rest, fitted: hashFittedPlan(fitted) });
}
