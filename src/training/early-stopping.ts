/** Early stopping as the engine contract says, from evaluations alone: the first of equal lowest values counts. */
import { type TracePoint } from './engine.ts';

export class EarlyStopping {
  readonly trace: TracePoint[] = [];
  private lowest = Infinity;
  private without = 0;

  constructor(private readonly patience: number) {}

  /** Takes an evaluation; says whether these weights are the best so far and whether patience is at its end. */
  observe(step: number, validationLoss: number): { best: boolean; stop: boolean } {
    this.trace.push({ step, validationLoss });
    const best = validationLoss < this.lowest;
    if (best) {
      this.lowest = validationLoss;
      this.without = 0;
    } else {
      this.without++;
    }
    return { best, stop: this.without >= this.patience };
  }
}
