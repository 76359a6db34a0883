import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorList } from '../../../src/tables/error-list/error-list.ts';

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

  it.each([
    ['grouped with blanks', 'n;error\n57 873;0,4\n100 000;0,3'],
    ['grouped with points', 'n;error\n57.873;0,4\n100.000;0,3'],
    ['grouped with commas in quotes', 'n,error\n"57,873",0.4\n"100,000",0.3'],
    ['a Japanese header', 'データ数,誤差\n57873,0.4\n100000,0.3'],
    ['another', '試料数\t平均絶対誤差\n57873\t0.4\n100000\t0.3'],
    ['a long English one', 'Training set size,MAE (eV)\n57873,0.4\n100000,0.3'],
    ['full width', 'ｎ，ｅｒｒｏｒ\n５７８７３，０．４\n１０００００，０．３'],
    ['exponents', 'n,error\n5.7873e4,0.4\n1E5,3.0D-1'],
  ])('reads sizes and errors %s', (_, text) => {
    expect(points(text)).toEqual([
      [57873, 0, 0.4],
      [100000, 0, 0.3],
    ]);
  });

  it('takes 1,000 below 500 for a thousand, whatever the errors say', () => {
    expect(points('n;error\n500;0,4259\n1,000;0,3667')).toEqual([
      [500, 0, 0.4259],
      [1000, 0, 0.3667],
    ]);
    expect(points('n;error\n500;0,4259\n1.000;0,3667').map(([n]) => n)).toEqual([500, 1000]);
  });

  it('keeps n = 0 as the level without pretraining', () => {
    const list = readErrorList('n,error\n0,0.9\n100,0.5\n200,0.4');
    expect(list.points).toHaveLength(2);
    expect(list.withoutPretraining).toEqual([0.9]);
    expect(list.problems).toEqual([{ code: 'without-pretraining', count: 1, mean: 0.9 }]);
  });

  it('marks a zero and one far value, among trials and without', () => {
    const marked = (text: string) => readErrorList(text).marked.map(({ n, why }) => [n, why]);
    expect(marked('n,error\n100,0.5\n200,0\n400,0.3\n800,0.2\n1600,0.15')).toEqual([[200, 'zero']]);
    expect(marked('n,error\n100,0.5\n200,0.4\n400,3.0\n800,0.2\n1600,0.15')).toEqual([
      [400, 'far'],
    ]);
    expect(marked('n,error\n100,0.9\n200,0.3\n400,0.08\n800,0.02\n1600,0.006')).toEqual([]);
  });

  it('names the first line that it left out', () => {
    const { points: good, problems } = readErrorList('n,error\n100,0.5\n200,oops\n-5,0.1');
    expect(good).toHaveLength(1);
    expect(problems).toEqual([{ code: 'unreadable-lines', line: 3, text: '200,oops', count: 2 }]);
  });

  it('says when it finds no columns or no numbers', () => {
    expect(readErrorList('some words\nonly').problems[0]?.code).toBe('columns-not-found');
    expect(readErrorList('n,error\n0,1').problems[0]?.code).toBe('no-numbers');
    expect(readErrorList('')).toMatchObject({ points: [], problems: [] });
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
