import { expect, test } from 'vitest';
import { english } from '../../../src/words/words.ts';

test('what is not kept says why, with the values, and what to do', () => {
  const { storage } = english;
  const large = { name: 'polymers.csv', bytes: 123_456_789, limit: 100e6 };
  expect(storage.tableProblem({ code: 'table-over-limit', ...large })).toBe(
    'polymers.csv (124 MB) is not kept: all tables together may take 100 MB. Raise the limit, or choose the file again next time.',
  );
  expect(storage.tableProblem({ code: 'storage-full' })).toBe(
    storage.problem({ code: 'storage-full' }),
  );
  expect(storage.problem({ code: 'storage-failed', message: 'value too large' })).toContain(
    '(value too large)',
  );
  expect(storage.tablesGone(['a.csv', 'b.csv'])).toBe(
    'a.csv, b.csv were forgotten to make room; the results are still here.',
  );
});
