import { expect, test } from 'vitest';
import { digestOfNumbers } from '../../../src/descriptors/digest.ts';

const list = (count: number, value: (i: number) => number) =>
  Float64Array.from({ length: count }, (_, i) => value(i));

// By mmh3 5 for Python (the C++ reference): mmh3.hash_bytes(struct.pack('<…d', …), 0, x64arch=False).hex().
test('the digest is MurmurHash3_x86_128 of the float64 bits', () => {
  const cases: [Float64Array<ArrayBuffer>, string][] = [
    [list(0, () => 0), '00000000000000000000000000000000'],
    [Float64Array.of(1), '2ecd49d143de9ffb425cb2be425cb2be'],
    [Float64Array.of(1, 2), 'cfb338d975c8e0d2dd328e10422f0736'],
    [Float64Array.of(0.1, -2.5, 3e10), '18ccc3f895d671825fe2a90edd55ebe4'],
    [list(9, (i) => i + 1), '001b7247050f5c5e0772865ba55aba43'],
    [list(190, (i) => 300 + i / 7), '959bcebe5e4e4ba90eac8b148a9d6533'],
  ];
  for (const [values, digest] of cases) expect(digestOfNumbers(values)).toBe(digest);
  // A view into a longer array is hashed as what it shows.
  const long = list(12, (i) => i);
  expect(digestOfNumbers(long.subarray(1, 10))).toBe('001b7247050f5c5e0772865ba55aba43');
});
