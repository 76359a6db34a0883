/**
 * The training workers of the page: spawned when first needed, one engine each, replaced when they die.
 * A worker holds a Web Lock for as long as it lives; when the lock becomes free, the worker is gone and its call fails.
 */
import { proxy, wrap, type Remote } from 'comlink';
import type { EngineName } from './engine.ts';
import type { OpenedEngine, Survey, TrainingWorker } from './protocol.ts';
import type { JobReport, Unit } from './unit.ts';

/** The worker ended before its call did: crashed, ran out of memory, or was terminated. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
  constructor(readonly slot: number) {
    super(`Training worker ${slot} ended unexpectedly.`);
  }
}

export type SpawnWorker = () => Worker;

export const spawnTrainingWorker: SpawnWorker = () =>
  new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });

interface Slot {
  readonly worker: Worker;
  readonly api: Remote<TrainingWorker>;
  /** Rejects when the worker dies or is terminated. */
  readonly death: Promise<never>;
  readonly end: (reason: Error) => void;
  opened?: OpenedEngine;
}

/** A worker that has not started by then never will. */
const START_MILLISECONDS = 60_000;

let lockCount = 0;

export class TrainingPool {
  private readonly slots = new Map<number, Slot>();

  constructor(private readonly spawn: SpawnWorker = spawnTrainingWorker) {}

  /** Opens the engine in that slot, in a new worker when there is none. */
  async open(index: number, name: EngineName): Promise<OpenedEngine> {
    const slot = await this.slot(index);
    if (slot.opened?.name === name) return slot.opened;
    slot.opened = await Promise.race([slot.api.open(name), slot.death]);
    return slot.opened;
  }

  async survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey> {
    const slot = await this.slot(0);
    delete slot.opened;
    return Promise.race([slot.api.survey(names, unit, options), slot.death]);
  }

  /** Runs the unit in that slot, whose engine is open. Rejects with WorkerDied, or as TrainingWorker.run does. */
  async run(index: number, unit: Unit, onReport: (report: JobReport) => void): Promise<void> {
    const slot = await this.slot(index);
    await Promise.race([slot.api.run(unit, proxy(onReport)), slot.death]);
  }

  /** Asks that worker's calls to end at their next chance. */
  cancel(index: number): void {
    this.slots
      .get(index)
      ?.api.cancel()
      .catch(() => undefined);
  }

  /** Ends that worker; its calls reject with WorkerDied. */
  terminate(index: number): void {
    this.slots.get(index)?.end(new WorkerDied(index));
  }

  /** Ends every worker; the next open() starts anew. */
  dispose(): void {
    for (const index of [...this.slots.keys()]) this.terminate(index);
  }

  private async slot(index: number): Promise<Slot> {
    const known = this.slots.get(index);
    if (known) return known;
    const worker = this.spawn();
    const api = wrap<TrainingWorker>(worker);
    const watching = new AbortController();
    let end: Slot['end'] = () => undefined;
    const death = new Promise<never>((_, reject) => {
      end = (reason) => {
        if (this.slots.get(index)?.worker === worker) this.slots.delete(index);
        watching.abort();
        worker.terminate();
        reject(reason);
      };
    });
    // Nobody may be waiting when it dies.
    death.catch(() => undefined);
    const slot: Slot = { worker, api, death, end };
    this.slots.set(index, slot);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(new WorkerDied(index));
    });
    await this.watch(slot, index, watching.signal);
    return slot;
  }

  /** Without Web Locks (a page served over plain http) only the error event tells. */
  private async watch(slot: Slot, index: number, signal: AbortSignal): Promise<void> {
    if (!('locks' in navigator)) return;
    const lock = `sim2real-worker-${Date.now()}-${lockCount++}`;
    // A worker that dies before it holds its lock can only be noticed by its silence.
    const silence = setTimeout(() => slot.end(new WorkerDied(index)), START_MILLISECONDS);
    await Promise.race([slot.api.hold(lock), slot.death]).finally(() => clearTimeout(silence));
    navigator.locks
      .request(lock, { signal }, () => slot.end(new WorkerDied(index)))
      .catch(() => undefined);
  }
}
