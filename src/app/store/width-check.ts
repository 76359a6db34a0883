/**
 * "Double the width": the largest size again with hidden layers twice as wide, on a runner of its own, compared trial by
 * trial. If the error falls by more than two standard errors, the limit is the network's and not the database's.
 */
import { widthCheck, type WidthCheck } from '../../scaling/index.ts';
import type { SweepRunner } from '../../sweep/runner-types.ts';
import { createStore } from './create-store.ts';
import { curveStore } from './curve.ts';
import { isBusy, runStore } from './run.ts';

export interface WidthChecking {
  readonly busy: boolean;
  readonly done: number;
  readonly planned: number;
  /** The protocol and m that the result belongs to. */
  readonly of: string | null;
  readonly n: number;
  readonly result: WidthCheck | null;
  readonly failed: boolean;
}

const NOTHING: WidthChecking = {
  busy: false,
  done: 0,
  planned: 0,
  of: null,
  n: 0,
  result: null,
  failed: false,
};
export const widthStore = createStore<WidthChecking>(NOTHING);

let runner: SweepRunner | undefined;

/** What a result belongs to: another experiment or m makes it old. */
export function widthKey(): string {
  return `${runStore.get().protocolHash ?? ''} ${curveStore.get().m ?? ''}`;
}

export async function doubleWidth(): Promise<void> {
  const { request, records, state } = runStore.get();
  const { m } = curveStore.get();
  const transfer = records.filter((record) => record.arm === 'transfer' && record.m === m);
  if (!request || m === null || transfer.length === 0 || isBusy(state) || widthStore.get().busy)
    return;
  const n = Math.max(...transfer.map((record) => record.n));
  const normal = transfer.filter((record) => record.n === n);
  const of = widthKey();
  widthStore.set(() => ({ ...NOTHING, busy: true, of, n, planned: normal.length }));
  const { createSweepRunner } = await import('../../sweep/run/runner.ts');
  const { WebCrew, holdAwake } = await import('../../training/host/web-crew.ts');
  const own = (runner = createSweepRunner({ crew: new WebCrew(), holdAwake }));
  const wide = () => own.records().filter((record) => record.arm === 'transfer' && record.n === n);
  own.subscribe(() => widthStore.set((now) => ({ ...now, done: wide().length })));
  const { extra, ...spec } = request.spec;
  await own.start({
    ...request,
    spec: {
      ...spec,
      hidden: spec.hidden.map((width) => 2 * width),
      sizes: [n],
      measured: [m],
      trials: Math.max(...normal.map(({ trial }) => trial)) + 1,
    },
  });
  const errors = (list: typeof normal) => list.map(({ trial, mae }) => ({ trial, error: mae }));
  const finished = own.state.status === 'finished';
  widthStore.set((now) => ({
    ...now,
    busy: false,
    failed: own.state.status === 'failed',
    result: finished ? widthCheck(errors(normal), errors(wide())) : null,
  }));
  own.dispose();
}

export async function stopWidthCheck(): Promise<void> {
  await runner?.stop();
}
