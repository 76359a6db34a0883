/**
 * Where the replicas of a session live: a slot for weights and moments, places for labels and tables, and a place for
 * features that replicas with the same matrix share. Grows with those who wait, as far as limits and memory allow.
 */
import type { FeatureMatrix } from '../../descriptors/feature-matrix.ts';
import { EngineLost, type Replica } from '../engine.ts';
import type { Place } from './arena.ts';
import { packFeatures, packWeights, type Layout } from './layout.ts';
import { largestMemory, Memory, PARTS, refuseTooLarge, sizeOf, type MemorySize } from './memory.ts';
import { packLabels, packTables, tableParts, type Residence } from './replica-run.ts';
import { LOG, STATE } from './wire.ts';

/** Replicas that train at once. */
const MOST_SLOTS = 256;
/** Tasks of one replica in one submission: each has an answer, and the log has its size. */
export const MOST_TASKS = 12;
/** Words of the state buffer before the log. */
export const LOG_START = MOST_SLOTS * STATE.size;
const STATE_WORDS = LOG_START + MOST_SLOTS * MOST_TASKS * LOG.size;
const LARGEST_FLOAT_BITS = 0x7f7fffff;

export class Residences {
  memory: Memory | undefined;
  private readonly freeSlots: number[] = [];
  private readonly tables = new Map<FeatureMatrix, { place: Place; users: number }>();
  private readonly most: MemorySize;
  private outOfMemory = false;

  constructor(
    private readonly device: GPUDevice,
    private readonly layout: Layout,
    private readonly cap: number | undefined,
  ) {
    const most = largestMemory(device, layout, cap);
    this.most = { ...most, slots: Math.min(most.slots, MOST_SLOTS) };
  }

  /** Throws EngineUnavailable for a replica that no memory of this device holds. */
  check(replica: Replica): void {
    refuseTooLarge(this.needsOf(replica), this.most);
  }

  /** Moves the replica in; undefined when there is no room. */
  enter(replica: Replica): Residence | undefined {
    const { memory, layout, device } = this;
    const slot = this.freeSlots.at(-1);
    if (!memory || slot === undefined) return undefined;
    const features = this.shareFeatures(memory, replica.features);
    if (!features) return undefined;
    const needs = this.needsOf(replica);
    const labels = memory.labels.take(needs.labels);
    const tables = labels && memory.tables.take(needs.tables);
    if (!labels || !tables) {
      if (labels) memory.labels.give(labels);
      this.releaseFeatures(memory, replica.features);
      return undefined;
    }
    this.freeSlots.pop();
    memory.writeLabels(labels, packLabels(layout, replica));
    memory.writeTables(tables, packTables(layout, replica));
    // Weights, then moments that start at zero; the place of the best weights is written before it is read.
    const start = new Float32Array(12 * layout.parameters);
    start.set(packWeights(layout, replica.initialWeights));
    memory.writeParams(slot, start);
    const state = new Uint32Array(STATE.size);
    state[STATE.lowest] = LARGEST_FLOAT_BITS;
    device.queue.writeBuffer(memory.state, 4 * slot * STATE.size, state);
    return { slot, features, labels, tables };
  }

  leave(replica: Replica, { slot, labels, tables }: Residence): void {
    const memory = this.memory!;
    this.freeSlots.push(slot);
    memory.labels.give(labels);
    memory.tables.give(tables);
    this.releaseFeatures(memory, replica.features);
  }

  /**
   * Makes room for those who wait, or as many of them as the device allows; false when nothing was gained.
   * Throws EngineLost when the device has too little memory for the first one alone.
   */
  async growFor(waiting: readonly Replica[]): Promise<boolean> {
    if (this.outOfMemory && this.usedSlots > 0) return false;
    const next = waiting.slice(0, this.most.slots - this.usedSlots);
    if (next.length === 0) return false;
    const least = this.sizeFor(next.slice(0, 1));
    let wanted = this.sizeFor(next);
    const now = this.memory?.size;
    if (now && PARTS.every((part) => wanted[part] <= now[part])) return false;
    for (;;) {
      if (await this.resize(wanted)) return true;
      if (PARTS.every((part) => wanted[part] <= least[part])) break;
      wanted = halfway(least, wanted);
    }
    this.outOfMemory = true;
    if (this.usedSlots === 0) {
      throw new EngineLost('The GPU has too little memory for one replica.');
    }
    return false;
  }

  destroy(): void {
    this.memory?.destroy();
  }

  private get usedSlots(): number {
    return (this.memory?.size.slots ?? 0) - this.freeSlots.length;
  }

  private async resize(size: MemorySize): Promise<boolean> {
    const before = this.memory?.size.slots ?? 0;
    if (this.memory) {
      if (!(await this.memory.grow(size))) return false;
    } else {
      const { device, layout, cap } = this;
      this.memory = await Memory.create(device, layout, size, STATE_WORDS, cap);
      if (!this.memory) return false;
    }
    for (let slot = before; slot < size.slots; slot++) this.freeSlots.push(slot);
    return true;
  }

  /** Memory for whoever lives here and these, a half larger than before where it must grow, within the limits. */
  private sizeFor(waiting: readonly Replica[]): MemorySize {
    const { memory, most } = this;
    const { features, labels, tables } = memory ?? {};
    const used = {
      slots: this.usedSlots,
      features: features?.used ?? 0,
      labels: labels?.used ?? 0,
      tables: tables?.used ?? 0,
    };
    const known = new Set(this.tables.keys());
    for (const replica of waiting) {
      const needs = this.needsOf(replica);
      if (!known.has(replica.features)) used.features += needs.features;
      known.add(replica.features);
      used.slots++;
      used.labels += needs.labels;
      used.tables += needs.tables;
    }
    return sizeOf((key) => {
      const now = memory?.size[key] ?? 0;
      if (used[key] <= now) return now;
      return Math.min(most[key], Math.max(used[key], Math.ceil(1.5 * now)));
    });
  }

  private needsOf({ features, validationRows }: Replica): MemorySize {
    const { layers, features: columns } = this.layout;
    return {
      slots: 1,
      features: features.rows * columns.rowSize,
      labels: features.rows * layers.at(-1)!.out4,
      tables: tableParts(this.layout, validationRows.length).size,
    };
  }

  private shareFeatures(memory: Memory, matrix: FeatureMatrix): Place | undefined {
    const known = this.tables.get(matrix);
    if (known) {
      known.users++;
      return known.place;
    }
    const { features } = this.layout;
    const place = memory.features.take(matrix.rows * features.rowSize);
    if (!place) return undefined;
    memory.writeFeatures(place, packFeatures(features, matrix));
    this.tables.set(matrix, { place, users: 1 });
    return place;
  }

  private releaseFeatures(memory: Memory, matrix: FeatureMatrix): void {
    const known = this.tables.get(matrix)!;
    known.users--;
    if (known.users > 0) return;
    memory.features.give(known.place);
    this.tables.delete(matrix);
  }
}

function halfway(least: MemorySize, wanted: MemorySize): MemorySize {
  return sizeOf((key) => Math.floor((least[key] + wanted[key]) / 2));
}
