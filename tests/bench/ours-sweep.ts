/** Our sweep on so many threads under Node, dealt as in the page. Start-up is not counted, as it is not in PyTorch's. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Dealer } from '../../src/sweep/dealer.ts';
import { jobsOf, type SweepPlan } from '../../src/sweep/plan.ts';
import { sweepRow, type SweepRow } from './sweep-row.ts';

/** scripts/bench.mjs bundles it beside this file's own bundle. */
const THREAD = path.resolve('.cache/run/sweep-thread.mjs');

export async function oursSweep(plan: SweepPlan, workers: number): Promise<SweepRow> {
  const threads = Array.from(
    { length: workers },
    () => new Worker(THREAD, { workerData: plan.spec.trials }),
  );
  await Promise.all(threads.map((thread) => answerOf(thread)));
  const dealer = new Dealer(plan.spec, plan.units);
  dealer.lanes = workers;
  const errors = new Map<string, number>();
  const started = performance.now();
  await Promise.all(
    threads.map(async (thread) => {
      for (let unit = dealer.deal(); unit; unit = dealer.deal()) {
        const since = performance.now();
        const answer = answerOf(thread);
        thread.postMessage(unit.id);
        for (const [id, mae] of (await answer) as [string, number][]) errors.set(id, mae);
        dealer.ended(unit, (performance.now() - since) / 1000);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(threads.map((thread) => thread.terminate()));
  const trained = [...jobsOf(plan).values()].filter(
    ({ arm }) => arm === 'transfer' || arm === 'direct',
  );
  const points = trained.map(({ id, n, trial }) => ({ n, trial, mae: errors.get(id) ?? NaN }));
  return sweepRow('ours-wasm', workers, seconds, points);
}

function answerOf(thread: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (answer: unknown) => {
      thread.off('error', reject);
      resolve(answer);
    };
    thread.once('message', done);
    thread.once('error', reject);
  });
}
