/**
 * A plan that has met its simulated table: plain JSON that, with DESCRIPTOR_VERSION, turns any table into the same columns.
 * It depends on the simulated table alone: a network is pretrained once on that table and serves every other one, so its
 * inputs must not depend on the target.
 */
import { hashJson } from '../hashing.ts';
import { DESCRIPTOR_VERSION, type DescriptorPlan } from './plan.ts';

export type FittedPart =
  /** What is subtracted from each column (after the logarithm, where there is one) in float64; mostly 0. */
  | { readonly kind: 'numbers'; readonly offsets: readonly number[] }
  /** The levels that have a feature, in their order. */
  | { readonly kind: 'category'; readonly levels: readonly string[] }
  | { readonly kind: 'composition' }
  | { readonly kind: 'smiles' };

export interface LeftOutFeature {
  /** Its place among the computed columns of its block. */
  readonly column: number;
  readonly name: string;
  /** The same value in every simulated row, or a copy of an earlier feature there. */
  readonly why: 'constant' | 'duplicate';
}

/** What is kept of one block of computed features. */
export interface FittedBlock {
  readonly kind: 'bytes' | 'float32';
  /** The kept columns' places among the computed ones, ascending, and their names. */
  readonly columns: readonly number[];
  readonly names: readonly string[];
  readonly leftOut: readonly LeftOutFeature[];
}

export interface FittedPlan {
  readonly version: string;
  readonly plan: DescriptorPlan;
  /** One for each part of the plan that has columns, in its order. */
  readonly parts: readonly FittedPart[];
  /** One for each block that the parts make, in their order. */
  readonly blocks: readonly FittedBlock[];
}

/** A fitted plan that this release cannot carry out. */
export class FittedPlanError extends Error {
  override readonly name = 'FittedPlanError';
}

/** SHA-256 of a fitted plan, 64 hexadecimal digits. */
export function hashFittedPlan(fitted: FittedPlan): string {
  return hashJson(fitted);
}

/** Throws FittedPlanError where another release fitted it: its numbers would mean something else here. */
export function checkFittedPlan(fitted: FittedPlan): void {
  if (fitted.version === DESCRIPTOR_VERSION) return;
  throw new FittedPlanError(
    `These inputs were fitted by ${fitted.version}, and this release is ${DESCRIPTOR_VERSION}: fit them again.`,
  );
}
