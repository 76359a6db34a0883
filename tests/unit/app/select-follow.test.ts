import { describe, expect, it, vi } from 'vitest';
import { createContainer } from '../../../src/app/store/container.ts';
import { follow, until } from '../../../src/app/store/follow.ts';
import { createSelect } from '../../../src/app/store/select.ts';

interface State {
  readonly a: readonly number[];
  readonly b: number;
  readonly other: number;
}
const select = createSelect<State>();
const START: State = { a: [1, 2], b: 3, other: 0 };
const sum = (state: State): readonly number[] => state.a;
const rethrow = (error: unknown): never => {
  throw error as Error;
};

describe('select', () => {
  it('computes again only when an input is another object', () => {
    const compute = vi.fn((a: readonly number[], b: number) => a.map((x) => x * b));
    const scaled = select([sum, (state: State) => state.b], compute);
    const first = scaled(START);
    expect(first).toEqual([3, 6]);
    expect(scaled({ ...START, other: 9 })).toBe(first);
    expect(compute).toHaveBeenCalledTimes(1);
    expect(scaled({ ...START, a: [1, 2] })).toEqual([3, 6]);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('keeps NaN for NaN, and passes an exception on without remembering it', () => {
    let calls = 0;
    const picky = select([(state: State) => state.b], (b) => {
      calls++;
      if (b < 0) throw new RangeError(`b = ${b}`);
      return { b };
    });
    const nan = picky({ ...START, b: NaN });
    expect(picky({ ...START, b: NaN, other: 1 })).toBe(nan);
    expect(() => picky({ ...START, b: -1 })).toThrow('b = -1');
    expect(() => picky({ ...START, b: -1 })).toThrow('b = -1');
    expect(calls).toBe(3);
  });

  it('is built from other selections', () => {
    const doubled = select([sum], (a) => a.map((x) => 2 * x));
    const total = select([doubled], (list) => list.reduce((x, y) => x + y, 0));
    expect(total(START)).toBe(6);
    expect(total({ ...START, a: [10] })).toBe(20);
  });
});

describe('follow', () => {
  it('runs at once and at every other value, and aborts the run before', () => {
    const state = createContainer(START);
    const seen: { value: number; signal: AbortSignal }[] = [];
    const end = follow(
      state,
      (now) => now.b,
      (value, signal) => void seen.push({ value, signal }),
      rethrow,
    );
    state.update((now) => ({ ...now, other: 1 }));
    expect(seen.map(({ value }) => value)).toEqual([3]);
    state.update((now) => ({ ...now, b: 4 }));
    expect(seen.map(({ value, signal }) => [value, signal.aborted])).toEqual([
      [3, true],
      [4, false],
    ]);
    end();
    expect(seen[1]?.signal.aborted).toBe(true);
    state.update((now) => ({ ...now, b: 5 }));
    expect(seen).toHaveLength(2);
  });

  it('lets an effect change what it follows', () => {
    const state = createContainer(START);
    const seen: number[] = [];
    follow(
      state,
      (now) => now.b,
      (b) => {
        seen.push(b);
        if (b < 6) state.update((now) => ({ ...now, b: now.b + 1 }));
      },
      rethrow,
    );
    expect(seen).toEqual([3, 4, 5, 6]);
  });

  it('hands errors on, thrown or rejected, but not those of an aborted run', async () => {
    const state = createContainer(START);
    const errors: string[] = [];
    follow(
      state,
      (now) => now.b,
      async (b, signal) => {
        if (b === 3) {
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          throw new Error('stale');
        }
        await Promise.resolve();
        throw new Error(`b = ${b}`);
      },
      (error) => errors.push((error as Error).message),
    );
    follow(
      state,
      (now) => now.a,
      () => {
        throw new Error('at once');
      },
      (error) => errors.push((error as Error).message),
    );
    state.update((now) => ({ ...now, b: 4 }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(errors).toEqual(['at once', 'b = 4']);
  });
});

describe('until', () => {
  it('waits for a value and leaves no listener behind', async () => {
    const state = createContainer(START);
    const waiting = until(state, ({ b }) => (b > 4 ? b : undefined));
    state.update((now) => ({ ...now, b: 4 }));
    state.update((now) => ({ ...now, b: 7 }));
    state.update((now) => ({ ...now, b: 8 }));
    expect(await waiting).toBe(7);
    expect(await until(state, ({ b }) => b)).toBe(8);
  });

  it('rejects with the reason of its signal', async () => {
    const state = createContainer(START);
    const stop = new AbortController();
    const waiting = until(state, () => undefined, stop.signal);
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(until(state, ({ b }) => b, stop.signal)).rejects.toThrow('enough');
  });
});
