/**
 * Room in the kernel's memory: a bump pointer that every job starts anew. The memory grows to the biggest job the
 * engine has had and is given back when the engine is disposed; WebAssembly memory cannot shrink.
 */
import { EngineLost } from '../engine.ts';

const PAGE = 65536;
/** Cache lines. */
const ALIGNMENT = 64;

export class Arena {
  private end: number;

  constructor(
    private readonly memory: WebAssembly.Memory,
    private readonly base: number,
  ) {
    this.end = base;
  }

  /** Forgets everything that was reserved. */
  reset(): void {
    this.end = this.base;
  }

  /** The address of `bytes` new bytes, of any content. Throws EngineLost when the memory cannot grow. */
  reserve(bytes: number): number {
    const start = Math.ceil(this.end / ALIGNMENT) * ALIGNMENT;
    this.end = start + bytes;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) {
      try {
        this.memory.grow(Math.ceil(missing / PAGE));
      } catch {
        const megabytes = Math.ceil(this.end / 1e6);
        throw new EngineLost(
          `The job needs ${megabytes} MB of WebAssembly memory, more than there is. Use fewer rows.`,
        );
      }
    }
    return start;
  }

  /** As reserve(), filled with zeros. */
  zeros(bytes: number): number {
    const start = this.reserve(bytes);
    this.uint8(start, bytes).fill(0);
    return start;
  }

  /** Views; they are void after the next reserve(). */
  uint8(address: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, length);
  }
  uint32(address: number, length: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, address, length);
  }
  float32(address: number, length: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, length);
  }
  dataView(address: number, length: number): DataView {
    return new DataView(this.memory.buffer, address, length);
  }

  /** The address of a copy. */
  copyUint8(values: Uint8Array): number {
    const start = this.reserve(values.length);
    this.uint8(start, values.length).set(values);
    return start;
  }
  copyUint32(values: Uint32Array): number {
    const start = this.reserve(4 * values.length);
    this.uint32(start, values.length).set(values);
    return start;
  }
  copyFloat32(values: Float32Array): number {
    const start = this.reserve(4 * values.length);
    this.float32(start, values.length).set(values);
    return start;
  }
}
