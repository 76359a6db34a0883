/**
 * The GPU buffers of a session. They grow while it runs: larger ones are made, what is there is copied on the GPU, and
 * work that is already submitted goes on with the old ones. Where the device has too little memory everything stays.
 */
import { EngineUnavailable } from '../engine.ts';
import { Arena, type Place } from './arena.ts';
import { packShape, type Layout } from './layout.ts';
import { BINDING } from './shader-tables.ts';

/** Room for replicas and their tables, each in its own unit. */
export interface MemorySize {
  /** Replicas. */
  readonly slots: number;
  /** vec4 */
  readonly features: number;
  /** vec4 */
  readonly labels: number;
  /** words */
  readonly tables: number;
}

export const PARTS = ['slots', 'features', 'labels', 'tables'] as const;

/** A size from what `part` gives for each of its parts. */
export function sizeOf(part: (key: keyof MemorySize) => number): MemorySize {
  return {
    slots: part('slots'),
    features: part('features'),
    labels: part('labels'),
    tables: part('tables'),
  };
}

const STORAGE = 0x80;
const UNIFORM = 0x40;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;

/** vec4 that one binding may hold, by the device's limits or a smaller cap in bytes (tests split small tables with it). */
function bindingSize(device: GPUDevice, cap = Infinity): number {
  const { maxStorageBufferBindingSize, maxBufferSize } = device.limits;
  const bytes = Math.min(maxStorageBufferBindingSize, maxBufferSize, 2 ** 32 - 16, cap);
  return Math.floor(bytes / 16);
}

/** The largest memory that the device can bind for this layout; `slots` is 0 where not even one replica fits. */
export function largestMemory(device: GPUDevice, layout: Layout, cap?: number): MemorySize {
  const binding = bindingSize(device, cap);
  // The shape is a uniform: six storage buffers besides the features.
  const split = device.limits.maxStorageBuffersPerShaderStage - 6;
  const slots = Math.floor(binding / Math.max(4 * layout.parameters, layout.scratch));
  return { slots, features: split * binding, labels: binding, tables: 4 * binding };
}

/** Throws EngineUnavailable('backend-refused') when that is more than there can be. */
export function refuseTooLarge(size: MemorySize, most: MemorySize): void {
  const part = PARTS.find((key) => size[key] > most[key] || most[key] === 0);
  if (!part) return;
  const room = part === 'slots' ? 'its weights' : `its ${part}`;
  const limit = 16 * most.labels;
  throw new EngineUnavailable(
    'backend-refused',
    `One network needs more room for ${room} than this GPU binds (${limit} bytes at a time).`,
  );
}

interface Buffers {
  readonly labels: GPUBuffer;
  readonly tables: GPUBuffer;
  readonly params: GPUBuffer;
  readonly scratch: GPUBuffer;
  readonly features: readonly GPUBuffer[];
}

export class Memory {
  readonly labels: Arena;
  readonly tables: Arena;
  readonly features: Arena;

  private constructor(
    private readonly device: GPUDevice,
    private readonly layout: Layout,
    /** vec4 in each feature buffer but the last. */
    private readonly featureSplit: number,
    private readonly shape: GPUBuffer,
    /** Of a fixed size. */
    readonly state: GPUBuffer,
    private buffers: Buffers,
    public size: MemorySize,
  ) {
    this.labels = new Arena(size.labels);
    this.tables = new Arena(size.tables);
    this.features = new Arena(size.features);
  }

  /** Undefined when the device is out of memory. `state` has so many words. */
  static async create(
    device: GPUDevice,
    layout: Layout,
    size: MemorySize,
    stateWords: number,
    cap?: number,
  ): Promise<Memory | undefined> {
    const split = bindingSize(device, cap);
    const words = packShape(layout, split);
    const made = await allocate(device, (make) => ({
      shape: make(4 * words.length, UNIFORM | COPY_DST),
      state: make(4 * stateWords),
      buffers: makeBuffers(make, layout, size, split),
    }));
    if (!made) return undefined;
    device.queue.writeBuffer(made.shape, 0, words);
    return new Memory(device, layout, split, made.shape, made.state, made.buffers, size);
  }

