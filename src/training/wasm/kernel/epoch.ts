/** The order of an epoch's rows: exactly epochOrder() of src/random.ts (Threefry-2x32-20, Fisher-Yates). */

let word0: u32 = 0;
let word1: u32 = 0;

function threefry(key0: u32, key1: u32, counter0: u32, counter1: u32): void {
  const key2: u32 = 0x1bd11bda ^ key0 ^ key1;
  let x = counter0 + key0;
  let y = counter1 + key1;
  for (let group: u32 = 0; group < 5; group++) {
    if ((group & 1) == 0) {
      x += y;
      y = rotl<u32>(y, 13) ^ x;
      x += y;
      y = rotl<u32>(y, 15) ^ x;
      x += y;
      y = rotl<u32>(y, 26) ^ x;
      x += y;
      y = rotl<u32>(y, 6) ^ x;
    } else {
      x += y;
      y = rotl<u32>(y, 17) ^ x;
      x += y;
      y = rotl<u32>(y, 29) ^ x;
      x += y;
      y = rotl<u32>(y, 16) ^ x;
      x += y;
      y = rotl<u32>(y, 24) ^ x;
    }
    const next = (group + 1) % 3;
    const after = (group + 2) % 3;
    x += next == 0 ? key0 : next == 1 ? key1 : key2;
    y += (after == 0 ? key0 : after == 1 ? key1 : key2) + group + 1;
  }
  word0 = x;
  word1 = y;
}

/** Writes the permutation of 0 ... n - 1 of the epoch to `order` (u32). */
export function epochOrder(key0: u32, key1: u32, epoch: u32, order: usize, n: i32): void {
  for (let i = 0; i < n; i++) store<u32>(order + i * 4, i);
  let block = -1;
  for (let i = n - 1; i > 0; i--) {
    if (i >> 1 != block) {
      block = i >> 1;
      threefry(key0, key1, block, epoch);
    }
    const word = (i & 1) == 0 ? word0 : word1;
    // In float64 like the page's: word (i + 1) may need more than 53 bits only from 2^21 rows on.
    const j = <u32>floor((<f64>word * <f64>(i + 1)) / 4294967296);
    const kept = load<u32>(order + i * 4);
    store<u32>(order + i * 4, load<u32>(order + j * 4));
    store<u32>(order + j * 4, kept);
  }
}
