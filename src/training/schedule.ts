/** How one stage trains: Adam, a budget in steps, early stopping. The same for every n. */
import { cos } from '../random.ts';

export interface Schedule {
  readonly learningRate: number;
  /** 'cosine' falls from the learning rate to zero over maxSteps. */
  readonly decay: 'constant' | 'cosine';
  /** Rows of a mini-batch; the last batch of an epoch may be smaller. */
  readonly batch: number;
  readonly maxSteps: number;
  /** Steps between two evaluations on the validation rows; there is one before the first step. */
  readonly evaluationInterval: number;
  /** Evaluations without a new best after which training stops. */
  readonly patience: number;
  /** Decoupled weight decay (AdamW): w loses learningRate x weightDecay x w at each step; biases too. */
  readonly weightDecay: number;
  readonly loss: 'mse' | 'huber';
  /** Where the Huber loss turns linear, in units of the standardised target. */
  readonly huberDelta: number;
  /** 'all', or the number of last layers (output layer included) that are trained. */
  readonly trainable: 'all' | number;
}

export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export const DEFAULT_PRETRAINING: Schedule = {
  learningRate: 1e-3,
  decay: 'constant',
  batch: 64,
  maxSteps: 6000,
  evaluationInterval: 100,
  patience: 10,
  weightDecay: 0,
  loss: 'mse',
  huberDelta: 1,
  trainable: 'all',
};

export const DEFAULT_FINE_TUNING: Schedule = {
  ...DEFAULT_PRETRAINING,
  learningRate: 3e-4,
  batch: 16,
};

/** The learning rate of each step 0 ... maxSteps - 1, as float32. */
export function learningRates(schedule: Schedule): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: schedule.maxSteps }, (_, step) =>
    schedule.decay === 'cosine'
      ? schedule.learningRate * 0.5 * (1 + cos((Math.PI * step) / schedule.maxSteps))
      : schedule.learningRate,
  );
}
