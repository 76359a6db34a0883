/**
 * The words that go to the shader with each submission and come back: what each workgroup does, and each step's
 * numbers and rows. The shader's constants are made from these, so both sides always agree.
 */

/** The most that the shape uniform holds; a network or table beyond it is refused by name. */
export const MOST_LAYERS = 64;
export const MOST_BLOCKS = 64;

/** A workgroup's list of items: where it starts and how many. */
export const GROUP = { firstItem: 0, items: 1, size: 2 } as const;

/** One item: some training steps of one replica, or some rows of one of its evaluations. */
export const ITEM = {
  slot: 0,
  /** vec4 index of the replica's first row of features and of labels. */
  features: 1,
  labels: 2,
  /** Word indices into the tables: means and scales, validation rows, label weights of the evaluation. */
  scaling: 3,
  validationRows: 4,
  validationWeights: 5,
  flags: 6,
  huberDelta: 7,
  clip: 8,
  firstTrained: 9,
  steps: 10,
  /** Word index of the first step's record. */
  records: 11,
  evaluateFrom: 12,
  evaluateRows: 13,
  patience: 14,
  log: 15,
  size: 16,
} as const;

export const FLAG = { huber: 1, evaluationStarts: 2, evaluationEnds: 4, mayStop: 8 } as const;

/** One training step: its numbers, then the label weights (padded outputs), then the rows. */
export const RECORD = {
  rows: 0,
  /** 1 when any row has a label. */
  learns: 1,
  rate: 2,
  /** rate x weight decay */
  decay: 3,
  /** 1 / (1 - beta1^t) and 1 / (1 - beta2^t) */
  meanFactor: 4,
  squareFactor: 5,
  step: 6,
  labelWeights: 8,
} as const;

/** What a slot remembers between submissions. */
export const STATE = { lowest: 0, without: 1, stopped: 2, sum: 3, divergedAt: 4, size: 8 } as const;

/** What an item answers; 0 in `done` means that the shader did not run at all. */
export const DONE = { computed: 1, stoppedBefore: 2 } as const;
export const LOG = { done: 0, loss: 1, divergedAt: 2, size: 4 } as const;

/** The bit pattern of a label that is missing: a NaN that is only ever compared as an integer. */
export const MISSING = 0x7fc00000;

/** Words of a header for prediction. */
export const INFERENCE = {
  features: 0,
  scaling: 1,
  clip: 2,
  rows: 3,
  /** 1: activations of the last hidden layer instead of outputs. */
  hidden: 4,
  /** The row of the first workgroup. */
  from: 5,
  size: 8,
} as const;

/** WGSL constants named PREFIX_KEY. */
export function wgslConstants(prefix: string, fields: Record<string, number>): string {
  return Object.entries(fields)
    .map(([key, value]) => `const ${prefix}_${key} = ${value}u;`)
    .join('\n');
}
