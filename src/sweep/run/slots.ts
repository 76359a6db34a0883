/**
 * The slots of one run: each takes units until none is left, the run is stopped, or its engine is gone for good; as many at
 * once as its engine trains side by side, a new one as soon as one ends. What does not come back waits again.
 */
import type { ChosenEngine } from '../../training/choose-engine.ts';
import type { Crew } from '../../training/host/crew.ts';
import type { OpenedEngine } from '../../training/protocol.ts';
import type { JobReport, Unit } from '../../training/unit.ts';
import type { Dealer } from '../dealer.ts';
import type { PlannedUnit } from '../plan.ts';
import {
  afterFailedOpening,
  afterLoss,
  lossOf,
  lossProblem,
  MOST_ATTEMPTS,
  type Fortune,
  type Loss,
} from './hand-over.ts';
import type { RunEvent } from './run-state.ts';

export interface SlotsOptions {
  readonly crew: Crew;
  readonly dealer: Dealer;
  /** How many slots an engine on the processor gets. */
  readonly cores: number;
  /** The unit with those of its jobs that have neither a record nor failed. */
  readonly request: (unit: PlannedUnit) => Unit;
  /** Awaited by the worker. Called even after a stop: what is finished is kept. */
  readonly take: (report: JobReport, engine: OpenedEngine) => unknown;
  readonly tell: (event: RunEvent) => void;
  readonly engineChanged: (chosen: ChosenEngine) => void;
}

export class Slots {
  private fortune: Fortune;
  private paused = false;
  private stopped = false;
  private failure: { readonly error: unknown } | undefined;
  /** The work of each slot. */
  private readonly works = new Set<Promise<void>>();
  /** Units under way and the slots that have them. */
  private readonly inHand = new Map<PlannedUnit, number>();
  private readonly attempts = new Map<PlannedUnit, number>();
  /** Engines that were lost or whose worker died, so that each is told and counted once. */
  private readonly lost = new Set<OpenedEngine>();
  /** Resolves at the next pause, resume, stop or returned unit. */
  private woken: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;

  constructor(
    private readonly options: SlotsOptions,
    chosen: ChosenEngine,
  ) {
    this.fortune = { chosen, losses: 0 };
    this.sleep();
  }

  /** Resolves when every slot is done. Rejects where an engine could not be opened and nothing could take over. */
  async run(): Promise<void> {
    this.addSlots(0, this.fortune.chosen.workers);
    // More slots may be added when another engine takes over.
    while (this.works.size > 0) await Promise.all(this.works);
    if (this.failure) throw this.failure.error;
  }

  pause(): void {
    this.paused = true;
    this.notify();
  }

  resume(): void {
    this.paused = false;
    this.notify();
  }

  /** Deals nothing more and asks what is in hand to end. */
  stop(): void {
    this.stopped = true;
    this.notify();
    for (const slot of new Set(this.inHand.values())) this.options.crew.cancel(slot);
  }

  private addSlots(from: number, to: number): void {
    for (let slot = from; slot < to; slot++) {
      const work = this.work(slot)
        .catch((error: unknown) => {
          this.failure ??= { error };
          this.stop();
          // The others wait for nobody.
          this.options.crew.end();
        })
        .finally(() => this.works.delete(work));
      this.works.add(work);
    }
  }

  private async work(slot: number): Promise<void> {
    const { dealer } = this.options;
    const underWay = new Set<Promise<void>>();
    while (!this.stopped) {
      const opened = await this.open(slot);
      if (!opened) break;
      dealer.lanes = this.fortune.chosen.workers * opened.preferredReplicas;
      const full = underWay.size >= opened.preferredReplicas;
      // Looked at right before dealing: it may have been paused while the engine opened.
      const unit = full || this.paused ? undefined : dealer.deal();
      if (unit) {
        const work = this.workOn(slot, opened, unit).finally(() => {
          underWay.delete(work);
          this.notify();
        });
        underWay.add(work);
      } else if (dealer.unfinished) {
        await this.woken;
      } else {
        break;
      }
    }
    await Promise.all(underWay);
  }

  /** Undefined when the run was stopped meanwhile. */
  private async open(slot: number): Promise<OpenedEngine | undefined> {
    for (let attempt = 1; ; attempt++) {
      const { engine } = this.fortune.chosen;
      try {
        const opened = await this.options.crew.open(slot, engine);
        return this.stopped ? undefined : opened;
      } catch (error) {
        if (this.stopped) return undefined;
        const loss = lossOf(error);
        const next = afterFailedOpening(loss, engine, attempt);
        if (next === 'give-up' || !loss) throw error;
        if (next === 'again') {
          this.options.tell({ type: 'problem', problem: { code: 'worker-died', worker: slot } });
        } else {
          this.lose(slot, loss, error as Error);
          attempt = 0;
        }
      }
    }
  }

  private async workOn(slot: number, opened: OpenedEngine, unit: PlannedUnit): Promise<void> {
    const { crew, dealer, request, take, tell } = this.options;
    this.inHand.set(unit, slot);
    this.showInHand();
    const started = performance.now();
    try {
      await crew.run(slot, request(unit), (report) => take(report, opened));
      dealer.ended(unit, (performance.now() - started) / 1000);
      tell({ type: 'forecast', secondsLeft: dealer.secondsLeft() });
    } catch (error) {
      dealer.giveBack(unit);
      if (!this.stopped) this.recover(slot, opened, unit, error);
    } finally {
      this.inHand.delete(unit);
      this.showInHand();
    }
  }

  /** A unit did not come back: it waits again, unless it was under way at too many such ends. */
  private recover(slot: number, opened: OpenedEngine, unit: PlannedUnit, error: unknown): void {
    const loss = lossOf(error);
    if (loss && !this.lost.has(opened)) {
      this.lost.add(opened);
      this.lose(slot, loss, error as Error);
    }
    const attempts = (this.attempts.get(unit) ?? 0) + 1;
    this.attempts.set(unit, attempts);
    if (attempts < MOST_ATTEMPTS) return;
    this.options.dealer.drop(unit);
    const detail = error instanceof Error ? error.message : String(error);
    const { n, trial } = unit;
    this.options.tell({ type: 'problem', problem: { code: 'job-failed', n, trial, detail } });
  }

  /** Says so. The slot's engine is opened anew at its next turn; in place of a GPU that fails too often the kernel. */
  private lose(slot: number, loss: Loss, error: Error): void {
    const { crew, cores, tell, engineChanged } = this.options;
    const { chosen } = this.fortune;
    // A slot that died may have a successor already; one that only lost its engine has not.
    if (loss !== 'died') crew.end(slot);
    tell({ type: 'problem', problem: lossProblem(loss, slot, chosen.engine, error.message) });
    this.fortune = afterLoss(this.fortune, loss, cores);
    if (this.fortune.chosen === chosen) return;
    engineChanged(this.fortune.chosen);
    this.addSlots(chosen.workers, this.fortune.chosen.workers);
  }

  private showInHand(): void {
    const running = [...this.inHand].map(([{ n, trial, kind }, worker]) => ({
      worker,
      n,
      trial,
      kind,
    }));
    this.options.tell({ type: 'in-hand', running });
  }

  private sleep(): void {
    this.woken = new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private notify(): void {
    const { wake } = this;
    this.sleep();
    wake();
  }
}
