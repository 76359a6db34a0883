import { describe, expect, it } from 'vitest';
import { document } from '../../../src/words/english/document.ts';

describe('experiments', () => {
  it('are called after what they are about', () => {
    expect(document.title({ kind: 'typed', title: 'Mine' })).toBe('Mine');
    expect(document.title({ kind: 'lesson', lesson: 'built-in' })).toBe('Built-in example');
    expect(
      document.title({ kind: 'tables', targets: ['Tg (K)'], simulated: ['md'], measured: ['lab'] }),
    ).toBe('Tg (K) (md → lab)');
    expect(document.title({ kind: 'tables', targets: [], simulated: [], measured: ['lab'] })).toBe(
      'lab',
    );
    expect(document.title({ kind: 'tables', targets: [], simulated: [], measured: [] })).toBe(
      'No tables yet',
    );
  });

  it('say what to do where they cannot be opened', () => {
    expect(document.problem({ code: 'newer-version', version: 3, ours: 1 })).toBe(
      'This experiment was written by a newer version of the page (format 3; this one reads up to 1). Reload the page and open it again.',
    );
    expect(document.problem({ code: 'not-a-document', found: '' })).toBe(
      'This is no experiment of this page.',
    );
    expect(
      document.fileProblem('a.json', { code: 'broken-json', line: 3, column: 7, found: 'tru' }),
    ).toBe(
      'a.json, line 3, position 7: “tru” should not stand there. The file was changed or not copied whole.',
    );
    expect(
      document.fileProblem('a.json', { code: 'broken-json', line: 1, column: 6, found: '' }),
    ).toBe(
      'a.json, line 1, position 6: the file ends too early. It may not have been copied whole.',
    );
    expect(
      document.sourceProblem(
        {
          code: 'table-missing',
          side: 'measured',
          table: { fingerprint: '', name: 'lab.csv', rows: 1200, columns: null, read: {} },
        },
        '',
        '',
      ),
    ).toBe('Drop the measured table “lab.csv” (1,200 rows) on the page to go on.');
  });

  it('tell what was changed in opening', () => {
    expect(document.note({ code: 'replaced', path: 'engine', found: 'quantum' })).toBe(
      '“engine” cannot be “quantum”; the default was taken.',
    );
    expect(document.note({ code: 'items-left-out', path: 'extra.1', count: 4 })).toBe(
      '4 entries cannot be used and were left out, the first is “extra.1”.',
    );
    expect(document.fileNote({ code: 'records-left-out', count: 1 })).toBe(
      '1 point belongs to a series or settings that the file does not describe, and was left out.',
    );
  });
});
