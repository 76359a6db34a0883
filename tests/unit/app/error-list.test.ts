import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorList } from '../../../src/app/law-only/error-list.ts';

const points = (text: string) =>
  readErrorList(text).points.map(({ n, trial, error }) => [n, trial, error]);

describe('a pasted list of sizes and errors', () => {
  it.each([
    ['comma and header', 'n,error\n100,0.5\n200,0.4'],
    ['no header', '100,0.5\n200,0.4'],
    ['other order', 'mae,size\n0.5,100\n0.4,200'],
    ['tabs', 'n\terror\n100\t0.5\n200\t0.4'],
    ['semicolons and decimal commas', 'n;error\n100;0,5\n200;0,4'],
    ['tabs and decimal commas', '100\t0,5\n200\t0,4'],
    ['blanks, comments, empty lines', '# mine\n\n100   0.5\n\n200 0.4\n'],
    ['Windows line ends and a byte order mark', '\uFEFFn,error\r\n100,0.5\r\n200,0.4\r\n'],
  ])('is read with %s', (_, text) => {
    expect(points(text)).toEqual([
      [100, 0, 0.5],
      [200, 0, 0.4],
    ]);
  });

  it('keeps trials by name and gives repeated sizes trials of their own', () => {
    expect(points('trial,n,error\nb,100,0.5\na,100,0.6\nb,200,0.4')).toEqual([
      [100, 0, 0.5],
      [100, 1, 0.6],
      [200, 0, 0.4],
    ]);
    expect(points('100,0.5\n100,0.6\n200,0.4').map(([, trial]) => trial)).toEqual([0, 1, 0]);
    expect(points('100,0,0.5\n100,1,0.6\n200,0,0.4').map(([, trial]) => trial)).toEqual([0, 1, 0]);
  });

  it('names the first line that it left out', () => {
    const { points: good, problems } = readErrorList('n,error\n100,0.5\n200,oops\n-5,0.1');
    expect(good).toHaveLength(1);
    expect(problems).toEqual([{ code: 'unreadable-lines', line: 3, text: '200,oops', count: 2 }]);
  });

  it('says when it finds no columns or no numbers', () => {
    expect(readErrorList('some words\nonly').problems[0]?.code).toBe('columns-not-found');
    expect(readErrorList('n,error\n0,1').problems[0]?.code).toBe('no-numbers');
    expect(readErrorList('')).toEqual({ points: [], problems: [] });
  });

  it('never fails and never passes on what is not a finite point', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        for (const { n, error } of readErrorList(text).points) {
          expect(Number.isFinite(n) && n > 0 && Number.isFinite(error) && error >= 0).toBe(true);
        }
      }),
    );
  });
});
