/**
 * The training workers of a page: spawned when first needed, one engine each, replaced when they die.
 * A worker holds a Web Lock for as long as it lives; when the lock becomes free, the worker is gone and its call fails.
 */
import { proxy, wrap, type Remote } from 'comlink';
import type { EngineName } from '../engine.ts';
import type { OpenedEngine, Survey, TrainingWorker } from '../protocol.ts';
import type { JobReport, Unit } from '../unit.ts';
import { WorkerDied, type Crew } from './crew.ts';

export type SpawnWorker = () => Worker;

export const spawnTrainingWorker: SpawnWorker = () =>
  new Worker(new URL('../training.worker.ts', import.meta.url), { type: 'module' });

interface Slot {
  readonly worker: Worker;
  readonly api: Remote<TrainingWorker>;
  /** Rejects when the worker dies or is terminated. */
  readonly death: Promise<never>;
  readonly end: (reason: Error) => void;
  opened?: OpenedEngine;
}

/** Each worker has its own memory: more of them are no faster and may be too much. */
const MOST_CORES = 16;
/** A worker that has not started by then never will. */
const START_MILLISECONDS = 60_000;

let lockCount = 0;

export class WebCrew implements Crew {
  readonly cores = Math.min(navigator.hardwareConcurrency || 2, MOST_CORES);
  private readonly slots = new Map<number, Slot>();

  constructor(private readonly spawn: SpawnWorker = spawnTrainingWorker) {}

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

  async run(index: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void> {
    const slot = await this.slot(index);
    await Promise.race([slot.api.run(unit, proxy(onReport)), slot.death]);
  }

  cancel(index: number): void {
    this.slots
      .get(index)
      ?.api.cancel()
      .catch(() => undefined);
  }

  end(index?: number): void {
    for (const one of index === undefined ? [...this.slots.keys()] : [index]) {
      this.slots.get(one)?.end(new WorkerDied(one));
    }
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
