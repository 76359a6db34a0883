/** What is wrong with a file or its columns: file, line or column, and what to do. */
import type { FormulaProblem } from '../../descriptors/composition/formula.ts';
import type { PlanProblem } from '../../descriptors/plan.ts';
import type { SmilesProblem } from '../../descriptors/smiles/problem.ts';
import type { DroppedTableRow, RowDropReason } from '../../preparation/prepare-series.ts';
import type { RoleProblem } from '../../tables/roles.ts';
import type { TableError } from '../../tables/table-error.ts';
import type { TableWarning } from '../../tables/table.ts';
import { formatCount, formatPercent } from './numbers.ts';

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;
const quoted = (names: readonly string[], most = 4) =>
  names
    .slice(0, most)
    .map((name) => `「${name}」`)
    .join('') + (names.length > most ? `ほか${formatCount(names.length - most)}個` : '');

const SIDES: Readonly<Record<'simulated' | 'measured' | 'other', string>> = {
  simulated: '計算データ',
  measured: '実験データ',
  other: '別の表',
};

export const leaveOut = 'これらの行を除外する';
export const convert = '計算値を換算する';

export function tableError(error: TableError): string {
  const { file } = error;
  switch (error.code) {
    case 'empty-file':
      return `${file}は空です。ヘッダー行とデータ行のあるファイルを選んでください。`;
    case 'header-only':
      return `${file}には${formatCount(error.columns)}列のヘッダーがありますが、その下に行がありません。`;
    case 'ragged-rows': {
      const lines = error.rows.map(({ line, cells }) => `${line}行目は${cells}個`);
      return `${file}: ヘッダーは${formatCount(error.expected)}列ですが、セルの数が${lines.slice(0, 3).join('、')}です${error.count > 3 ? `(該当する行は全部で${formatCount(error.count)}行)` : ''}。その行の区切り文字か引用符を直してください。`;
    }
    case 'too-large':
      return tooLarge(file, error.what, error.size, error.limit);
    case 'not-a-table':
      return {
        html: `${file}は表ではなくWebページです。ログイン画面かエラー画面をダウンロードした可能性があります。`,
        binary: `${file}はテキストの表ではありません。CSVかTSVで保存してください。`,
        shape: `${file}には表がありません。JSONはレコードのリストか、列のオブジェクトにしてください。`,
      }[error.reason];
    case 'wrong-encoding':
      return `${file}の${error.line}行目: 文字コードが${error.encoding.toUpperCase()}ではありません。正しい文字コードを選ぶか、UTF-8のCSVで保存してください。`;
    case 'unsupported-format':
      return `${file}は${error.format}ファイルで、ここでは読めません。CSV、TSV、.xlsxのいずれかで保存してください。`;
    case 'malformed-quotes':
      return `${file}の${error.line}行目: セルの途中に引用符があります。引用符を二重にするか、セル全体を引用符で囲んでください。`;
    case 'unclosed-quote':
      return `${file}の${error.line}行目: ここで始まる引用符が閉じていません。`;
    case 'cut-short':
      return `${file}は途中で切れているか壊れています。展開できたのは${formatCount(error.bytes)}バイトだけです。もう一度ダウンロードまたはコピーしてください。`;
    case 'password-protected':
      return `${file}はパスワードで保護されています。パスワードなしで保存し直してください。`;
    case 'unreadable':
      return `${file}は壊れているか、名前と中身の形式が異なります: ${error.detail}`;
    case 'nested-columns':
      return `${file}: ${quoted(error.columns)}にリストかレコードが入っています。先に平坦な列に展開してください。`;
    case 'ragged-columns':
      return `${file}: 列の長さが揃っていません: ${error.columns
        .slice(0, 3)
        .map(({ name, cells }) => `「${name}」は${formatCount(cells)}個`)
        .join('、')}。`;
    case 'unsupported-compression':
      return `${file}は${error.codec}で圧縮されており、ここでは読めません。Snappy、gzip、Zstandard、または無圧縮で保存してください。`;
    case 'no-such-sheet':
      return `${file}にシート「${error.sheet}」はありません。あるのは${quoted(error.sheets)}です。`;
    case 'reader-failed':
      return `${file}を読み込めませんでした: ${error.detail}`;
  }
}

