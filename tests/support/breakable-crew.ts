/**
 * A crew in this thread that a test can break: slots die, a GPU (the kernel in disguise, four replicas at once) is lost or
 * gone for good, and calls to cancel may fall on deaf ears. Everything that is trained is really trained.
 */
import { EngineLost, EngineUnavailable, type EngineName } from '../../src/training/engine.ts';
import type { Crew } from '../../src/training/host/crew.ts';
import { InlineCrew } from '../../src/training/host/inline-crew.ts';
import type { OpenedEngine, Survey } from '../../src/training/protocol.ts';
import type { JobReport, Unit } from '../../src/training/unit.ts';

export class BreakableCrew implements Crew {
  gpu: 'none' | 'there' | 'gone' = 'none';
  deaf = false;
  /** Units whose run kills their slot. */
  readonly deadly = new Set<string>();
  /** Every unit that was begun, in order. */
  readonly begun: string[] = [];
  surveys = 0;
  private readonly inner: InlineCrew;
  private readonly disguised = new WeakMap<OpenedEngine, OpenedEngine>();
  private readonly calls = new Map<(reason: Error) => void, number>();

  constructor(readonly cores: number) {
    this.inner = new InlineCrew(cores);
  }

  /** The engine of that slot is lost, whatever runs on it. */
  loseEngine(slot: number): void {
    this.rejectAll(slot, new EngineLost('The device was taken away.'));
  }

  async survey(
    names: readonly EngineName[],
    unit: Unit,
    options: { readonly allowSoftwareGpu: boolean },
  ): Promise<Survey> {
    this.surveys++;
    const [name] = names;
    if (name === 'wasm') return this.inner.survey(names, unit, options);
    if (name === 'webgpu' && this.gpu === 'there') {
      return { measurements: [{ name, millisecondsPerStep: 1e-6, software: false }], refusals: [] };
    }
    const refusals = names.map((one) => ({ name: one, code: 'no-webgpu', detail: 'None here.' }));
    return Promise.resolve({ measurements: [], refusals });
  }

  async open(slot: number, name: EngineName): Promise<OpenedEngine> {
    if (name === 'wasm') return this.inner.open(slot, name);
    if (this.gpu !== 'there') throw new EngineUnavailable('no-adapter', 'The GPU is gone.');
    const opened = await this.inner.open(slot, 'wasm');
    const disguise = this.disguised.get(opened) ?? { ...opened, name, preferredReplicas: 4 };
    this.disguised.set(opened, disguise);
    return disguise;
  }

  run(slot: number, unit: Unit, onReport: (report: JobReport) => unknown): Promise<void> {
    this.begun.push(unit.id);
    return new Promise((resolve, reject) => {
      this.calls.set(reject, slot);
      const done = this.inner.run(slot, unit, onReport);
      if (this.deadly.has(unit.id)) this.inner.end(slot);
      done.then(resolve, reject).finally(() => this.calls.delete(reject));
    });
  }

  cancel(slot: number): void {
    if (!this.deaf) this.inner.cancel(slot);
  }

  end(slot?: number): void {
    this.inner.end(slot);
  }

  private rejectAll(slot: number, reason: Error): void {
    for (const [reject, at] of this.calls) if (at === slot) reject(reason);
  }
}
