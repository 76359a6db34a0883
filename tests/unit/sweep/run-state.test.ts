/** The state of a run as a pure function of what happens. */
import { describe, expect, test } from 'vitest';
import { IDLE, reduceRun, type RunEvent } from '../../../src/sweep/run/run-state.ts';
import type { RunState } from '../../../src/sweep/runner-types.ts';

const after = (...events: RunEvent[]): RunState => events.reduce(reduceRun, IDLE);
const planned: RunEvent = { type: 'planned', planned: 8, done: 2, warnings: [] };

describe('run state', () => {
  test('a run from its beginning to its end', () => {
    const state = after(
      { type: 'preparing' },
      planned,
      { type: 'running' },
      { type: 'in-hand', running: [{ worker: 0, n: 50, trial: 0, kind: 'transfer' }] },
      { type: 'point' },
      { type: 'forecast', secondsLeft: 12 },
    );
    expect(state).toMatchObject({ status: 'running', done: 3, planned: 8, secondsLeft: 12 });
    expect(reduceRun(state, { type: 'ended', how: 'finished' })).toMatchObject({
      status: 'finished',
      done: 3,
      running: [],
      secondsLeft: 0,
    });
    expect(reduceRun(state, { type: 'ended', how: 'stopped' }).secondsLeft).toBeNull();
  });

  test('only what runs can be paused, only what is paused goes on', () => {
    const preparing = after({ type: 'preparing' });
    expect(reduceRun(preparing, { type: 'paused' })).toBe(preparing);
    const running = reduceRun(preparing, { type: 'running' });
    expect(reduceRun(running, { type: 'resumed' })).toBe(running);
    const paused = reduceRun(running, { type: 'paused' });
    expect(paused.status).toBe('paused');
    expect(reduceRun(paused, { type: 'running' })).toBe(paused);
    expect(reduceRun(paused, { type: 'resumed' }).status).toBe('running');
  });

  test('what comes after the end changes nothing, except that a point was not kept', () => {
    const ended = after({ type: 'preparing' }, planned, { type: 'ended', how: 'stopped' });
    const late: RunEvent[] = [
      { type: 'point' },
      { type: 'running' },
      { type: 'forecast', secondsLeft: 1 },
      { type: 'ended', how: 'finished' },
    ];
    for (const event of late) expect(reduceRun(ended, event)).toBe(ended);
    const lost = [1, 1].reduce(
      (state, points) => reduceRun(state, { type: 'not-kept', points, detail: 'full' }),
      ended,
    );
    expect(lost.notKept).toEqual({ points: 2, detail: 'full' });
  });

  test('another start begins with nothing of the one before', () => {
    const failed = after(
      { type: 'preparing' },
      planned,
      { type: 'problem', problem: { code: 'worker-died', worker: 0 } },
      { type: 'ended', how: 'failed' },
    );
    expect(failed).toMatchObject({ status: 'failed', problems: [{ code: 'worker-died' }] });
    expect(reduceRun(failed, { type: 'preparing' })).toEqual({ ...IDLE, status: 'preparing' });
  });
});
