/**
 * Runs what is missing of an experiment on a crew and appends every record to a store. It knows neither browser nor Node.
 * Cancel, resume, a reload, a lost worker, another shard and an extended grid are all one thing: the ids without a record.
 */
import { chooseEngine, NoEngine, type ChosenEngine } from '../../training/choose-engine.ts';
import type { Crew } from '../../training/host/crew.ts';
import type { OpenedEngine } from '../../training/protocol.ts';
import type { JobReport } from '../../training/unit.ts';
import { Dealer } from '../dealer.ts';
import { jobsOf, planSweep, type PlannedJob, type PlannedUnit, type SweepPlan } from '../plan.ts';
import { recordOf } from '../record-of.ts';
import { MemoryRecordStore, type RecordStore } from '../record-store.ts';
import type { Artefacts, SweepRecord } from '../record.ts';
import type { RunProblem, RunRequest, RunState, SweepRunner } from '../runner-types.ts';
import { TrialSplits } from '../trial-splits.ts';
import { requestOf } from '../unit-request.ts';
import { IDLE, reduceRun, type RunEvent } from './run-state.ts';
import { RunRecords } from './run-records.ts';
import { Slots, type SlotsOptions } from './slots.ts';

/** How long a cooperative stop may take before the crew is ended. */
const STOP_MILLISECONDS = 400;
/** How long the end of a run waits for a store that does not answer. */
const STORE_MILLISECONDS = 500;

export interface RunnerOptions {
  readonly crew: Crew;
  /** Default: in memory, for as long as the runner lives. */
  readonly store?: RecordStore;
  /** Runs the work while the machine is kept from freezing it; a page holds a Web Lock. Default: just runs it. */
  readonly holdAwake?: (work: () => Promise<void>) => Promise<void>;
}

export function createSweepRunner(options: RunnerOptions): SweepRunner {
  return new Runner(options);
}

/** One start(). */
interface Run {
  stopped: boolean;
  slots?: Slots;
}

/** What a start() works with. */
interface Work {
  readonly request: RunRequest;
  /** What is run of it. */
  readonly plan: SweepPlan;
  /** What engines are measured on, which may be another machine's to run. */
  readonly sample: PlannedUnit | undefined;
  readonly splits: TrialSplits;
  readonly jobs: ReadonlyMap<string, PlannedJob>;
  readonly records: RunRecords;
  /** Ids that ended without a record. */
  readonly failed: Set<string>;
}

class Runner implements SweepRunner {
  state: RunState = IDLE;
  private readonly crew: Crew;
  private readonly store: RecordStore;
  private readonly holdAwake: (work: () => Promise<void>) => Promise<void>;
  private readonly listeners = new Set<() => void>();
  private work: Pick<Work, 'plan' | 'records'> | undefined;
  private current: Run | undefined;
  private ending: Promise<void> = Promise.resolve();

  constructor({ crew, store, holdAwake }: RunnerOptions) {
    this.crew = crew;
    this.store = store ?? new MemoryRecordStore();
    this.holdAwake = holdAwake ?? ((work) => work());
  }

  records(): readonly SweepRecord[] {
    return this.work?.records.all() ?? NONE;
  }

  artefacts(id: string): Artefacts | undefined {
    return this.work?.records.artefacts(id);
  }

