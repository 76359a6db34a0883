/** Experiments as documents and files, in Japanese: what they are called, what cannot be opened, and what was changed in opening. */
import type { DocumentNote, DocumentProblem } from '../../experiment/parse.ts';
import type { SeriesProblem } from '../../experiment/series-choice.ts';
import type { DocumentTitle } from '../../experiment/title.ts';
import type { SourceProblem } from '../../experiment/to-spec.ts';
import type { ExperimentFileProblem } from '../../sharing/experiment-file.ts';
import type { FileNote } from '../../sharing/read-experiment-file.ts';
import type { RecordConflict, UniteProblem } from '../../sharing/unite-files.ts';
import type { Words } from '../words.ts';
import { law } from './law.ts';
import { formatCount, formatValue } from './numbers.ts';
import { oddRows, roleProblem } from './table-problems.ts';

const LESSONS: Readonly<Record<string, string>> = { 'built-in': '組み込みの例' };

/** What stands in lists and on tabs. */
function title(title: DocumentTitle): string {
  switch (title.kind) {
    case 'typed':
      return title.title;
    case 'lesson':
      return LESSONS[title.lesson] ?? title.lesson;
    case 'list':
      return '誤差の一覧';
    case 'tables': {
      const { targets, simulated, measured } = title;
      const files = [simulated, measured]
        .filter((names) => names.length > 0)
        .map((names) => names.join(', '));
      if (files.length === 0) return '表はまだありません';
      const pair = files.join(' → ');
      return targets.length > 0 ? `${targets.join(', ')} (${pair})` : pair;
    }
  }
}

const butFound = (found: string) => (found === '' ? '' : `(内容: 「${found}」)`);

const WHAT = {
  values: (limit: string) => `値が${limit}個`,
  letters: (limit: string) => `文字数が${limit}文字`,
  levels: (limit: string) => `入れ子が${limit}段`,
} as const;

/** Why an experiment cannot be opened. */
function problem(problem: DocumentProblem): string {
  switch (problem.code) {
    case 'too-large':
      return `解析ではありません。${WHAT[problem.what](formatCount(problem.limit))}を超えています。`;
    case 'unreadable':
      return `解析を読み込めません: ${problem.detail}`;
    case 'not-a-document':
      return `このページの解析ではありません${butFound(problem.found)}。`;
    case 'newer-version':
      return `この解析は新しい版のページで作成されました(形式${problem.version}。この版で読めるのは${problem.ours}まで)。ページを再読み込みして、もう一度開いてください。`;
    case 'no-source':
      return 'この解析には、データの出所が書かれていません。途中で切れている可能性があるため、もう一度コピーしてください。';
  }
}

/** What was changed in opening an experiment. */
function note(note: DocumentNote): string {
  switch (note.code) {
    case 'unknown-key':
      return `「${note.path}」は未知の項目のため無視しました。`;
    case 'replaced':
      return `「${note.path}」に「${note.found}」は使えないため、既定値にしました。`;
    case 'clamped':
      return `「${note.path}」の${note.found}は範囲外のため、${note.taken}にしました。`;
    case 'items-left-out':
      return note.count === 1
        ? `「${note.path}」は使えないため除きました。`
        : `${formatCount(note.count)}個の項目は使えないため除きました。最初は「${note.path}」です。`;
  }
}

/** Why a file cannot be opened as an experiment. */
function fileProblem(file: string, found: ExperimentFileProblem): string {
  switch (found.code) {
    case 'file-too-large':
      return `${file}は解析の上限より大きなファイルです(${formatCount(found.letters)}文字。上限は${formatCount(found.limit)}文字)。`;
    case 'broken-json': {
      const place = `${file}、${formatCount(found.line)}行目の${formatCount(found.column)}文字目`;
      return found.found === ''
        ? `${place}: ファイルが途中で終わっています。全体がコピーされていない可能性があります。`
        : `${place}: ここに「${found.found}」があるのは誤りです。ファイルが書き換えられたか、全体がコピーされていません。`;
    }
    case 'other-content':
      return `${file}にはこのページの解析が含まれていません${butFound(found.found)}。`;
    case 'newer-file':
      return `${file}は新しい版のページで作成されました(形式${found.version}。この版で読めるのは${found.ours}まで)。ページを再読み込みして、もう一度開いてください。`;
    case 'document':
      return `${file}: ${problem(found.problem)}`;
    case 'damaged':
      return `${file}は壊れています。「${found.part}」を読み込めません。`;
  }
}