  /** How many bindings the feature table takes. */
  get featureBuffers(): number {
    return this.buffers.features.length;
  }

  get params(): GPUBuffer {
    return this.buffers.params;
  }

  /** False when the device is out of memory. Bind groups made before hold the old buffers. */
  async grow(size: MemorySize): Promise<boolean> {
    const { device, layout, featureSplit } = this;
    const larger = await allocate(device, (make) => makeBuffers(make, layout, size, featureSplit));
    if (!larger) return false;
    const old = this.buffers;
    const encoder = device.createCommandEncoder();
    const copy = (from: GPUBuffer, to: GPUBuffer) =>
      encoder.copyBufferToBuffer(from, 0, to, 0, from.size);
    copy(old.labels, larger.labels);
    copy(old.tables, larger.tables);
    copy(old.params, larger.params);
    old.features.forEach((buffer, i) => copy(buffer, larger.features[i]!));
    device.queue.submit([encoder.finish()]);
    this.buffers = larger;
    this.size = size;
    this.labels.extend(size.labels);
    this.tables.extend(size.tables);
    this.features.extend(size.features);
    listOf(old).forEach((buffer) => buffer.destroy());
    return true;
  }

  bindGroup(layout: GPUBindGroupLayout, program: GPUBuffer): GPUBindGroup {
    const { labels, tables, params, scratch, features } = this.buffers;
    const entry = (binding: number, buffer: GPUBuffer) => ({ binding, resource: { buffer } });
    return this.device.createBindGroup({
      layout,
      entries: [
        entry(BINDING.shape, this.shape),
        entry(BINDING.program, program),
        entry(BINDING.labels, labels),
        entry(BINDING.tables, tables),
        entry(BINDING.params, params),
        entry(BINDING.scratch, scratch),
        entry(BINDING.state, this.state),
        ...features.map((buffer, i) => entry(BINDING.features + i, buffer)),
      ],
    });
  }

  writeLabels(place: Place, words: Uint32Array<ArrayBuffer>): void {
    this.device.queue.writeBuffer(this.buffers.labels, 16 * place.offset, words);
  }

  writeTables(place: Place, words: ArrayBufferView<ArrayBuffer>): void {
    this.device.queue.writeBuffer(this.buffers.tables, 4 * place.offset, words);
  }

  /** The four sets of numbers of a slot, or the first of them. */
  writeParams(slot: number, numbers: Float32Array<ArrayBuffer>): void {
    const offset = 64 * slot * this.layout.parameters;
    this.device.queue.writeBuffer(this.buffers.params, offset, numbers);
  }

  /** Writes a packed table, across the feature buffers it touches. */
  writeFeatures(place: Place, words: Uint32Array<ArrayBuffer>): void {
    const { featureSplit } = this;
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
    for (const buffer of [this.shape, this.state, ...listOf(this.buffers)]) buffer.destroy();
  }
}

type Make = (bytes: number, usage?: number) => GPUBuffer;

/** Undefined, and nothing made, when the device is out of memory. */
async function allocate<T>(device: GPUDevice, work: (make: Make) => T): Promise<T | undefined> {
  const made: GPUBuffer[] = [];
  device.pushErrorScope('out-of-memory');
  const result = work((size, usage = STORAGE | COPY_DST | COPY_SRC) => {
    const buffer = device.createBuffer({ size, usage });
    made.push(buffer);
    return buffer;
  });
  if (!(await device.popErrorScope())) return result;
  made.forEach((buffer) => buffer.destroy());
  return undefined;
}

function makeBuffers(make: Make, layout: Layout, size: MemorySize, featureSplit: number): Buffers {
  const count = Math.ceil(size.features / featureSplit);
  return {
    labels: make(16 * size.labels),
    tables: make(4 * size.tables),
    params: make(64 * size.slots * layout.parameters),
    scratch: make(16 * size.slots * layout.scratch),
    features: Array.from({ length: count }, (_, i) =>
      make(16 * Math.min(featureSplit, size.features - i * featureSplit)),
    ),
  };
}

function listOf({ labels, tables, params, scratch, features }: Buffers): GPUBuffer[] {
  return [labels, tables, params, scratch, ...features];
}
