/**
 * Trains the replicas of one architecture for as long as there are any: they enter as they are added, every submission
 * carries some work of some of them, finished ones leave. At most two submissions are in flight; only losses and
 * finished weights are read back.
 */
import {
  EngineLost,
  TrainingCancelled,
  TrainingDiverged,
  type Replica,
  type TrainingResult,
  type TrainOptions,
} from '../engine.ts';
import { thinTrace } from '../trace.ts';
import { unpackWeights, type Layout } from './layout.ts';
import type { Pace } from './pace.ts';
import { shaderKind, type Compiled, type Pipelines } from './pipelines.ts';
import { ProgramWriter, type PlannedTask } from './program.ts';
import { ReplicaRun } from './replica-run.ts';
import { LOG_START, MOST_TASKS, Residences } from './residences.ts';
import { DONE, LOG } from './wire.ts';

interface Flight {
  readonly tasks: readonly PlannedTask[];
  readonly units: number;
  readonly answers: GPUBuffer;
  readonly submitted: number;
}

/** A call of train() and its promise. */
interface Call {
  readonly replica: Replica;
  readonly options: TrainOptions;
  readonly resolve: (result: TrainingResult) => void;
  readonly reject: (error: unknown) => void;
}

/** A call whose replica is on the GPU. */
interface Active extends Call {
  readonly run: ReplicaRun;
  readonly since: number;
}

export interface SessionParts {
  readonly device: GPUDevice;
  readonly software: boolean;
  readonly layout: Layout;
  readonly pipelines: Pipelines;
  /** Throws when the device is lost or reported an error. */
  readonly check: () => void;
  readonly cap?: number;
  /** What sessions of this kind have learnt of the GPU's speed. */
  readonly pace: Pace;
}

export class Session {
  private readonly waiting: Call[] = [];
  private readonly active = new Map<ReplicaRun, Active>();
  /** Those on the GPU in the order of their turns. */
  private turns: ReplicaRun[] = [];
  private readonly flights: Flight[] = [];
  private readonly endings = new Set<Promise<void>>();
  private readonly residences: Residences;
  private readonly writer: ProgramWriter;
  private compiled: Compiled | undefined;
  private program: { buffer: GPUBuffer; group: GPUBindGroup } | undefined;
  private lastAnswer = 0;

  /** `onEmpty` is called when nothing is left to train: nothing may be added from then on. */
  constructor(
    private readonly parts: SessionParts,
    private readonly onEmpty: () => void,
  ) {
    const { device, layout, cap } = parts;
    this.residences = new Residences(device, layout, cap);
    this.writer = new ProgramWriter(layout, LOG_START);
    void this.run();
  }

  /** Throws EngineUnavailable for a replica that this device cannot hold. */
  add(replica: Replica, options: TrainOptions): Promise<TrainingResult> {
    this.residences.check(replica);
    return new Promise((resolve, reject) => {
      this.waiting.push({ replica, options, resolve, reject });
    });
  }

  private async run(): Promise<void> {
    try {
      // Those who are added in the same breath enter together.
      await Promise.resolve();
      for (;;) {
        this.parts.check();
        this.dropCancelled();
        const stuck = this.waiting.length > 0 ? await this.admit() : undefined;
        if (this.flights.length < 2 && this.submit()) continue;
        const flight = this.flights.shift();
        if (flight) await this.collect(flight);
        else if (this.endings.size > 0) await Promise.race(this.endings);
        else if (this.active.size === 0 && this.waiting.length === 0) return;
        // Added a moment ago.
        else if (this.active.size === 0 && this.waiting[0] !== stuck) continue;
        else throw new EngineLost('The GPU stopped a replica that should go on.');
      }
    } catch (error) {
      for (const { reject } of [...this.waiting, ...this.active.values()]) reject(error);
    } finally {
      this.onEmpty();
      this.flights.forEach(({ answers }) => answers.destroy());
      this.program?.buffer.destroy();
      this.residences.destroy();
    }
  }

  private dropCancelled(): void {
    const cancelled = ({ options }: Call) => options.cancelled?.() === true;
    for (const call of this.waiting.filter(cancelled)) {
      this.waiting.splice(this.waiting.indexOf(call), 1);
      call.reject(new TrainingCancelled());
    }
    for (const call of [...this.active.values()].filter(cancelled)) {
      this.abandon(call, new TrainingCancelled());
    }
  }

  /** What is in flight of it is harmless: whoever gets its place is written there afterwards. */
  private abandon(call: Active, reason: Error): void {
    call.run.abandoned = true;
    this.leave(call);
    call.reject(reason);
  }

  private leave({ run, replica }: Active): void {
    this.residences.leave(replica, run.residence);
    this.active.delete(run);
    this.turns = this.turns.filter((one) => one !== run);
  }

  /** Lets waiting replicas in, in order, and makes room for more of them where that can be; gives the first left. */
  private async admit(): Promise<Call | undefined> {
    for (;;) {
      while (this.waiting[0] && this.enter(this.waiting[0])) this.waiting.shift();
      const [next] = this.waiting;
      const replicas = this.waiting.map(({ replica }) => replica);
      if (!(await this.residences.growFor(replicas))) return next;
      await this.bind();
    }
  }

