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
/** Protocols whose records are kept in memory. */
const MOST_PROTOCOLS = 16;

/** One start() and what belongs to it. */
interface Run {
  readonly plan: SweepPlan;
  readonly request: RunRequest;
  readonly dealer: Dealer;
  chosen: ChosenEngine;
  readonly attempts: Map<PlannedUnit, number>;
  /** Ids that ended without a record. */
  readonly failed: Set<string>;
  readonly inHand: Map<number, readonly PlannedUnit[]>;
  /** The work of each slot that has not been awaited yet. */
  readonly slots: Promise<void>[];
  readonly cores: number;
  stopped: boolean;
  losses: number;
}

export function createSweepRunner(options: { spawn?: SpawnWorker } = {}): SweepRunner {
  return new Runner(options.spawn ?? spawnTrainingWorker);
}

class Runner implements SweepRunner {
  state: RunState = IDLE;
  private readonly pool: TrainingPool;
  private readonly listeners = new Set<() => void>();
  private readonly protocols = new Map<string, Map<string, SweepRecord>>();
  private readonly artefactsById = new Map<string, Artefacts>();
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
    return this.artefactsById.get(id);
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
    for (const slot of run.inHand.keys()) this.pool.cancel(slot);
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
    const records = this.recordsOf(plan.protocolHash);
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
      dealer: new Dealer(request.spec, missing, cores),
      chosen: { engine: 'wasm', workers: cores, reason: { code: 'asked', software: false } },
      attempts: new Map(),
      failed: new Set(),
      inHand: new Map(),
      slots: [],
      cores,
      stopped: false,
      losses: 0,
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

  /** One slot: takes units until none is left, the run is stopped, or its engine is gone for good. */
  private async work(run: Run, slot: number): Promise<void> {
    while (!run.stopped) {
      const opened = await this.openSlot(run, slot);
      if (run.stopped) return;
      // Looked at right before dealing: it may have been paused while the engine opened.
      if (this.state.status === 'paused') {
        await this.woken;
        continue;
      }
      const units = run.dealer.deal(batchSize(run, opened));
      if (units.length === 0) {
        if (!run.dealer.unfinished) return;
        await this.woken;
        continue;
      }
      run.inHand.set(slot, units);
      this.showRunning(run);
      try {
        await this.runOnSlot(run, slot, opened, units);
      } catch (error) {
        this.recover(run, slot, units, error);
      } finally {
        run.inHand.delete(slot);
        this.showRunning(run);
        this.notifySlots();
      }
    }
  }

  /** A worker that dies while it starts is replaced, but not for ever. */
  private async openSlot(run: Run, slot: number): Promise<OpenedEngine> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.pool.open(slot, run.chosen.engine);
      } catch (error) {
        if (run.stopped || attempt === MOST_ATTEMPTS || !isWorkerDeath(error)) throw error;
        this.addProblem({ code: 'worker-died', worker: slot });
      }
    }
  }

  private async runOnSlot(
    run: Run,
    slot: number,
    opened: OpenedEngine,
    units: readonly PlannedUnit[],
  ): Promise<void> {
    const { plan } = run;
    const records = this.recordsOf(plan.protocolHash);
    const requests = units.map((unit) =>
      plan.request(
        unit,
        unit.jobs.filter((job) => !records.has(job.id) && !run.failed.has(job.id)),
      ),
    );
    const started = performance.now();
    await this.pool.run(
      slot,
      requests,
      (report) => this.take(run, opened, report),
      () => undefined,
    );
    const seconds = (performance.now() - started) / 1000 / units.length;
    for (const unit of units) run.dealer.ended(unit, seconds);
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
    const records = this.recordsOf(plan.protocolHash);
    const { record, artefacts } = recordOf(plan, job, report.result, opened);
    if (!records.has(id)) {
      records.set(id, record);
      this.artefactsById.set(id, artefacts);
      this.show(records);
      this.set({ done: this.state.done + 1 });
    }
  }

  /** A call did not come back: its units wait again, unless they were the reason too often. */
  private recover(run: Run, slot: number, units: readonly PlannedUnit[], error: unknown): void {
    for (const unit of units) run.dealer.giveBack(unit);
    if (run.stopped) return;
    this.pool.terminate(slot);
    if (isWorkerDeath(error)) this.addProblem({ code: 'worker-died', worker: slot });
    if (error instanceof Error && error.name === 'EngineLost') {
      run.losses++;
      const from = run.chosen.engine;
      if (run.losses >= 2 && from !== 'wasm') {
        const before = run.chosen.workers;
        run.chosen = { engine: 'wasm', workers: run.cores, reason: { code: 'took-over', from } };
        this.showEngine(run);
        for (let added = before; added < run.cores; added++) run.slots.push(this.work(run, added));
      }
    }
    const detail = error instanceof Error ? error.message : String(error);
    for (const unit of units) {
      const attempts = (run.attempts.get(unit) ?? 0) + 1;
      run.attempts.set(unit, attempts);
      if (attempts < MOST_ATTEMPTS) continue;
      run.dealer.drop(unit);
      this.addProblem({ code: 'job-failed', n: unit.n, trial: unit.trial, detail });
    }
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

  private recordsOf(hash: string): Map<string, SweepRecord> {
    let records = this.protocols.get(hash);
    if (!records) {
      records = new Map();
      this.protocols.set(hash, records);
      const oldest = [...this.protocols.keys()][0];
      if (this.protocols.size > MOST_PROTOCOLS && oldest !== undefined) {
        for (const id of this.protocols.get(oldest)?.keys() ?? []) this.artefactsById.delete(id);
        this.protocols.delete(oldest);
      }
    }
    return records;
  }

  private show(records: ReadonlyMap<string, SweepRecord>): void {
    this.shown = [...records.values()];
  }

  private showRunning(run: Run): void {
    this.set({
      running: [...run.inHand].flatMap(([worker, units]) =>
        units.map(({ n, trial, kind }) => ({ worker, n, trial, kind })),
      ),
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

function isWorkerDeath(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerDied';
}

/** A GPU takes many units at once, but not so many that the first result comes late. */
function batchSize(run: Run, { preferredReplicas }: OpenedEngine): number {
  return Math.max(1, Math.min(preferredReplicas, Math.ceil(run.plan.units.length / 2)));
}

/** Holds a Web Lock meanwhile: a hidden tab that holds one is not frozen. */
async function holdingLock(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request('sim2real-sweep', { mode: 'shared' }, work);
}
