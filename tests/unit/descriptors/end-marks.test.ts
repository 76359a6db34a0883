import { describe, expect, test } from 'vitest';
import { endMarksIn, plainEnds } from '../../../src/descriptors/smiles/end-marks.ts';

describe('ends of repeat units', () => {
  test.each([
    ['[R1]CC(C#N)(C(C)(C)C)[R2]', '*CC(C#N)(C(C)(C)C)*'],
    ['[e]OCCCCOC(=O)NC=CNC(=O)[t]', '*OCCCCOC(=O)NC=CNC(=O)*'],
    ['[d]C(CF)C[Si](C)(C)O[g]', '*C(CF)C[Si](C)(C)O*'],
    ['[At]C(Cc1ccncc1)CS[At]', '*C(Cc1ccncc1)CS*'],
    ['[Ce]C(CCCCC)C[Si](C)(C)O[Th]', '*C(CCCCC)C[Si](C)(C)O*'],
    ['[3H]CC(C#N)(C(=O)OCCCC)[3H]', '*CC(C#N)(C(=O)OCCCC)*'],
    ['CC([Th])[Ce]', 'CC(*)*'],
    ['*CC(*)C |$star_e;;;star_e;$|', '*CC(*)C'],
  ])('%s', (written, plain) => {
    expect(plainEnds(written).text).toBe(plain);
  });

  test.each([
    '[*]CC[*]',
    '[1*]CC[2*]',
    'CC[At]',
    'O=[Ce]=O',
    '[Th]CC[Th]',
    '[3H]C([3H])[3H]',
    '[Ce]1CC1[Th]',
    'C#N',
    'nonsense [R1',
  ])('%s stays as it is', (written) => {
    expect(plainEnds(written)).toEqual({ text: written });
  });

  test('are counted by their marks', () => {
    const texts = ['[At]CC[At]', '[At]CCC[At]', '[Ce]C[Th]', '*CC*', ''];
    expect(endMarksIn(texts)).toEqual([
      { mark: '[Ce]/[Th]', cells: 1, example: '[Ce]C[Th]' },
      { mark: '[At]', cells: 2, example: '[At]CC[At]' },
    ]);
  });
});
