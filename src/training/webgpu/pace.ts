/**
 * How much work one submission carries: little at first, then what the measured times allow, so that a submission
 * stays well under 50 ms and the desktop smooth. The unit is one training step of one replica.
 */

/** Two submissions are in flight, so an answer (or Stop) waits for at most twice this. */
const TARGET_MS = 22;
const FIRST_UNITS = 8;
/** A replica that is alone should not run away from its early stopping by more than this. */
const MOST_STEPS = 512;

export class Pace {
  private units = FIRST_UNITS;

  /** How many replicas take part in the next submission, and how many steps each. */
  share(active: number): { width: number; steps: number } {
    const width = Math.max(1, Math.min(active, Math.floor(this.units)));
    return { width, steps: Math.max(1, Math.min(MOST_STEPS, Math.floor(this.units / width))) };
  }

  /** Takes what a submission of `units` cost. */
  observe(units: number, milliseconds: number): void {
    const fitting = (units * TARGET_MS) / Math.max(milliseconds, 0.1);
    // Growing needs evidence: at most double what was just seen to be cheap.
    this.units = Math.max(1, Math.min(fitting, Math.max(this.units, 2 * units)));
  }
}
