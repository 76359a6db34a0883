/** Which rows each step trains on, for engines that are driven from TypeScript: exactly the order of the engine contract. */
import { epochOrder, streamKey } from '../random.ts';
import { STAGE_NUMBER, type Labels, type Replica } from './engine.ts';

export class MiniBatches {
  /** Rows of the fullest batch. */
  readonly largest: number;
  private readonly order: Uint32Array;
  private readonly key: ReturnType<typeof streamKey>;
  private epoch = -1;

  constructor(private readonly replica: Replica) {
    const { seed, stage, trial, trainingRows, schedule } = replica;
    this.key = streamKey(seed, 'batches', STAGE_NUMBER[stage], trial);
    this.order = new Uint32Array(trainingRows.length);
    this.largest = Math.min(schedule.batch, trainingRows.length);
  }

  /** The rows (of the replica's features) of a step, written to `out`; returns how many. */
  rows(step: number, out: Uint32Array | Int32Array): number {
    const { trainingRows, schedule } = this.replica;
    const perEpoch = Math.ceil(trainingRows.length / schedule.batch);
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== this.epoch) {
      epochOrder(this.key, epoch, this.order);
      this.epoch = epoch;
    }
    const start = (step % perEpoch) * schedule.batch;
    const count = Math.min(schedule.batch, trainingRows.length - start);
    for (let i = 0; i < count; i++) out[i] = trainingRows[this.order[start + i]!]!;
    return count;
  }
}

/**
 * What one present label of each output weighs in the loss over `rows` (the first `count` of them):
 * 1 / (its present labels x outputs with a label), 0 for an output without labels. Returns whether there is any label.
 */
export function labelWeights(
  labels: Labels,
  outputs: number,
  rows: ArrayLike<number>,
  count: number,
  weights: Float32Array,
): boolean {
  const { mask } = labels;
  if (mask === undefined) {
    weights.fill(1 / (count * outputs), 0, outputs);
    return count > 0;
  }
  const present = new Uint32Array(outputs);
  for (let r = 0; r < count; r++) {
    for (let o = 0; o < outputs; o++) present[o]! += mask[rows[r]! * outputs + o]! === 1 ? 1 : 0;
  }
  const active = present.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
  for (let o = 0; o < outputs; o++) weights[o] = present[o]! > 0 ? 1 / (present[o]! * active) : 0;
  return active > 0;
}
