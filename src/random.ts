/**
 * Every random number of the project, and the transcendental functions that decide numbers.
 * Counter-based (Threefry-2x32-20), so a value depends on its key and counter alone, never on order;
 * only +, -, *, / and integer operations are used, so the bits are the same in every browser.
 */

/** A 64-bit key as two unsigned 32-bit words. */
export type Key = readonly [number, number];

/** What a stream is for: the second part of every key. The numbers must never change. */
export const PURPOSE = {
  testSplit: 1,
  measuredPermutation: 2,
  simulatedPermutation: 3,
  initialWeights: 4,
  batches: 5,
  syntheticWorld: 6,
  testMaterials: 7,
} as const;

export type Purpose = keyof typeof PURPOSE;

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;

/**
 * Threefry-2x32 with 20 rounds: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
 * Writes two unsigned words to `out`.
 */
export function threefry(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  let x = (counter0 + key0) | 0;
  let y = (counter1 + key1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) * 4;
    for (let round = 0; round < 4; round++) {
      const rotation = ROTATIONS[first + round] as number;
      x = (x + y) | 0;
      y = ((y << rotation) | (y >>> (32 - rotation))) ^ x;
    }
    const next = (group + 1) % 3;
    const after = (group + 2) % 3;
    x = (x + (next === 0 ? key0 : next === 1 ? key1 : key2)) | 0;
    y = (y + (after === 0 ? key0 : after === 1 ? key1 : key2) + group + 1) | 0;
  }
  out[0] = x;
  out[1] = y;
}

/**
 * The key of a stream: folds seed, purpose and parts into 64 bits. Parts are non-negative integers
 * below 2^32, or hexadecimal fingerprints of which the first 16 digits count.
 * Throws RangeError for any other part.
 */
export function streamKey(seed: number, purpose: Purpose, ...parts: (number | string)[]): Key {
  const state = new Uint32Array([seed >>> 0, Math.floor(seed / 4294967296) >>> 0]);
  let position = 0;
  const fold = (word: number) =>
    threefry(state[0] as number, state[1] as number, word, position++, state);
  fold(PURPOSE[purpose]);
  for (const part of parts) {
    if (typeof part === 'number') {
      if (!Number.isInteger(part) || part < 0 || part > 0xffffffff) {
        throw new RangeError(`Key part ${part} is not an integer from 0 to 2^32 - 1.`);
      }
      fold(part);
    } else {
      if (!/^[0-9a-f]{16}/i.test(part)) {
        throw new RangeError(`Key part "${part}" does not start with 16 hexadecimal digits.`);
      }
      fold(parseInt(part.slice(0, 8), 16));
      fold(parseInt(part.slice(8, 16), 16));
    }
  }
  return [state[0] as number, state[1] as number];
}

/** A sequence of random numbers from one key: word i is threefry(key, [i >> 1, 0])[i & 1]. */
export class Stream {
  private readonly words = new Uint32Array(2);
  private position = 0;

  constructor(private readonly key: Key) {}

  /** The next unsigned 32-bit word. */
  uint32(): number {
    if ((this.position & 1) === 0) {
      threefry(this.key[0], this.key[1], this.position >>> 1, 0, this.words);
    }
    return this.words[this.position++ & 1] as number;
  }

  /** Uniform in [0, 1) with 32 bits. */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** An integer in [0, bound), bound below 2^21. */
  below(bound: number): number {
    return Math.floor((this.uint32() * bound) / 4294967296);
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    const u = (this.uint32() + 1) / 4294967296;
    const v = this.uniform();
    return Math.sqrt(-2 * log(u)) * cos(2 * Math.PI * v);
  }
}

/** A permutation of 0 ... n - 1 (Fisher-Yates from the end; word i of the stream serves position n - 1 - i). */
export function permutation(key: Key, n: number): Uint32Array<ArrayBuffer> {
  const stream = new Stream(key);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

/**
 * The order in which an epoch visits its training rows, written to `order` (length n): identity, then
 * for i = n - 1 ... 1 swap i with j = floor(word_i (i + 1) / 2^32), word_i = threefry(key, [i >> 1, epoch])[i & 1].
 * Every engine, whatever its language, follows exactly this.
 */
export function epochOrder(key: Key, epoch: number, order: Uint32Array): void {
  const words = new Uint32Array(2);
  const n = order.length;
  for (let i = 0; i < n; i++) order[i] = i;
  let block = -1;
  for (let i = n - 1; i > 0; i--) {
    if (i >>> 1 !== block) {
      block = i >>> 1;
      threefry(key[0], key[1], block, epoch, words);
    }
    const j = Math.floor(((words[i & 1] as number) * (i + 1)) / 4294967296);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}

const bits = new DataView(new ArrayBuffer(8));
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

/** 2^k for -1022 <= k <= 1023, exactly. */
function powerOfTwo(k: number): number {
  bits.setUint32(0, (k + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** e^x to within 1 unit in the last place (fdlibm, e_exp.c). */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.round(x * 1.442695040888963387);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 +
                t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  if (k < -1021) return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  if (k > 1023) return y * 2 * powerOfTwo(1023);
  return y * powerOfTwo(k);
}

/** Natural logarithm to within 1 unit in the last place (fdlibm, e_log.c). */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return x;
  let k = 0;
  let scaled = x;
  if (scaled < 2.2250738585072014e-308) {
    scaled *= 18014398509481984;
    k = -54;
  }
  bits.setFloat64(0, scaled);
  let high = bits.getUint32(0);
  k += (high >>> 20) - 1023;
  high &= 0xfffff;
  const i = (high + 0x95f64) & 0x100000;
  bits.setUint32(0, high | (i ^ 0x3ff00000));
  k += i >>> 20;
  const f = bits.getFloat64(0) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 =
    w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + t1 + t2) + k * LN2_LOW) - f);
}

const PI_2_HIGH = 1.57079632673412561417;
const PI_2_MIDDLE = 6.0771005063039659766e-11;
const PI_2_LOW = 2.02226624879595063154e-21;

/** The sine on [-pi/4, pi/4] (fdlibm, k_sin.c). */
function sineKernel(x: number): number {
  const z = x * x;
  const r =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z *
          (2.75573137070700676789e-6 +
            z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)));
  return x + z * x * (-1.66666666666666324348e-1 + z * r);
}

/** The cosine on [-pi/4, pi/4] (fdlibm, k_cos.c). */
function cosineKernel(x: number): number {
  const z = x * x;
  const r =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z *
                (-2.75573143513906633035e-7 +
                  z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))));
  const half = 0.5 * z;
  const w = 1 - half;
  return w + (1 - w - half + z * r);
}

function reduceAngle(x: number): { quadrant: number; rest: number } {
  const k = Math.round(x / (Math.PI / 2));
  const rest = x - k * PI_2_HIGH - k * PI_2_MIDDLE - k * PI_2_LOW;
  return { quadrant: ((k % 4) + 4) % 4, rest };
}

/** Sine for |x| below 10^5, to about 1e-15 absolute. */
export function sin(x: number): number {
  const { quadrant, rest } = reduceAngle(x);
  const value = quadrant % 2 === 0 ? sineKernel(rest) : cosineKernel(rest);
  return quadrant < 2 ? value : -value;
}

/** Cosine for |x| below 10^5, to about 1e-15 absolute. */
export function cos(x: number): number {
  return sin(x + Math.PI / 2);
}
