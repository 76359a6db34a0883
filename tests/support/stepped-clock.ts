/** Time that passes only when it is told to. */
import type { Clock } from '../../src/storage/clock.ts';

export class SteppedClock implements Clock {
  private time = 1_700_000_000_000;
  private timers: { readonly due: number; readonly task: () => void }[] = [];

  now(): number {
    return this.time;
  }

  elapsed(): number {
    return this.time;
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { due: this.time + milliseconds, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Lets time pass and runs what is due, earliest first. */
  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.timers.filter((timer) => timer.due <= this.time);
    this.timers = this.timers.filter((timer) => timer.due > this.time);
    due.sort((a, b) => a.due - b.due).forEach(({ task }) => task());
  }
}
