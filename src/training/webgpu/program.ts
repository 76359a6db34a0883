/** Writes the program of one submission: for each workgroup its items, for each training step its record. */
import { recordWords, type Layout } from './layout.ts';
import { labelWeights } from '../mini-batches.ts';
import { tableParts, type ReplicaRun, type Task } from './replica-run.ts';
import { FLAG, GROUP, ITEM, LOG, RECORD } from './wire.ts';

export interface PlannedTask {
  readonly run: ReplicaRun;
  readonly task: Task;
}

export class ProgramWriter {
  private words = new Uint32Array(1024);
  private floats = new Float32Array(this.words.buffer);
  private readonly recordSize: number;

  constructor(
    private readonly layout: Layout,
    private readonly logStart: number,
  ) {
    this.recordSize = recordWords(layout);
  }

  /** `lists`: the tasks of each workgroup, in order. The answer to task i (counted through) is at logStart + i LOG.size. */
  write(lists: readonly (readonly PlannedTask[])[]): Uint32Array<ArrayBuffer> {
    const tasks = lists.flat();
    const steps = tasks.reduce(
      (sum, { task }) => sum + (task.kind === 'steps' ? task.steps : 0),
      0,
    );
    const itemStart = lists.length * GROUP.size;
    let record = itemStart + tasks.length * ITEM.size;
    this.reserve(record + steps * this.recordSize);
    let item = 0;
    lists.forEach((list, group) => {
      this.words[group * GROUP.size + GROUP.firstItem] = item;
      this.words[group * GROUP.size + GROUP.items] = list.length;
      for (const planned of list) {
        this.item(itemStart + item * ITEM.size, planned, record, this.logStart + item * LOG.size);
        if (planned.task.kind === 'steps') {
          for (let i = 0; i < planned.task.steps; i++) {
            this.record(record, planned.run, planned.task.from + i);
            record += this.recordSize;
          }
        }
        item++;
      }
    });
    return this.words.subarray(0, record);
  }

  private item(at: number, { run, task }: PlannedTask, records: number, log: number): void {
    const { words, floats } = this;
    const { residence, replica } = run;
    const { schedule } = replica;
    const parts = tableParts(this.layout, replica.validationRows.length);
    words.fill(0, at, at + ITEM.size);
    words[at + ITEM.slot] = residence.slot;
    words[at + ITEM.features] = residence.features.offset;
    words[at + ITEM.labels] = residence.labels.offset;
    words[at + ITEM.scaling] = residence.tables.offset + parts.scaling;
    words[at + ITEM.validationRows] = residence.tables.offset + parts.rows;
    words[at + ITEM.validationWeights] = residence.tables.offset + parts.weights;
    floats[at + ITEM.huberDelta] = schedule.huberDelta;
    floats[at + ITEM.clip] = replica.scaling.clip;
    words[at + ITEM.firstTrained] = run.firstTrained;
    words[at + ITEM.records] = records;
    words[at + ITEM.patience] = Math.min(schedule.patience, 0xffffffff);
    words[at + ITEM.log] = log;
    let flags = schedule.loss === 'huber' ? FLAG.huber : 0;
    if (task.kind === 'steps') {
      words[at + ITEM.steps] = task.steps;
    } else {
      words[at + ITEM.evaluateFrom] = task.from;
      words[at + ITEM.evaluateRows] = task.rows;
      if (task.from === 0) flags |= FLAG.evaluationStarts;
      if (task.ends) flags |= FLAG.evaluationEnds;
      if (task.step > 0) flags |= FLAG.mayStop;
    }
    words[at + ITEM.flags] = flags;
  }

  private record(at: number, run: ReplicaRun, step: number): void {
    const { words, floats, layout } = this;
    const { labels, schedule } = run.replica;
    const first = at + RECORD.labelWeights;
    const out = 4 * layout.layers.at(-1)!.out4;
    const rows = words.subarray(first + out, first + out + layout.batch);
    const count = run.batches.rows(step, rows);
    const weights = floats.fill(0, first, first + out).subarray(first, first + out);
    const learns = labelWeights(labels, layout.network.outputs, rows, count, weights);
    const [meanFactor, squareFactor] = run.corrections();
    const rate = run.rates[step]!;
    words[at + RECORD.rows] = count;
    words[at + RECORD.learns] = learns ? 1 : 0;
    words[at + RECORD.step] = step + 1;
    floats[at + RECORD.rate] = rate;
    floats[at + RECORD.decay] = rate * schedule.weightDecay;
    floats[at + RECORD.meanFactor] = meanFactor;
    floats[at + RECORD.squareFactor] = squareFactor;
  }

  private reserve(words: number): void {
    if (this.words.length >= words) return;
    this.words = new Uint32Array(2 ** Math.ceil(Math.log2(words)));
    this.floats = new Float32Array(this.words.buffer);
  }
}
