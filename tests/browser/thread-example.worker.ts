/** A worker with every way to answer, to be late, and to die. */
import { offer } from '../../src/workers/offer.ts';

let cancelled = false;

const api = {
  add: (a: number, b: number) => a + b,
  never: () => new Promise<never>(() => undefined),
  fail(message: string): never {
    throw new RangeError(message);
  },
  /** Reports 0, 1, 2 …, and once more after its answer. */
  async count(to: number, onReport: (value: number) => unknown): Promise<number> {
    for (let value = 0; value < to; value++) await onReport(value);
    return to;
  },
  async reportForEver(onReport: (value: number) => unknown): Promise<string> {
    cancelled = false;
    for (let value = 0; !cancelled; value++) {
      await onReport(value);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    return 'cancelled';
  },
  cancel(): void {
    cancelled = true;
  },
  /** No error event comes of this: as when the system kills it. */
  vanish(): Promise<never> {
    self.close();
    return new Promise<never>(() => undefined);
  },
  /** An error that no call hears of. */
  crash(): Promise<never> {
    setTimeout(() => {
      throw new Error('crashed');
    });
    return new Promise<never>(() => undefined);
  },
};

export type ExampleApi = typeof api;

offer(api);
