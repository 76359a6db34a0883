import { describe, expect, it } from 'vitest';
import { english as words } from '../../../src/words/words.ts';

const { problems } = words;

describe('messages', () => {
  it('name the field and show the value', () => {
    expect(problems.specProblem({ code: 'size-above-pool', size: 12800, pool: 8242 })).toBe(
      'Sizes: 12,800 is more than the 8,242 simulated samples that remain once the test materials are left out. Remove it or make it smaller.',
    );
    expect(
      problems.specProblem({ code: 'not-a-number', field: 'pretraining.learningRate', value: 'x' }),
    ).toBe('Pretraining, learning rate: “x” is not a number that can be used here.');
  });

  it('name file and line', () => {
    expect(
      problems.tableError({
        file: 'a.csv',
        code: 'ragged-rows',
        expected: 3,
        count: 12,
        rows: [
          { line: 4, cells: 2 },
          { line: 9, cells: 5 },
        ],
      }),
    ).toBe(
      'a.csv: the header has 3 columns, but line 4 has 2, line 9 has 5 (12 such lines). Mend the separators or quotes there.',
    );
    expect(
      problems.tableError({
        file: 'a.csv',
        code: 'too-large',
        what: 'file',
        size: 3.2e8,
        limit: 3e8,
      }),
    ).toContain('320 MB; the limit is 300 MB');
  });

  it('say why an engine runs', () => {
    expect(problems.engineReason({ code: 'fastest', factor: 18.4, over: 'tfjs-webgpu' })).toBe(
      'Measured 18 times as fast as TensorFlow.js on WebGPU.',
    );
    expect(
      problems.engineReason({
        code: 'not-available',
        missing: 'webgpu',
        why: 'no-adapter',
        detail: '',
      }),
    ).toBe('Not the one asked for: WebGPU finds no graphics processor here.');
  });

  it('count trials from one', () => {
    expect(words.run.now(12800, 0)).toBe('n = 12,800, trial 1');
    expect(words.run.counts(1, 1)).toBe('1 of 1 point');
  });
});
