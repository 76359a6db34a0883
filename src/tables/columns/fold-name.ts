/**
 * Names folded to what they mean: case, width, blanks, marks and units do not count, and for targets neither do the
 * words that say where a value comes from (exp, MD, DFT). 'X1' is 'x1', 'Tg_MD (K)' and 'Tg_exp_C' are one quantity.
 */
import { parseColumnName } from '../column-name.ts';

const ORIGINS = new Set(
  [
    [
      'exp',
      'expt',
      'experiment',
      'experimental',
      'measured',
      'meas',
      'measurement',
      'obs',
      'observed',
    ],
    ['md', 'dft', 'calc', 'calculated', 'computed', 'sim', 'simulated', 'simulation', 'theory'],
    ['theoretical', 'pred', 'predicted', 'model', 'ref', 'reference', 'lit', 'literature', 'real'],
    ['ml', 'gw', 'hse', 'pbe', 'b3lyp', 'cosmo', 'true', 'actual'],
    [
      '実測',
      '実験',
      '測定',
      '計算',
      '予測',
      '文献',
      '実験値',
      '計算値',
      '実測値',
      '測定値',
      '予測値',
    ],
    ['实验', '计算', '测量', '预测', '模拟', '실험', '계산', '측정'],
  ].flat(),
);

/** The name without unit, case, width, blanks and marks: equal for two spellings of one name. */
export function foldedName(name: string): string {
  const { quantity, label } = parseColumnName(name);
  return wordsOf(`${quantity} ${label ?? ''}`).join('');
}

/** The same without the words that say where the values come from; of a name that has no others, all of it. */
export function foldedQuantity(name: string): string {
  // A label behind the unit names a model.
  const words = wordsOf(parseColumnName(name).quantity);
  const own = words.filter((word) => !ORIGINS.has(word));
  return (own.length > 0 ? own : words).join('');
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)\.(?=\d)/g, '·')
    .split(/[^\p{L}\p{N}#%+·]+/u)
    .filter((word) => word !== '');
}
