/** A crew of threads, one slot each: spawned when first needed, one engine each, replaced when they die. */
import { Thread, type ThreadHost } from '../../workers/thread.ts';
import type { EngineName } from '../engine.ts';
import type { OpenedEngine, Survey, TrainingWorker } from '../protocol.ts';
import type { JobReport, Unit } from '../unit.ts';
import type { Crew } from './crew.ts';

interface Slot {
  readonly thread: Thread<TrainingWorker>;
  opened?: OpenedEngine;
}

export class ThreadCrew implements Crew {
  private readonly slots = new Map<number, Slot>();

  constructor(
    private readonly spawn: () => ThreadHost,
    readonly cores: number,
  ) {}

  survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey> {
    return this.slot(0).thread.call((worker) => worker.survey(names, unit, options));
  }

  async open(index: number, name: EngineName): Promise<OpenedEngine> {
    const slot = this.slot(index);
    if (slot.opened?.name === name) return slot.opened;
    delete slot.opened;
    slot.opened = await slot.thread.call((worker) => worker.open(name));
    return slot.opened;
  }

  run(index: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void> {
    return this.slot(index).thread.call((worker, lend) => worker.run(unit, lend(onReport)));
  }

  cancel(index: number): void {
    const { thread } = this.slot(index);
    // A thread that dies meanwhile has nothing to cancel; its calls are told.
    if (thread.alive) thread.call((worker) => worker.cancel()).catch(() => undefined);
  }

  end(index?: number): void {
    for (const one of index === undefined ? [...this.slots.keys()] : [index]) {
      this.slots.get(one)?.thread.end();
    }
  }

  private slot(index: number): Slot {
    const known = this.slots.get(index);
    if (known) return known;
    const onEnd = () => delete slot.opened;
    const slot: Slot = { thread: new Thread('training', this.spawn, { onEnd }) };
    this.slots.set(index, slot);
    return slot;
  }
}
