/**
 * A crew in this very thread, for tests and for where there is nothing else. Engines pause often enough for timers and
 * messages to get their turn, so a run here can be stopped; a slot that is ended lets go of what it had in hand.
 */
import { ThreadDied } from '../../workers/thread-died.ts';
import type { EngineName } from '../engine.ts';
import type { OpenOptions } from '../detect.ts';
import type { OpenedEngine, Survey } from '../protocol.ts';
import type { JobReport, Unit } from '../unit.ts';
import type { Crew } from './crew.ts';
import { EngineHost } from './engine-host.ts';

interface Slot {
  readonly host: EngineHost;
  /** Rejects when the slot is ended. */
  readonly death: Promise<never>;
  readonly end: () => void;
  opened?: OpenedEngine;
}

export class InlineCrew implements Crew {
  private readonly slots = new Map<number, Slot>();

  /** Slots share the one thread, so more of them are of use only to tests. */
  constructor(
    readonly cores = 1,
    private readonly options: OpenOptions = {},
  ) {}

  async survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey> {
    const slot = this.slot(0);
    return Promise.race([slot.host.survey(names, unit, options), slot.death]);
  }

  async open(index: number, name: EngineName): Promise<OpenedEngine> {
    const slot = this.slot(index);
    if (slot.opened?.name === name) return slot.opened;
    delete slot.opened;
    slot.opened = await Promise.race([slot.host.open(name), slot.death]);
    return slot.opened;
  }

  async run(index: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void> {
    const slot = this.slot(index);
    // What an ended slot still finishes is nobody's any more.
    const take = (report: JobReport) => (this.slots.get(index) === slot ? onReport(report) : null);
    await Promise.race([slot.host.run(unit, take), slot.death]);
  }

  cancel(index: number): void {
    this.slots.get(index)?.host.cancel();
  }

  end(index?: number): void {
    for (const one of index === undefined ? [...this.slots.keys()] : [index]) {
      const slot = this.slots.get(one);
      this.slots.delete(one);
      slot?.end();
    }
  }

  private slot(index: number): Slot {
    const known = this.slots.get(index);
    if (known) return known;
    const host = new EngineHost(this.options);
    let end: Slot['end'] = () => undefined;
    const death = new Promise<never>((_, reject) => {
      end = () => {
        host.cancel();
        host.close();
        reject(new ThreadDied('training', 'ended'));
      };
    });
    // Nobody may be waiting when it ends.
    death.catch(() => undefined);
    const slot: Slot = { host, death, end };
    this.slots.set(index, slot);
    return slot;
  }
}
