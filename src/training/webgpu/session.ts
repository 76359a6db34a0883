/**
 * One training call: replicas enter free slots, every submission carries some work of some of them, finished ones
 * leave. At most two submissions are in flight; only losses and finished weights are read back.
 */
import type { FeatureMatrix } from '../../descriptors/feature-matrix.ts';
import {
  EngineLost,
  TrainingCancelled,
  TrainingDiverged,
  type Replica,
  type TrainOptions,
} from '../engine.ts';
import { thinTrace } from '../trace.ts';
import type { Place } from './arena.ts';
import { packFeatures, packWeights, unpackWeights, type Layout } from './layout.ts';
import type { Memory } from './memory.ts';
import { Pace } from './pace.ts';
import type { Compiled } from './pipelines.ts';
import { ProgramWriter, type PlannedTask } from './program.ts';
import { packLabels, packTables, ReplicaRun, tableParts, type Residence } from './replica-run.ts';
import { DONE, LOG, STATE } from './wire.ts';

/** Tasks of one replica in one submission: each has an answer, and the log has its size. */
export const MOST_TASKS = 12;
const LARGEST_FLOAT_BITS = 0x7f7fffff;

interface Flight {
  readonly tasks: readonly PlannedTask[];
  readonly units: number;
  readonly answers: GPUBuffer;
  readonly submitted: number;
}

export interface SessionParts {
  readonly device: GPUDevice;
  readonly layout: Layout;
  readonly compiled: Compiled;
  readonly memory: Memory;
  /** Throws when the device is lost or reported an error. */
  readonly check: () => void;
}

export class Session {
  private readonly flights: Flight[] = [];
  private active: ReplicaRun[] = [];
  private readonly waiting: { replica: Replica; index: number }[];
  private readonly freeSlots: number[];
  private readonly tables = new Map<FeatureMatrix, { place: Place; users: number }>();
  private readonly endings = new Set<Promise<void>>();
  private readonly writer: ProgramWriter;
  private readonly pace = new Pace();
  private program: { buffer: GPUBuffer; group: GPUBindGroup } | undefined;
  private failure: unknown;
  private stepsOfEnded = 0;
  private lastAnswer = 0;

  constructor(
    private readonly parts: SessionParts,
    replicas: readonly { replica: Replica; index: number }[],
    private readonly options: TrainOptions,
    private readonly stepsBefore: number,
  ) {
    const { memory, layout } = parts;
    this.waiting = [...replicas];
    this.freeSlots = Array.from({ length: memory.plan.slots }, (_, i) => i);
    this.writer = new ProgramWriter(layout, memory.logStart);
  }

  /** Returns the steps made. */
  async run(): Promise<number> {
    try {
      for (;;) {
        if (this.failure !== undefined) throw this.failure as Error;
        this.parts.check();
        if (this.options.cancelled?.()) throw new TrainingCancelled();
        this.admit();
        if (this.flights.length < 2 && this.submit()) continue;
        const flight = this.flights.shift();
        if (flight) await this.collect(flight);
        else if (this.endings.size > 0) await Promise.race(this.endings);
        else if (this.active.length === 0 && this.waiting.length === 0) {
          return this.steps() - this.stepsBefore;
        } else throw new EngineLost('The GPU stopped a replica that should go on.');
      }
    } finally {
      this.flights.forEach(({ answers }) => answers.destroy());
      this.program?.buffer.destroy();
    }
  }

  private steps(): number {
    return this.active.reduce((sum, run) => sum + run.made, this.stepsBefore + this.stepsOfEnded);
  }