function tooLarge(
  file: string,
  what: 'file' | 'expanded' | 'cells' | 'columns',
  size: number,
  limit: number,
): string {
  switch (what) {
    case 'file':
      return `${file}は${megabytes(size)}あります。上限は${megabytes(limit)}です。必要な列と行だけにしてください。`;
    case 'expanded':
      return `${file}は展開すると${megabytes(limit)}を超えます。必要な列と行だけにしてください。`;
    case 'cells':
      return `${file}のセル数が${formatCount(limit)}個を超えています。必要な列と行だけにしてください。`;
    case 'columns':
      return `${file}は${formatCount(size)}列あります。上限は${formatCount(limit)}列です。必要な列だけにしてください。`;
  }
}

export function tableWarning(file: string, warning: TableWarning): string {
  switch (warning.code) {
    case 'text-in-numeric-column':
      return `${file}: 「${warning.column}」の${formatCount(warning.cells)}個のセルに文字が入っています。最初は${warning.line}行目の「${warning.example}」です。`;
    case 'non-finite-cells':
      return `${file}: 「${warning.column}」の${formatCount(warning.cells)}個のセルがNaNか無限大です。最初は${warning.line}行目です。この列を使う場合、これらの行は除外します。`;
    case 'constant-columns':
      return warning.columns.length === 1
        ? `${file}: ${quoted(warning.columns)}は全行で同じ値なので、ネットワークの情報になりません。`
        : `${file}: ${formatCount(warning.columns.length)}列は値が一定で、ネットワークの情報になりません: ${quoted(warning.columns)}。`;
    case 'empty-columns':
      return `${file}: ${quoted(warning.columns)}は空です。`;
    case 'unnamed-column':
      return `${file}: ${warning.position}列目に名前がないので、ここでは「${warning.column}」と呼びます。`;
    case 'nested-column':
      return `${file}: 「${warning.column}」にはリストかレコードが入っているため、除外しました。`;
    case 'numeric-header':
      return `${file}: 列名がすべて数値です(${quoted(warning.names)})。ヘッダーがない場合は追加してください。`;
  }
}

export function roleProblem(problem: RoleProblem, simulated: string, measured: string): string {
  const file = (side: 'simulated' | 'measured') => (side === 'simulated' ? simulated : measured);
  switch (problem.code) {
    case 'no-common-column':
      return problem.nearly.length > 0
        ? `${simulated}と${measured}に共通の列がありません。次の組はどちらかの名前を変えて揃えてください: ${problem.nearly.map((pair) => `「${pair.simulated}」と「${pair.measured}」`).join('、')}。`
        : `${simulated}と${measured}に共通の列がありません。入力は両方の表で同じ列名にする必要があります。`;
    case 'no-input':
      return '入力が選ばれていません。両方の表にある列を1つ以上選んでください。';
    case 'no-target':
      return `${SIDES[problem.table]}の目的変数を選んでください。${file(problem.table)}のうち、予測したい列です。`;
    case 'all-missing-target':
      return `${file(problem.table)}: 目的変数「${problem.column}」に値が1つもありません。別の目的変数を選んでください。`;
    case 'text-target':
      return `${file(problem.table)}: 目的変数「${problem.column}」は文字列です。数値の列を選んでください。`;
    case 'constant-target':
      return `${file(problem.table)}: 目的変数「${problem.column}」は全行で同じ値なので、学習できません。`;
    case 'missing-column':
      return `${file(problem.table)}に列「${problem.column}」がありません。選択を外すか、列名を変えてください。`;
    case 'empty-input':
      return `${file(problem.table)}: 入力「${problem.column}」は空です。選択を外してください。`;
    case 'target-is-input':
      return `「${problem.column}」が目的変数と入力の両方になっています。「入力」から外してください。`;
    case 'different-targets':
      return `目的変数の名前が「${problem.simulated}」と「${problem.measured}」で異なります。別の物性であれば、ネットワークの出力層を新しくします。`;
    case 'unit-mismatch':
      return `目的変数の単位が異なります。「${problem.simulated.column}」は${problem.simulated.unit}、「${problem.measured.column}」は${problem.measured.unit}です。同じ単位に揃える必要があります。`;
  }
}

