/**
 * Runs what is missing of an experiment on the pool and keeps every record by its id.
 * Cancel, resume, a lost worker and an extended grid are all one thing: the ids without a record are dealt again.
 */
import { chooseEngine, NoEngine, type ChosenEngine } from '../training/choose-engine.ts';
import { spawnTrainingWorker, TrainingPool, type SpawnWorker } from '../training/pool.ts';
import type { OpenedEngine } from '../training/protocol.ts';
import type { JobReport } from '../training/unit.ts';
import { Dealer } from './dealer.ts';
import { planSweep, type PlannedUnit, type SweepPlan } from './plan.ts';
import { recordOf } from './record-of.ts';
import { RecordKeeper } from './record-keeper.ts';
import type { Artefacts, SweepRecord } from './record.ts';
import type { RunProblem, RunRequest, RunState, SweepRunner } from './runner-types.ts';

const IDLE: RunState = {
  status: 'idle',
  done: 0,
  planned: 0,
  secondsLeft: null,
  running: [],
  engine: null,
  problems: [],
  warnings: [],
};

/** A unit that ends its worker so often is given up. */
const MOST_ATTEMPTS = 3;
/** How long a cooperative stop may take before the workers are terminated. */
const STOP_MILLISECONDS = 400;
/** An engine that was lost so often is given up for the kernel. */
const MOST_LOSSES = 2;

/** One start() and what belongs to it. */
interface Run {
  readonly plan: SweepPlan;
  readonly request: RunRequest;
  readonly dealer: Dealer;
  chosen: ChosenEngine;
  readonly attempts: Map<PlannedUnit, number>;
  /** Ids that ended without a record. */
  readonly failed: Set<string>;
  /** Units under way and the slots that have them. */
  readonly inHand: Map<PlannedUnit, number>;
  /** The work of each slot that has not been awaited yet. */
  readonly slots: Promise<void>[];
  readonly cores: number;
  /** Engines that were lost or whose worker died, so that each is told and counted once. */
  readonly lost: Set<OpenedEngine>;
  losses: number;
  stopped: boolean;
}

export function createSweepRunner(options: { spawn?: SpawnWorker } = {}): SweepRunner {
  return new Runner(options.spawn ?? spawnTrainingWorker);
}

class Runner implements SweepRunner {
  state: RunState = IDLE;
  private readonly pool: TrainingPool;
  private readonly listeners = new Set<() => void>();
  private readonly keeper = new RecordKeeper();
  private hash: string | null = null;
  private shown: readonly SweepRecord[] = [];
  private run: Run | null = null;
  private ending: Promise<void> = Promise.resolve();
  /** Resolves at the next pause, resume, stop or returned unit. */
  private wake: () => void = () => undefined;
  private woken: Promise<void> = Promise.resolve();

  constructor(spawn: SpawnWorker) {
    this.pool = new TrainingPool(spawn);
    this.sleep();
  }

  records(): readonly SweepRecord[] {
    return this.shown;
  }

  artefacts(id: string): Artefacts | undefined {
    return this.keeper.artefacts(id);
  }

