/** Which columns of a list are the sizes, the trials and the errors: by their names, and without names by what they hold. */

export interface ListColumns {
  readonly n: number;
  readonly trial: number | null;
  /** Several in a wide table: each is a series of its own. */
  readonly errors: readonly number[];
}

const SIZE =
  /^(n|n_?sim(ulated)?|n_?source|n_?train(ing)?|n_?samples?|n_?points?|n_?data|num(ber)?(_.*)?|#_?.*|no_of_.*|sizes?|samples?|sample_?sizes?|train(ing)?(_?set)?_?(sizes?|samples?|points?|examples?|data)|(data_?)?set_?size|data_?size|examples?|points?|simulated|epochs?_?data|x|データ数|データ件数|試料数|サンプル数|標本数|件数|学習データ数|訓練データ数|点数|样本数|样本量|数据量|训练集大小|데이터_?수|샘플_?수|학습_?데이터_?수)$/i;
const TRIAL =
  /^(trials?|seeds?|repeats?|reps?|runs?|folds?|replicates?|splits?|iterations?|試行|回|シード|重复|次数|시행)(_?(id|no|number|番号))?$/i;
const ERROR =
  /^((test|val(idation)?|mean|median|avg|average|generali[sz]ation|prediction|abs(olute)?|root|squared?|relative|percent(age)?)_)*(errors?|err|mae|rmse|mse|mape|loss|nll|rmsd|mad|誤差|平均誤差|絶対誤差|平均絶対誤差|誤り率|损失|误差|오차|y)(_.*)?$/i;
const SCORE =
  /(^|_)(neg(ative)?_.*|acc(uracy)?|scores?|r2|r\^2|r²|auc|roc_auc|f1|precision|recall|correlation|pearson|spearman|正解率|精度|决定系数|准确率|정확도)(_.*)?$/i;
const SPREAD =
  /(^|_)(std|sd|se|sem|stderr|unc(ertainty)?|sigma|ci|lower|upper|min|max|time|seconds?|hours?)$/i;

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .replace(/\s*[([].*[)\]]\s*$/, '')
    .replace(/[\s.-]+/g, '_');

export function isScoreName(name: string): boolean {
  return SCORE.test(plain(name)) && !ERROR.test(plain(name).replace(/^neg(ative)?_/i, 'x_'));
}

/** `numeric`: whether most cells of a column are numbers. Undefined where no size or no error is found. */
export function columnsByName(
  header: readonly string[],
  numeric: readonly boolean[],
): ListColumns | undefined {
  const names = header.map(plain);
  const find = (pattern: RegExp, not: readonly number[] = []): number =>
    names.findIndex((name, i) => !not.includes(i) && pattern.test(name));
  const n = find(SIZE);
  if (n < 0) return undefined;
  const trial = find(TRIAL, [n]);
  const others = names
    .map((_, i) => i)
    .filter((i) => i !== n && i !== trial && numeric[i])
    .filter((i) => !SPREAD.test(names[i] ?? ''));
  const named = others.filter((i) => ERROR.test(names[i] ?? '') || SCORE.test(names[i] ?? ''));
  const errors = named.length > 0 ? named : others;
  return errors.length > 0 ? { n, trial: trial < 0 ? null : trial, errors } : undefined;
}

/** Sizes are the whole numbers that reach furthest, trials the other whole numbers, the error is what is left. */
export function columnsByShape(
  rows: readonly (readonly number[])[],
  width: number,
): ListColumns | undefined {
  if (width < 2) return undefined;
  const columns = Array.from({ length: Math.min(width, 3) }, (_, index) => {
    const values = rows.map((row) => row[index] ?? NaN).filter(Number.isFinite);
    return {
      index,
      whole: values.every(Number.isInteger),
      largest: Math.max(0, ...values.map(Math.abs)),
    };
  });
  const whole = columns.filter((column) => column.whole).sort((a, b) => b.largest - a.largest);
  const n = (whole[0] ?? columns[0])?.index ?? 0;
  const trial = width > 2 ? whole.find((column) => column.index !== n)?.index : undefined;
  const error = columns.find((column) => column.index !== n && column.index !== trial)?.index;
  return error === undefined ? undefined : { n, trial: trial ?? null, errors: [error] };
}