  protocols(): readonly string[] {
    return this.work?.plan.series.map(({ protocol }) => protocol) ?? [];
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(request: RunRequest): Promise<void> {
    const before = this.stop();
    const run: Run = { stopped: false };
    this.current = run;
    this.ending = before
      .then(() => this.prepareAndRun(run, request))
      .finally(() => {
        if (this.current === run) this.current = undefined;
      });
    return this.ending;
  }

  pause(): void {
    this.current?.slots?.pause();
    this.tell({ type: 'paused' });
  }

  resume(): void {
    this.current?.slots?.resume();
    this.tell({ type: 'resumed' });
  }

  async stop(): Promise<void> {
    const { current, ending } = this;
    if (!current) return;
    current.stopped = true;
    current.slots?.stop();
    const patience = setTimeout(() => this.crew.end(), STOP_MILLISECONDS);
    await ending;
    clearTimeout(patience);
  }

  dispose(): void {
    this.listeners.clear();
    if (this.current) this.current.stopped = true;
    this.current?.slots?.stop();
    this.crew.end();
  }

  private async prepareAndRun(run: Run, request: RunRequest): Promise<void> {
    this.tell({ type: 'preparing' });
    try {
      const work = await this.prepare(request);
      if (!work) return;
      if (countDone(work) < work.jobs.size && !run.stopped) {
        await this.holdAwake(() => this.runMissing(run, work));
      }
      const how = run.stopped ? 'stopped' : 'finished';
      await work.records.settled(STORE_MILLISECONDS);
      this.tell({ type: 'ended', how });
    } catch (error) {
      this.crew.end();
      await this.work?.records.settled(STORE_MILLISECONDS);
      if (run.stopped) this.tell({ type: 'ended', how: 'stopped' });
      else this.fail(problemOf(error, request));
    }
  }

  /** Undefined where the specification is refused; then what was there before stays. */
  private async prepare(request: RunRequest): Promise<Work | undefined> {
    const splits = new TrialSplits(request.spec, request.series);
    const result = planSweep(request.spec, request.series, splits);
    if (result.kind === 'refused') {
      this.fail({ code: 'spec', problems: result.problems });
      return undefined;
    }
    const plan = partOf(result.plan, request.units);
    const records = new RunRecords(this.store, (points, detail) =>
      this.tell({ type: 'not-kept', points, detail }),
    );
    await records.load(plan.series.map(({ protocol }) => protocol));
    const sample = result.plan.units.find(({ kind }) => kind === 'transfer');
    const jobs = jobsOf(plan);
    const work: Work = { request, plan, sample, splits, jobs, records, failed: new Set() };
    this.work = work;
    const { warnings } = plan;
    this.tell({ type: 'planned', planned: work.jobs.size, done: countDone(work), warnings });
    return work;
  }

  private async runMissing(run: Run, work: Work): Promise<void> {
    const { request, plan, splits, records, failed } = work;
    const cores = request.workers ?? this.crew.cores;
    const isMissing = ({ id }: PlannedJob) => !records.has(id) && !failed.has(id);
    const missing = plan.units.filter(({ jobs }) => jobs.some(isMissing));
    const dealer = new Dealer(request.spec, missing);
    const chosen = await this.choose(work, cores);
    if (run.stopped) return;
    const options: SlotsOptions = {
      crew: this.crew,
      dealer,
      cores,
      request: (unit) => requestOf(plan, splits, unit, unit.jobs.filter(isMissing)),
      take: (report, engine) => this.take(work, report, engine),
      tell: (event) => this.tell(event),
      engineChanged: (next) => this.showEngine(request, next),
    };
    const slots = new Slots(options, chosen);
    run.slots = slots;
    this.showEngine(request, chosen);
    this.tell({ type: 'running' });
    const forecast = () => this.tell({ type: 'forecast', secondsLeft: dealer.secondsLeft() });
    const ticking = setInterval(forecast, 1000);
    try {
      await slots.run();
    } finally {
      clearInterval(ticking);
    }
  }

  private showEngine({ engine: asked }: RunRequest, chosen: ChosenEngine): void {
    const { engine, workers, reason } = chosen;
    this.tell({ type: 'engine', engine: { asked, engine, workers, reason } });
  }

  private async choose(work: Work, cores: number): Promise<ChosenEngine> {
    const { plan, sample, splits, request } = work;
    if (!sample) throw new Error('The plan has no pretraining.');
    const unit = requestOf(plan, splits, sample, sample.jobs.slice(0, 1));
    return chooseEngine(request.engine, cores, (names, options) =>
      this.crew.survey(names, unit, options),
    );
  }

  /** A report is taken even after a stop: what is finished is kept. */
  private take(work: Work, report: JobReport, engine: OpenedEngine): void {
    const { plan, splits, jobs, records, failed } = work;
    const id = report.kind === 'result' ? report.result.id : report.failure.id;
    const job = jobs.get(id);
    if (!job) return;
    if (report.kind === 'result') {
      if (records.add(recordOf(plan, splits, job, report.result, engine))) {
        this.tell({ type: 'point' });
      }
      return;
    }
    failed.add(id);
    const { code, detail } = report.failure;
    const { n, trial, arm } = job;
    if (code === 'diverged') {
      this.tell({ type: 'problem', problem: { code: 'diverged', n, trial, arm, detail } });
    }
    if (code === 'failed') {
      this.tell({ type: 'problem', problem: { code: 'job-failed', n, trial, detail } });
    }
    this.tell({ type: 'point' });
  }

  private fail(problem: RunProblem): void {
    this.tell({ type: 'problem', problem });
    this.tell({ type: 'ended', how: 'failed' });
  }

  private tell(event: RunEvent): void {
    const before = this.state;
    this.state = reduceRun(before, event);
    if (this.state === before) return;
    for (const listener of [...this.listeners]) listener();
  }
}

const NONE: readonly SweepRecord[] = [];

/** The plan with those of its units alone. */
function partOf(plan: SweepPlan, units: RunRequest['units']): SweepPlan {
  return units ? { ...plan, units: plan.units.filter(({ id }) => units.has(id)) } : plan;
}

function countDone({ jobs, records }: Pick<Work, 'jobs' | 'records'>): number {
  return [...jobs.keys()].filter((id) => records.has(id)).length;
}

function problemOf(error: unknown, { engine }: RunRequest): RunProblem {
  const detail = error instanceof Error ? error.message : String(error);
  return error instanceof NoEngine
    ? { code: 'engine-unavailable', asked: engine, detail }
    : { code: 'job-failed', n: 0, trial: 0, detail };
}