function fileNote(found: FileNote): string {
  return found.code === 'records-left-out'
    ? `${formatCount(found.count)}点は、ファイルに記述のない系列または設定のものなので除きました。`
    : note(found);
}

const DIFFERS: Readonly<Record<UniteProblem['differs'], string>> = {
  series: '表、列、または記述子が異なります',
  protocol: 'サイズ、m、試行数以外の設定が異なります',
  version: '一方が最初の版のページのもので、その点は後の版の点と混ぜられません',
};

function uniteProblem({ first, second, differs }: UniteProblem): string {
  return `${first}と${second}は同じ解析のものではありません。${DIFFERS[differs]}。1つずつ開いてください。`;
}

/** Points that two files give other values; the first few are written out. */
function conflicts(found: readonly RecordConflict[]): string {
  const [one] = found;
  if (!one) return '';
  const { first, second } = one;
  const { n, m, trial, arm } = first.record;
  const where = arm === 'transfer' ? `n = ${formatCount(n)}、m = ${formatCount(m)}` : law.arms[arm];
  const values = `${first.file}では${formatValue(first.record.mae)}、${second.file}では${formatValue(second.record.mae)}`;
  return `${formatCount(found.length)}点の値がファイル間で異なります(エンジンの違いで説明できます)。${where}、試行${trial + 1}の値は、${values}です。最初のファイルの値を表示しています。`;
}

const CHOICES: Readonly<
  Record<Extract<SeriesProblem, { code: 'chosen-column-missing' }>['choice'], string>
> = {
  groupColumn: 'グループ',
  testColumn: 'テスト行',
  moreTargets: '事前学習',
};

/** What keeps a pair of tables from being trained on. */
function seriesProblem(found: SeriesProblem, simulated: string, measured: string): string {
  switch (found.code) {
    case 'roles':
      return roleProblem(found.problem, simulated, measured);
    case 'odd-cells':
      return oddRows(found.count, found.first, false);
    case 'chosen-column-missing':
      return `${CHOICES[found.choice]}に選ばれた列「${found.column}」が${found.file}にありません。別の列を選んでください。`;
    case 'no-own-split':
      return `${found.file}: 「${found.column}」ではテスト行と学習行を区別できません。テスト行には別の列を選んでください。`;
  }
}

const SIDES = { simulated: '計算データ', measured: '実験データ' } as const;

/** What keeps the data of an experiment from being made. */
function sourceProblem(found: SourceProblem, simulated: string, measured: string): string {
  switch (found.code) {
    case 'list':
      return '誤差の一覧には学習するデータがありません。';
    case 'no-table':
      return `${SIDES[found.side]}の表がありません。ページにドロップしてください。`;
    case 'table-missing': {
      const { name, rows, columns } = found.table;
      const known = [
        rows === null ? null : `${formatCount(rows)}行`,
        columns === null ? null : `${formatCount(columns)}列`,
      ].filter((one) => one !== null);
      const size = known.length > 0 ? `(${known.join('、')})` : '';
      return `続けるには、${SIDES[found.side]}の表「${name}」${size}をページにドロップしてください。`;
    }
    case 'no-series':
      return 'これらの表の組み合わせがまだ選ばれていません。';
    case 'series':
      return seriesProblem(found.problem, simulated, measured);
  }
}

export const document: Words['document'] = {
  title,
  problem,
  note,
  fileProblem,
  fileNote,
  uniteProblem,
  conflicts,
  seriesProblem,
  sourceProblem,
};
