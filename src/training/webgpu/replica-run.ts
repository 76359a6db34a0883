/**
 * One replica on the GPU: what it needs there, what it does next (steps, or rows of an evaluation), and what the
 * answers mean. The GPU stops by itself when patience ends; this side learns of it with the next answer.
 */
import { EarlyStopping } from '../early-stopping.ts';
import { TrainingDiverged, type Replica, type TrainingResult } from '../engine.ts';
import { labelWeights, MiniBatches } from '../mini-batches.ts';
import { ADAM, learningRates } from '../schedule.ts';
import type { Place } from './arena.ts';
import type { Layout } from './layout.ts';
import { MISSING } from './wire.ts';

/** Where a replica lies. Features are shared by replicas with the same matrix. */
export interface Residence {
  readonly slot: number;
  readonly features: Place;
  readonly labels: Place;
  readonly tables: Place;
}

export type Task =
  | { readonly kind: 'steps'; readonly from: number; readonly steps: number }
  | {
      readonly kind: 'evaluation';
      readonly step: number;
      readonly from: number;
      readonly rows: number;
      readonly ends: boolean;
    };

/** An evaluated batch costs a third of a training step: forward without backward and update. */
const EVALUATION_COST = 1 / 3;

export class ReplicaRun {
  readonly batches: MiniBatches;
  readonly rates: Float32Array;
  readonly firstTrained: number;
  readonly validated: boolean;
  /** Steps whose answers came. */
  made = 0;
  /** How it ended. */
  stoppedBy: TrainingResult['stoppedBy'] | undefined;
  /** Cancelled or diverged: whatever is still under way is of no interest. */
  abandoned = false;
  readonly stopping: EarlyStopping;
  /** Bias corrections of the next step that is written. */
  private meanPower = 1;
  private squarePower = 1;
  private planned = 0;
  /** Rows of the evaluation at `planned` that are planned, or undefined when none is due. */
  private evaluated: number | undefined;

  constructor(
    readonly replica: Replica,
    layers: number,
    readonly residence: Residence,
  ) {
    const { schedule } = replica;
    this.batches = new MiniBatches(replica);
    this.rates = learningRates(schedule);
    this.firstTrained = schedule.trainable === 'all' ? 0 : Math.max(0, layers - schedule.trainable);
    this.validated = replica.validationRows.length > 0;
    this.stopping = new EarlyStopping(schedule.patience);
    this.evaluated = this.validated ? 0 : undefined;
  }

  get ended(): boolean {
    return this.abandoned || this.stoppedBy !== undefined;
  }

  /** Whether there is anything left to plan. */
  get idle(): boolean {
    const { maxSteps } = this.replica.schedule;
    return this.ended || (this.evaluated === undefined && this.planned === maxSteps);
  }

  /** The next task worth at most `budget` steps (at least the smallest there is), and its cost. */
  next(budget: number, batch: number): { task: Task; cost: number } {
    const { schedule, validationRows } = this.replica;
    if (this.evaluated !== undefined) {
      const from = this.evaluated;
      const batches = Math.max(1, Math.floor(budget / EVALUATION_COST));
      const rows = Math.min(validationRows.length - from, batches * batch);
      const ends = from + rows === validationRows.length;
      this.evaluated = ends ? undefined : from + rows;
      const task = { kind: 'evaluation', step: this.planned, from, rows, ends } as const;
      return { task, cost: Math.ceil(rows / batch) * EVALUATION_COST };
    }
    const from = this.planned;
    const due = this.validated
      ? schedule.evaluationInterval - (from % schedule.evaluationInterval)
      : Infinity;
    const steps = Math.min(Math.max(1, Math.floor(budget)), due, schedule.maxSteps - from);
    this.planned += steps;
    if (this.validated && (steps === due || this.planned === schedule.maxSteps)) this.evaluated = 0;
    return { task: { kind: 'steps', from, steps }, cost: steps };
  }

  /** The bias corrections 1 / (1 - beta^t); must be asked for once for each step, in order. */
  corrections(): readonly [number, number] {
    this.meanPower *= ADAM.beta1;
    this.squarePower *= ADAM.beta2;
    return [1 / (1 - this.meanPower), 1 / (1 - this.squarePower)];
  }

  /** Takes the answer to a task. Throws TrainingDiverged. */
  answer(task: Task, loss: number, divergedAt: number): void {
    if (this.ended) return;
    if (divergedAt > 0) throw new TrainingDiverged(divergedAt);
    const { maxSteps } = this.replica.schedule;
    if (task.kind === 'steps') {
      this.made = task.from + task.steps;
      if (!this.validated && this.made === maxSteps) this.stoppedBy = 'budget';
    } else if (task.ends) {
      if (!Number.isFinite(loss)) throw new TrainingDiverged(task.step);
      const { stop } = this.stopping.observe(task.step, loss);
      if (stop && task.step > 0) this.stoppedBy = 'patience';
      else if (task.step === maxSteps) this.stoppedBy = 'budget';
    }
  }
}

/** Labels, rows x padded outputs; what is missing is marked. */
export function packLabels(
  { network, layers }: Layout,
  replica: Replica,
): Uint32Array<ArrayBuffer> {
  const { values, mask } = replica.labels;
  const width = network.outputs;
  const stride = 4 * layers.at(-1)!.out4;
  const words = new Uint32Array(replica.features.rows * stride);
  const floats = new Float32Array(words.buffer);
  for (let row = 0; row < replica.features.rows; row++) {
    for (let o = 0; o < width; o++) {
      const from = row * width + o;
      if (mask !== undefined && mask[from] !== 1) words[row * stride + o] = MISSING;
      else floats[row * stride + o] = values[from]!;
    }
  }
  return words;
}

/** Where each part of a replica's tables starts, in words from its place. */
export function tableParts({ features, layers }: Layout, validationRows: number) {
  const weights = 8 * features.scaledGroups;
  const rows = weights + 4 * layers.at(-1)!.out4;
  return { scaling: 0, weights, rows, size: rows + validationRows };
}

/** Means and scales by group, label weights of the evaluation, validation rows. */
export function packTables(layout: Layout, replica: Replica): Uint32Array<ArrayBuffer> {
  const { validationRows, labels } = replica;
  const parts = tableParts(layout, validationRows.length);
  const words = new Uint32Array(parts.size);
  const floats = new Float32Array(words.buffer);
  packScaling(layout, replica.scaling, floats);
  const weights = floats.subarray(parts.weights, parts.rows);
  labelWeights(labels, layout.network.outputs, validationRows, validationRows.length, weights);
  words.set(validationRows, parts.rows);
  return words;
}

/** For each group of four float columns: four means, four scales. Padding has mean 0 and scale 1. */
export function packScaling(
  { features }: Layout,
  { mean, scale }: Replica['scaling'],
  out: Float32Array,
): void {
  for (let g = 0; g < features.scaledGroups; g++) out.fill(1, 8 * g + 4, 8 * g + 8);
  let column = 0;
  for (const block of features.blocks) {
    if (block.kind !== 'float32') continue;
    for (let i = 0; i < block.columns; i++, column++) {
      const at = 8 * (block.firstScaled + (i >> 2)) + (i & 3);
      out[at] = mean[column]!;
      out[at + 4] = scale[column]!;
    }
  }
}
