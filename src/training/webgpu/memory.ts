/**
 * The GPU buffers of one training call, made for as many replicas at once as the limits and the memory allow:
 * when the device has too little, half as many are tried.
 */
import { EngineUnavailable } from '../engine.ts';
import { Arena, type Place } from './arena.ts';
import { packShape, type Layout } from './layout.ts';
import { BINDING } from './shader-tables.ts';
import { STATE } from './wire.ts';

/** What the replicas in hand need of shared tables, in the units of each. */
export interface TableNeeds {
  /** vec4 */
  readonly features: number;
  /** vec4 */
  readonly labels: number;
  /** words */
  readonly tables: number;
}

export interface MemoryPlan {
  readonly slots: number;
  /** vec4 in each feature buffer but the last. */
  readonly featureSplit: number;
  readonly featureBuffers: number;
  readonly needs: TableNeeds;
}

const STORAGE = 0x80;
const UNIFORM = 0x40;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;

/** Bytes that one binding may hold, by the device's limits or a smaller cap (tests split small tables with it). */
export function bindingBytes(device: GPUDevice, cap = Infinity): number {
  const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
  return Math.min(maxStorageBufferBindingSize, maxBufferSize, 2 ** 32 - 16, cap);
}

/**
 * The largest plan within the limits. Throws EngineUnavailable('backend-refused') when not even one replica fits:
 * `largest` is what the most demanding replica needs, `all` what all replicas need together.
 */
export function planMemory(
  device: GPUDevice,
  layout: Layout,
  replicas: number,
  largest: TableNeeds,
  all: TableNeeds,
  cap?: number,
): MemoryPlan {
  const bytes = bindingBytes(device, cap);
  const perBinding = Math.floor(bytes / 16);
  // The shape is a uniform: six storage buffers besides the features.
  const split = device.limits.maxStorageBuffersPerShaderStage - 6;
  const slotSize = Math.max(4 * layout.parameters, layout.scratch);
  const slots = Math.min(replicas, Math.floor(perBinding / slotSize));
  const needs = {
    features: Math.max(1, Math.min(all.features, split * perBinding)),
    labels: Math.max(1, Math.min(all.labels, perBinding)),
    tables: Math.max(4, Math.min(all.tables, 4 * perBinding)),
  };
  const tooLarge =
    slots < 1 ||
    largest.features > needs.features ||
    largest.labels > needs.labels ||
    largest.tables > needs.tables;
  if (tooLarge) {
    throw new EngineUnavailable(
      'backend-refused',
      `One replica needs more than this GPU binds (${split} x ${bytes} bytes for features, one for the rest).`,
    );
  }
  const featureBuffers = Math.ceil(needs.features / perBinding);
  return { slots, featureSplit: perBinding, featureBuffers, needs };
}

export class Memory {
  readonly labels: Arena;
  readonly tables: Arena;
  readonly features: Arena;

  private constructor(
    private readonly device: GPUDevice,
    readonly plan: MemoryPlan,
    readonly buffers: {
      readonly shape: GPUBuffer;
      readonly labels: GPUBuffer;
      readonly tables: GPUBuffer;
      readonly params: GPUBuffer;
      readonly scratch: GPUBuffer;
      readonly state: GPUBuffer;
      readonly features: readonly GPUBuffer[];
    },
    /** Words of the state buffer before the log. */
    readonly logStart: number,
  ) {
    this.labels = new Arena(plan.needs.labels);
    this.tables = new Arena(plan.needs.tables);
    this.features = new Arena(plan.needs.features);
  }

  /** Undefined when the device is out of memory. `logWords` are kept behind the state of the slots. */
  static async create(
    device: GPUDevice,
    layout: Layout,
    plan: MemoryPlan,
    logWords: number,
  ): Promise<Memory | undefined> {
    const made: GPUBuffer[] = [];
    const make = (words: number, usage = STORAGE | COPY_DST | COPY_SRC) => {
      const buffer = device.createBuffer({ size: 4 * words, usage });
      made.push(buffer);
      return buffer;
    };
    const { slots, needs, featureBuffers, featureSplit } = plan;
    const shape = packShape(layout, featureSplit);
    const logStart = slots * STATE.size;
    device.pushErrorScope('out-of-memory');
    const buffers = {
      shape: make(shape.length, UNIFORM | COPY_DST),
      labels: make(4 * needs.labels),
      tables: make(needs.tables),
      params: make(16 * slots * layout.parameters),
      scratch: make(4 * slots * layout.scratch),
      state: make(logStart + logWords),
      features: Array.from({ length: featureBuffers }, (_, i) =>
        make(4 * Math.min(featureSplit, needs.features - i * featureSplit)),
      ),
    };
    if (await device.popErrorScope()) {
      made.forEach((buffer) => buffer.destroy());
      return undefined;
    }
    device.queue.writeBuffer(buffers.shape, 0, shape);
    return new Memory(device, plan, buffers, logStart);
  }

  bindGroup(layout: GPUBindGroupLayout, program: GPUBuffer): GPUBindGroup {
    const { shape, labels, tables, params, scratch, state, features } = this.buffers;
    const entry = (binding: number, buffer: GPUBuffer) => ({ binding, resource: { buffer } });
    return this.device.createBindGroup({
      layout,
      entries: [
        entry(BINDING.shape, shape),
        entry(BINDING.program, program),
        entry(BINDING.labels, labels),
        entry(BINDING.tables, tables),
        entry(BINDING.params, params),
        entry(BINDING.scratch, scratch),
        entry(BINDING.state, state),
        ...features.map((buffer, i) => entry(BINDING.features + i, buffer)),
      ],
    });
  }

  /** Writes a packed table, across the feature buffers it touches. */
  writeFeatures(place: Place, words: Uint32Array<ArrayBuffer>): void {
    const { featureSplit } = this.plan;
    let done = 0;
    while (done < place.size) {
      const at = place.offset + done;
      const index = Math.floor(at / featureSplit);
      const inside = at - index * featureSplit;
      const size = Math.min(place.size - done, featureSplit - inside);
      const buffer = this.buffers.features[index]!;
      this.device.queue.writeBuffer(buffer, 16 * inside, words, 4 * done, 4 * size);
      done += size;
    }
  }

  destroy(): void {
    const { shape, labels, tables, params, scratch, state, features } = this.buffers;
    for (const buffer of [shape, labels, tables, params, scratch, state, ...features])
      buffer.destroy();
  }
}