/** Rows whose cells hold text or infinity where a number should be. */
export function oddRows(
  count: number,
  first: { file: string; line: number; column: string; text: string },
  leftOut: boolean,
): string {
  const where = `最初は${first.file}の${first.line}行目、列「${first.column}」の「${first.text}」です。`;
  return leftOut
    ? `数値でないセルがある${formatCount(count)}行を除外しました。${where}`
    : `数値でないセルがある行が${formatCount(count)}行あります。${where}ファイルを直すか、これらの行を除外してください。`;
}

/** Rows that could not be used for other reasons: empty cells, unreadable SMILES or formulas. */
export function droppedRows(
  file: string,
  count: number,
  used: number,
  first: DroppedTableRow,
): string {
  const share = formatPercent(count / Math.max(1, count + used));
  return `${file}: ${formatCount(count)}行(${share})を除外しました。最初は${formatCount(first.line)}行目です: ${dropReason(first.reason)}。`;
}

export function dropReason(reason: RowDropReason): string {
  switch (reason.code) {
    case 'missing':
    case 'missing-target':
      return `「${reason.column}」が空です`;
    case 'not-finite':
      return `「${reason.column}」が有限の数値ではありません`;
    case 'target-not-positive':
      return `「${reason.column}」が正の値ではなく、対数をとれません`;
    case 'not-positive':
      return `「${reason.column}」が${reason.value}で、対数をとれません`;
    case 'unreadable-formula':
      return `「${reason.column}」の「${reason.text}」は化学式として読めません(${formulaProblem(reason.problem)})`;
    case 'unreadable-smiles':
      return `「${reason.column}」の「${reason.text}」は${smilesProblem(reason.problem)}`;
    case 'averaged':
      return '前にある同じ材料の行と平均しました';
  }
}

function formulaProblem({ code, token }: FormulaProblem): string {
  switch (code) {
    case 'empty-formula':
      return '何も書かれていません';
    case 'formula-too-long':
      return '長すぎます';
    case 'unknown-element':
      return `「${token}」という元素はありません`;
    case 'element-without-data':
      return `元素${token}のデータがこのページにありません`;
    case 'unexpected-character':
      return `「${token}」はこの位置に書けません`;
    case 'unclosed-bracket':
      return '括弧が閉じていません';
    case 'unmatched-bracket':
      return '閉じ括弧に対応する開き括弧がありません';
    case 'ambiguous-charge':
      return `「${token}」は電荷とも量ともとれます`;
    case 'amount-out-of-range':
      return `量${token}が範囲外です`;
  }
}

const DESCRIPTORS: Readonly<Record<string, string>> = {
  canonical: '正規化SMILES',
  physical: '物理的な記述子',
};

function smilesProblem(problem: SmilesProblem): string {
  switch (problem.code) {
    case 'unreadable':
      return 'SMILESとして読めません';
    case 'polymer-ends':
      return `「*」が${problem.ends}個あります(分子なら0個、繰り返し単位なら2個)`;
    case 'polymer-ends-not-joinable':
      return '2つの「*」で自身とつなぐことができません';
    case 'descriptor-failed':
      return `記述子を計算できませんでした(${DESCRIPTORS[problem.descriptor] ?? problem.descriptor})`;
  }
}

/** Why the chosen inputs cannot be described. */
export function planProblem(problem: PlanProblem): string {
  switch (problem.code) {
    case 'empty-plan':
      return '入力が選ばれていません。両方の表にある列を1つ以上選んでください。';
    case 'no-material-key':
      return '条件の列だけが選ばれているため、各行がどの材料かわかりません。入力を選んでください。';
    case 'column-not-found':
      return `${SIDES[problem.side]}に列「${problem.column}」がありません。`;
    case 'column-not-numeric':
      return `${SIDES[problem.side]}の「${problem.column}」は数値ではありません。選択を外してください。`;
    case 'column-not-text':
      return `${SIDES[problem.side]}の「${problem.column}」は文字列ではありません。選択を外してください。`;
    case 'too-many-levels':
      return `「${problem.column}」には${formatCount(problem.levels)}種類の文字列があり、カテゴリとしては多すぎます。選択を外してください。`;
    case 'fingerprint-out-of-range':
      return '指定されたフィンガープリントは計算できません。';
  }
}