  protocolHash(): string | null {
    return this.hash;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async start(request: RunRequest): Promise<void> {
    await this.stop();
    this.set({ ...IDLE, status: 'preparing' });
    const planned = planSweep(request.spec, request.series);
    if (planned.kind === 'refused') {
      this.set({ status: 'failed', problems: [{ code: 'spec', problems: planned.problems }] });
      return;
    }
    this.ending = this.runPlan(planned.plan, request);
    await this.ending;
  }

  pause(): void {
    if (this.state.status === 'running') this.set({ status: 'paused' });
  }

  resume(): void {
    if (this.state.status !== 'paused') return;
    this.set({ status: 'running' });
    this.notifySlots();
  }

  async stop(): Promise<void> {
    const { run } = this;
    if (!run) return;
    run.stopped = true;
    this.notifySlots();
    for (const slot of new Set(run.inHand.values())) this.pool.cancel(slot);
    const patience = setTimeout(() => this.pool.dispose(), STOP_MILLISECONDS);
    await this.ending;
    clearTimeout(patience);
  }

  dispose(): void {
    if (this.run) this.run.stopped = true;
    this.notifySlots();
    this.pool.dispose();
    this.listeners.clear();
  }

  private async runPlan(plan: SweepPlan, request: RunRequest): Promise<void> {
    this.hash = plan.protocolHash;
    const records = this.keeper.of(plan.protocolHash);
    this.show(records);
    const missing = plan.units.filter((unit) => unit.jobs.some((job) => !records.has(job.id)));
    this.set({
      planned: plan.jobs.size,
      done: [...plan.jobs.keys()].filter((id) => records.has(id)).length,
      warnings: plan.warnings,
    });
    if (missing.length === 0) {
      this.set({ status: 'finished', secondsLeft: 0 });
      return;
    }
    const cores = request.workers ?? Math.min(navigator.hardwareConcurrency || 2, 16);
    const run: Run = {
      plan,
      request,
      dealer: new Dealer(request.spec, missing),
      chosen: { engine: 'wasm', workers: cores, reason: { code: 'asked', software: false } },
      attempts: new Map(),
      failed: new Set(),
      inHand: new Map(),
      slots: [],
      cores,
      lost: new Set(),
      losses: 0,
      stopped: false,
    };
    this.run = run;
    const ticking = setInterval(() => this.set({ secondsLeft: run.dealer.secondsLeft() }), 1000);
    try {
      await holdingLock(async () => {
        run.chosen = await this.choose(run, cores);
        this.showEngine(run);
        if (run.stopped) return;
        this.set({ status: 'running' });
        for (let slot = 0; slot < run.chosen.workers; slot++) run.slots.push(this.work(run, slot));
        // More slots may be added when another engine takes over.
        for (let next = run.slots.shift(); next; next = run.slots.shift()) await next;
      });
      const finished = !run.stopped && !run.dealer.unfinished;
      this.set({ status: finished ? 'finished' : 'stopped', secondsLeft: finished ? 0 : null });
    } catch (error) {
      this.pool.dispose();
      if (run.stopped) this.set({ status: 'stopped', secondsLeft: null });
      else this.fail(run, error);
    } finally {
      clearInterval(ticking);
      this.run = null;
      this.set({ running: [] });
    }
  }

  private async choose(run: Run, cores: number): Promise<ChosenEngine> {
    const { plan, request } = run;
    const unit = plan.units.find(({ kind }) => kind === 'transfer');
    if (!unit) throw new Error('The plan has no pretraining.');
    const sample = plan.request(unit, unit.jobs.slice(0, 1));
    return chooseEngine(request.engine, cores, (names, options) =>
      this.pool.survey(names, sample, options),
    );
  }

  /**
   * One slot: takes units until none is left, the run is stopped, or its engine is gone for good; as many at once as its
   * engine trains side by side, a new one as soon as one ends.
   */
  private async work(run: Run, slot: number): Promise<void> {
    const underWay = new Set<Promise<void>>();
    while (!run.stopped) {
      const opened = await this.openSlot(run, slot);
      if (run.stopped) break;
      run.dealer.lanes = run.chosen.workers * opened.preferredReplicas;
      const full = underWay.size >= opened.preferredReplicas;
      // Looked at right before dealing: it may have been paused while the engine opened.
      const unit = full || this.state.status === 'paused' ? undefined : run.dealer.deal();
      if (unit) {
        const work = this.workOn(run, slot, opened, unit).then(() => {
          underWay.delete(work);
          this.notifySlots();
        });
        underWay.add(work);
      } else if (run.dealer.unfinished) {
        await this.woken;
      } else {
        break;
      }
    }
    await Promise.all(underWay);
  }

  private async workOn(
    run: Run,
    slot: number,
    opened: OpenedEngine,
    unit: PlannedUnit,
  ): Promise<void> {
    run.inHand.set(unit, slot);
    this.showRunning(run);
    try {
      await this.runOnSlot(run, slot, opened, unit);
    } catch (error) {
      this.recover(run, slot, opened, unit, error);
    } finally {
      run.inHand.delete(unit);
      this.showRunning(run);
    }
  }

  /** A worker that dies while it starts is replaced, but not for ever; a GPU that is gone hands over to the kernel. */
  private async openSlot(run: Run, slot: number): Promise<OpenedEngine> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.pool.open(slot, run.chosen.engine);
      } catch (error) {
        if (run.stopped || !isLoss(error)) throw error;
        if (isWorkerDeath(error) && attempt < MOST_ATTEMPTS) {
          this.addProblem({ code: 'worker-died', worker: slot });
          continue;
        }
        if (run.chosen.engine === 'wasm') throw error;
        this.pool.terminate(slot);
        this.lose(run, slot, error);
        attempt = 0;
      }
    }
  }

  private async runOnSlot(
    run: Run,
    slot: number,
    opened: OpenedEngine,
    unit: PlannedUnit,
  ): Promise<void> {
    const { plan } = run;
    const records = this.keeper.of(plan.protocolHash);
    const jobs = unit.jobs.filter(({ id }) => !records.has(id) && !run.failed.has(id));
    const started = performance.now();
    await this.pool.run(slot, plan.request(unit, jobs), (report) => this.take(run, opened, report));
    run.dealer.ended(unit, (performance.now() - started) / 1000);
    this.set({ secondsLeft: run.dealer.secondsLeft() });
  }

  /** A report is taken even after a stop: what is finished is kept. */
  private take(run: Run, opened: OpenedEngine, report: JobReport): void {
    const { plan } = run;
    const id = report.kind === 'result' ? report.result.id : report.failure.id;
    const job = plan.jobs.get(id);
    if (!job) return;
    if (report.kind === 'failure') {
      run.failed.add(id);
      const { code, detail } = report.failure;
      const { n, trial, arm } = job;
      if (code === 'diverged') this.addProblem({ code: 'diverged', n, trial, arm, detail });
      if (code === 'failed') this.addProblem({ code: 'job-failed', n, trial, detail });
      this.set({ done: this.state.done + 1 });
      return;
    }
    const { record, artefacts } = recordOf(plan, job, report.result, opened);
    if (this.keeper.add(plan.protocolHash, record, artefacts)) {
      this.show(this.keeper.of(plan.protocolHash));
      this.set({ done: this.state.done + 1 });
    }
  }

  /** A unit did not come back: it waits again, unless it was under way at too many such ends. */
  private recover(
    run: Run,
    slot: number,
    opened: OpenedEngine,
    unit: PlannedUnit,
    error: unknown,
  ): void {
    run.dealer.giveBack(unit);
    if (run.stopped) return;
    if (isLoss(error) && !run.lost.has(opened)) {
      run.lost.add(opened);
      this.pool.terminate(slot);
      this.lose(run, slot, error);
    }
    const attempts = (run.attempts.get(unit) ?? 0) + 1;
    run.attempts.set(unit, attempts);
    if (attempts < MOST_ATTEMPTS) return;
    run.dealer.drop(unit);
    const detail = error instanceof Error ? error.message : String(error);
    this.addProblem({ code: 'job-failed', n: unit.n, trial: unit.trial, detail });
  }

  /** Says so. The slot's engine is opened anew at its next turn; in place of a GPU that fails too often the kernel. */
  private lose(run: Run, slot: number, error: Error): void {
    const { engine, workers } = run.chosen;
    if (isWorkerDeath(error)) this.addProblem({ code: 'worker-died', worker: slot });
    else this.addProblem({ code: 'engine-lost', engine, detail: error.message });
    // What an engine cannot hold it will not hold the next time either.
    run.losses += error.name === 'EngineUnavailable' ? MOST_LOSSES : 1;
    if (engine === 'wasm' || run.losses < MOST_LOSSES) return;
    const reason = { code: 'took-over', from: engine } as const;
    run.chosen = { engine: 'wasm', workers: run.cores, reason };
    this.showEngine(run);
    for (let added = workers; added < run.cores; added++) run.slots.push(this.work(run, added));
  }

  private fail(run: Run, error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    if (error instanceof NoEngine) {
      this.addProblem({ code: 'engine-unavailable', asked: run.request.engine, detail });
    } else {
      this.addProblem({ code: 'job-failed', n: 0, trial: 0, detail });
    }
    this.set({ status: 'failed', secondsLeft: null });
  }

  private show(records: ReadonlyMap<string, SweepRecord>): void {
    this.shown = [...records.values()];
  }

  private showRunning(run: Run): void {
    this.set({
      running: [...run.inHand].map(([{ n, trial, kind }, worker]) => ({ worker, n, trial, kind })),
    });
  }

  private showEngine(run: Run): void {
    const { engine, workers, reason } = run.chosen;
    this.set({ engine: { asked: run.request.engine, engine, workers, reason } });
  }

  private addProblem(problem: RunProblem): void {
    this.set({ problems: [...this.state.problems, problem] });
  }

  private set(change: Partial<RunState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  private sleep(): void {
    this.woken = new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private notifySlots(): void {
    const { wake } = this;
    this.sleep();
    wake();
  }
}

/** Errors cross the worker's boundary by name. */
const LOSSES = ['WorkerDied', 'EngineLost', 'EngineUnavailable'];

/** Whether the engine is gone, and not one unit wrong. */
function isLoss(error: unknown): error is Error {
  return error instanceof Error && LOSSES.includes(error.name);
}

function isWorkerDeath(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerDied';
}

/** Holds a Web Lock meanwhile: a hidden tab that holds one is not frozen. */
async function holdingLock(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request('sim2real-sweep', { mode: 'shared' }, work);
}