  private enter(call: Call): boolean {
    const { replica } = call;
    if (replica.schedule.maxSteps === 0 && replica.validationRows.length === 0) {
      const weights = replica.initialWeights.slice();
      call.resolve({ weights, steps: 0, stoppedBy: 'budget', trace: [], seconds: 0 });
      return true;
    }
    const residence = this.residences.enter(replica);
    if (!residence) return false;
    const run = new ReplicaRun(replica, this.parts.layout.layers.length, residence);
    this.active.set(run, { ...call, run, since: performance.now() });
    this.turns.push(run);
    return true;
  }

  /** After the memory has changed. */
  private async bind(): Promise<void> {
    const { layout, device, software, pipelines } = this.parts;
    const kind = shaderKind(layout, this.residences.memory!.featureBuffers, device, software);
    this.compiled = await pipelines.get(kind, 'train');
    this.program?.buffer.destroy();
    this.program = undefined;
  }

  /** Sends the next piece of work; false when there is none. */
  private submit(): boolean {
    const ready = this.turns.filter((run) => !run.idle);
    if (ready.length === 0) return false;
    const { width, steps } = this.parts.pace.share(ready.length);
    const chosen = ready.slice(0, width);
    // Those that took part go to the end, so that all advance alike.
    const others = new Set(this.turns);
    chosen.forEach((run) => others.delete(run));
    this.turns = [...others, ...chosen];
    let units = 0;
    const lists = chosen.map((run) => {
      const list: PlannedTask[] = [];
      let budget = steps;
      while (budget > 0 && !run.idle && list.length < MOST_TASKS) {
        const { task, cost } = run.next(budget, this.parts.layout.batch);
        list.push({ run, task });
        budget -= cost;
        units += cost;
      }
      return list;
    });
    const tasks = lists.flat();
    const { device } = this.parts;
    const words = this.writer.write(lists);
    const { buffer, group } = this.programBuffer(words.byteLength);
    device.queue.writeBuffer(buffer, 0, words);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.compiled!.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(lists.length);
    pass.end();
    const size = 4 * LOG.size * tasks.length;
    const answers = this.readable(size);
    encoder.copyBufferToBuffer(this.residences.memory!.state, 4 * LOG_START, answers, 0, size);
    device.queue.submit([encoder.finish()]);
    this.flights.push({ tasks, units, answers, submitted: performance.now() });
    return true;
  }

  private readable(size: number): GPUBuffer {
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    return this.parts.device.createBuffer({ size, usage });
  }

  private programBuffer(bytes: number): { buffer: GPUBuffer; group: GPUBindGroup } {
    if (this.program && this.program.buffer.size >= bytes) return this.program;
    this.program?.buffer.destroy();
    const size = 2 ** Math.ceil(Math.log2(bytes));
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = this.parts.device.createBuffer({ size, usage });
    const group = this.residences.memory!.bindGroup(this.compiled!.layout, buffer);
    this.program = { buffer, group };
    return this.program;
  }

  private async collect({ tasks, units, answers, submitted }: Flight): Promise<void> {
    await answers.mapAsync(GPUMapMode.READ);
    const now = performance.now();
    this.parts.pace.observe(units, now - Math.max(submitted, this.lastAnswer));
    this.lastAnswer = now;
    const words = new Uint32Array(answers.getMappedRange());
    const floats = new Float32Array(words.buffer);
    tasks.forEach(({ run, task }, i) => {
      const at = i * LOG.size;
      const done = words[at + LOG.done];
      // A driver may drop work without a word: nothing would ever end.
      if (done === 0) throw new EngineLost('The GPU did not do what it was given.');
      const call = this.active.get(run);
      if (!call || run.ended || done === DONE.stoppedBefore) return;
      try {
        run.answer(task, floats[at + LOG.loss]!, words[at + LOG.divergedAt]!);
      } catch (error) {
        if (!(error instanceof TrainingDiverged)) throw error;
        this.abandon(call, error);
        return;
      }
      if (run.ended) this.end(call);
    });
    answers.destroy();
  }

  /** Frees the replica's place at once (the copy is queued before anything that is written there next). */
  private end(call: Active): void {
    const { device, layout } = this.parts;
    const { run } = call;
    const size = 16 * layout.parameters;
    const copy = this.readable(size);
    const from = size * (4 * run.residence.slot + (run.validated ? 3 : 0));
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.residences.memory!.params, from, copy, 0, size);
    device.queue.submit([encoder.finish()]);
    this.leave(call);
    const ending = this.deliver(call, copy)
      .catch(call.reject)
      .then(() => void this.endings.delete(ending));
    this.endings.add(ending);
  }

  private async deliver({ run, since, resolve }: Active, copy: GPUBuffer): Promise<void> {
    await copy.mapAsync(GPUMapMode.READ);
    const weights = unpackWeights(this.parts.layout, new Float32Array(copy.getMappedRange()));
    copy.destroy();
    if (!weights.every(Number.isFinite)) throw new TrainingDiverged(run.made);
    resolve({
      weights,
      steps: run.made,
      stoppedBy: run.stoppedBy ?? 'budget',
      trace: thinTrace(run.stopping.trace),
      seconds: (performance.now() - since) / 1000,
    });
  }
}
