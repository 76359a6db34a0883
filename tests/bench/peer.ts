/** What an engine must offer to take part in the step benchmark: one file per engine in peers/. */

/** One training task, the same for every engine: ROWS rows, one output, mean squared error, ReLU, Adam. */
export interface StepTask {
  /** As in the results: "190-128-64-1". */
  readonly name: string;
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly batch: number;
  /** Inputs are fingerprint bytes (0 or 1, a share DENSITY of ones) instead of floats. */
  readonly bytes: boolean;
}

/** Rows of the training table: a multiple of every batch. */
export const ROWS = 512;
/** Of Morgan fingerprints with 512 bits, about 8 % are set. */
export const DENSITY = 0.08;

/** Makes `steps` training steps of the task it was prepared for; resolves to milliseconds per replica and step. */
export type Stepper = (steps: number) => Promise<number>;

export interface OpenPeer {
  /** Independent networks that one step trains; 1 by default. */
  readonly replicas?: number;
  /** Fewest steps of a slice, where a call costs something beside its steps; 1 by default. */
  readonly leastSteps?: number;
  readonly version: string;
  prepare(task: StepTask): Promise<Stepper>;
  close(): void;
}

export interface Peer {
  /** As in the results' `engine`. */
  readonly engine: string;
  /** Starts it, or says why it cannot run here. */
  open(): Promise<OpenPeer | { readonly absent: string }>;
}