  /** Lets waiting replicas in, in order, while there are slots and room for their tables. */
  private admit(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const { replica, index } = next;
      if (replica.schedule.maxSteps === 0 && replica.validationRows.length === 0) {
        const weights = replica.initialWeights.slice();
        this.options.onEnd(index, { weights, steps: 0, stoppedBy: 'budget', trace: [] });
      } else {
        const residence = this.settle(replica);
        if (!residence) return;
        const layers = this.parts.layout.layers.length;
        this.active.push(new ReplicaRun(replica, index, layers, residence));
      }
      this.waiting.shift();
    }
  }

  private settle(replica: Replica): Residence | undefined {
    const { device, layout, memory } = this.parts;
    const slot = this.freeSlots.at(-1);
    if (slot === undefined) return undefined;
    const features = this.shareFeatures(replica.features);
    if (!features) return undefined;
    const labelWords = packLabels(layout, replica);
    const labels = memory.labels.take(labelWords.length / 4);
    const tableSize = tableParts(layout, replica.validationRows.length).size;
    const tables = labels && memory.tables.take(tableSize);
    if (!labels || !tables) {
      if (labels) memory.labels.give(labels);
      this.releaseFeatures(replica.features);
      return undefined;
    }
    this.freeSlots.pop();
    const { queue } = device;
    const { buffers } = memory;
    queue.writeBuffer(buffers.labels, 16 * labels.offset, labelWords);
    queue.writeBuffer(buffers.tables, 4 * tables.offset, packTables(layout, replica));
    // Weights, then moments that start at zero; the place of the best weights is written before it is read.
    const start = new Float32Array(12 * layout.parameters);
    start.set(packWeights(layout, replica.initialWeights));
    queue.writeBuffer(buffers.params, 64 * slot * layout.parameters, start);
    const state = new Uint32Array(STATE.size);
    state[STATE.lowest] = LARGEST_FLOAT_BITS;
    queue.writeBuffer(buffers.state, 4 * slot * STATE.size, state);
    return { slot, features, labels, tables };
  }

  private shareFeatures(matrix: FeatureMatrix): Place | undefined {
    const known = this.tables.get(matrix);
    if (known) {
      known.users++;
      return known.place;
    }
    const { memory, layout } = this.parts;
    const place = memory.features.take(matrix.rows * layout.features.rowSize);
    if (!place) return undefined;
    memory.writeFeatures(place, packFeatures(layout.features, matrix));
    this.tables.set(matrix, { place, users: 1 });
    return place;
  }

  private releaseFeatures(matrix: FeatureMatrix): void {
    const known = this.tables.get(matrix)!;
    known.users--;
    if (known.users > 0) return;
    this.parts.memory.features.give(known.place);
    this.tables.delete(matrix);
  }

  /** Sends the next piece of work; false when there is none. */
  private submit(): boolean {
    const ready = this.active.filter((run) => !run.idle);
    if (ready.length === 0) return false;
    const { width, steps } = this.pace.share(ready.length);
    const chosen = ready.slice(0, width);
    // Those that took part go to the end, so that all advance alike.
    this.active = [...this.active.filter((run) => !chosen.includes(run)), ...chosen];
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
    const { device, compiled, memory } = this.parts;
    const words = this.writer.write(lists);
    const { buffer, group } = this.programBuffer(words.byteLength);
    device.queue.writeBuffer(buffer, 0, words);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(compiled.pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(lists.length);
    pass.end();
    const size = 4 * LOG.size * tasks.length;
    const answers = device.createBuffer({
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    encoder.copyBufferToBuffer(memory.buffers.state, 4 * memory.logStart, answers, 0, size);
    device.queue.submit([encoder.finish()]);
    this.flights.push({ tasks, units, answers, submitted: performance.now() });
    return true;
  }

  private programBuffer(bytes: number): { buffer: GPUBuffer; group: GPUBindGroup } {
    if (this.program && this.program.buffer.size >= bytes) return this.program;
    this.program?.buffer.destroy();
    const { device, compiled, memory } = this.parts;
    const size = 2 ** Math.ceil(Math.log2(bytes));
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    const buffer = device.createBuffer({ size, usage });
    this.program = { buffer, group: memory.bindGroup(compiled.layout, buffer) };
    return this.program;
  }

  private async collect({ tasks, units, answers, submitted }: Flight): Promise<void> {
    await answers.mapAsync(GPUMapMode.READ);
    const now = performance.now();
    this.pace.observe(units, now - Math.max(submitted, this.lastAnswer));
    this.lastAnswer = now;
    const words = new Uint32Array(answers.getMappedRange());
    const floats = new Float32Array(words.buffer);
    tasks.forEach(({ run, task }, i) => {
      const at = i * LOG.size;
      const done = words[at + LOG.done];
      // A driver may drop work without a word: nothing would ever end.
      if (done === 0) throw new EngineLost('The GPU did not do what it was given.');
      if (run.ended || done === DONE.stoppedBefore) return;
      run.answer(task, floats[at + LOG.loss]!, words[at + LOG.divergedAt]!);
      if (run.ended) this.end(run);
    });
    answers.destroy();
    this.options.onSteps?.(this.steps());
  }

  /** Frees the replica's place at once (the copy is queued before anything that is written there next). */
  private end(run: ReplicaRun): void {
    const { device, layout, memory } = this.parts;
    const { residence, replica } = run;
    const size = 16 * layout.parameters;
    const copy = device.createBuffer({
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
    const from = size * (4 * residence.slot + (run.validated ? 3 : 0));
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(memory.buffers.params, from, copy, 0, size);
    device.queue.submit([encoder.finish()]);
    this.freeSlots.push(residence.slot);
    memory.labels.give(residence.labels);
    memory.tables.give(residence.tables);
    this.releaseFeatures(replica.features);
    this.active = this.active.filter((one) => one !== run);
    this.stepsOfEnded += run.made;
    const ending = this.deliver(run, copy)
      .catch((error: unknown) => (this.failure ??= error))
      .then(() => void this.endings.delete(ending));
    this.endings.add(ending);
  }

  private async deliver(run: ReplicaRun, copy: GPUBuffer): Promise<void> {
    await copy.mapAsync(GPUMapMode.READ);
    const weights = unpackWeights(this.parts.layout, new Float32Array(copy.getMappedRange()));
    copy.destroy();
    if (!weights.every(Number.isFinite)) throw new TrainingDiverged(run.made, run.index);
    this.options.onEnd(run.index, {
      weights,
      steps: run.made,
      stoppedBy: run.stoppedBy ?? 'budget',
      trace: thinTrace(run.stopping.trace),
    });
  }
}
