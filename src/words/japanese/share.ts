/** Sharing, in Japanese: what is in a link, what came with an opened one, and whether its points came out again. */
import type { Part, TableReference } from '../../experiment/document.ts';
import type { LinkProblem } from '../../sharing/link.ts';
import type { Comparison, RecordDifference } from '../../sharing/compare-records.ts';
import type { SweepRecord } from '../../sweep/record.ts';
import type { Words } from '../words.ts';
import { document } from './document.ts';
import { law } from './law.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

function place({ n, m, trial, arm }: SweepRecord): string {
  const size = arm === 'transfer' ? `n = ${formatCount(n)}` : law.arms[arm];
  return `${size}、m = ${formatCount(m)}、試行${trial + 1}`;
}

function difference({ record, again, share }: RecordDifference): string {
  return again === null
    ? `${place(record)}は計算できませんでした`
    : `最大の差は誤差の${numbers.percent(share)}で、${place(record)}の点です(MAE: 共有 ${formatValue(record.mae)}、今回 ${formatValue(again.mae)})`;
}

/** Begins with the verdict: tests and people look for it there. */
function answer({
  verdict,
  count,
  identical,
  largest,
  otherExperiment,
  engines,
}: Comparison): string {
  const of = `${formatCount(count)}件中${formatCount(identical)}件`;
  const { shared, again } = engines;
  const trained =
    shared.join() === again.join() || again.length === 0
      ? ''
      : `共有元は${shared.join('、')}、今回は${again.join('、')}で学習しました。`;
  if (verdict === 'identical') return `完全に一致(ビット単位): ${of}が一致しました。`;
  if (largest === null) {
    return `不一致: ${formatCount(count)}件の誤差はすべてリンクに含まれる桁まで一致しますが、完全な記録は一致しません。${trained}`;
  }
  if (verdict === 'tolerance') {
    return `許容範囲内で一致: ${of}が完全に一致し、${difference(largest)}。エンジンの違いで説明できる差であり、平均誤差は標準誤差の2倍以内で一致します。${trained}`;
  }
  const why = otherExperiment ? 'ここでの表または設定は、共有された解析のものと異なります。' : '';
  return `不一致: ${of}が完全に一致し、${difference(largest)}。${why}${trained}`;
}

/** What another table than the shared one has that the shared one has not. */
function otherTable(
  wanted: Pick<TableReference, 'name' | 'rows' | 'columns'>,
  found: { readonly name: string; readonly rows: number; readonly columns: number },
): string {
  const differs = [
    wanted.rows === null || wanted.rows === found.rows
      ? null
      : `行数が${formatCount(wanted.rows)}行ではなく${formatCount(found.rows)}行`,
    wanted.columns === null || wanted.columns === found.columns
      ? null
      : `列数が${formatCount(wanted.columns)}列ではなく${formatCount(found.columns)}列`,
  ].filter((one) => one !== null);
  const what =
    differs.length > 0 ? `${differs.join('、')}です` : '行数と列数は同じですが、内容が異なります';
  return `開いた解析で使われた表は${wanted.name}です。${found.name}は${what}。このままでも実行でき、それまでは開いた点が表示されます。`;
}

/** Why a link cannot be opened, and what to do. */
function problem(found: LinkProblem | { readonly code: 'unknown-lesson' }): string {
  switch (found.code) {
    case 'no-link':
      return 'このアドレスの末尾は、このページのリンクではありません。リンクをもう一度送ってもらってください。ページは元のままです。';
    case 'newer-link':
      return `このリンクは新しい版のページで作成されました(形式${found.version}。この版で読めるのは${found.ours}まで)。ページを再読み込みして、もう一度開いてください。`;
    case 'too-long':
      return `このリンクは長すぎます(${formatCount(found.letters)}文字。上限は${formatCount(found.limit)}文字)。解析をファイルで送ってもらってください。`;
    case 'too-large':
      return 'このリンクの中身は解析の上限より大きいため、開きませんでした。ページは元のままです。';
    case 'damaged':
      return 'このリンクは壊れています。途中で切れたか、書き換えられています。リンクをもう一度、または解析をファイルで送ってもらってください。ページは元のままです。';
    case 'document':
      return `このリンクは開けません。${document.problem(found.problem)}`;
    case 'unknown-lesson':
      return 'このリンクのレッスンは、この版のページにはありません。ページを再読み込みして、もう一度開いてください。';
  }
}

const PARTS: Readonly<Record<Part, string>> = {
  data: 'データ',
  settings: '解析の設定',
  downloads: 'ダウンロードボタン',
  answers: 'わかること',
};

export const share: Words['share'] = {
  button: '共有',
  title: 'この解析を共有',
  close: '閉じる',
  link: 'リンク',
  making: 'リンクを作成中…',
  copy: 'リンクをコピー',
  copied: 'リンクをコピーしました。',
  notCopied:
    'ブラウザーがコピーを許可していません。リンクを選択してあるので、手動でコピーしてください。',
  file: '解析をダウンロード',
  results: '結果を含める',
  resultsHint: (count) => `${formatCount(count)}点(誤差は7桁)。`,
  noResults: '完了した点はまだありません。',
  resultsOnlyInFile: 'これらの点は最初の版のページで計算されたため、ファイルにしか含められません。',
  tables: '表を含める',
  list: '貼り付けた一覧は、ここにチェックを入れたときだけリンクに含まれます。',
  tablesHint:
    '実験データ集には再配布が認められていないものがあり、それから作った表も同様です。ライセンスで許される場合だけチェックしてください。',
  tablesOfLesson: '例にはデータが付属しています。',
  tablesMissing: 'この解析の表がここにありません。',
  tablesTooLarge: (letters, limit) =>
    Number.isFinite(letters)
      ? `表を含めると${formatCount(letters)}文字増えますが、リンクに入るのは${formatCount(limit)}文字までです。開く人が同じファイルをドロップしてください。`
      : `表が大きすぎてリンクに入りません(${formatCount(limit)}文字まで)。開く人が同じファイルをドロップしてください。`,
  hide: 'ページの一部を隠す',
  hideHint: '授業向けです。リンクを開いた人は、すべてを再び表示できます。',
  parts: PARTS,
  inside: {
    lesson: '含まれるもの: レッスンの名前とすべての設定。',
    tables: (rows) =>
      `含まれるもの: ファイル名・列名・設定: はい、同じ表かどうかを確かめるためのハッシュ値: はい、表の行: ${rows ? 'はい' : 'いいえ'}。`,
    list: (rows) =>
      `含まれるもの: スケーリング則の表示設定: はい、自分の一覧: ${rows ? 'はい' : 'いいえ'}。`,
    results: (yes) => `完了した点: ${yes ? 'はい' : 'いいえ'}。`,
    private: 'リンクの#より後ろは、どのサーバーにも送信されません。',
  },
  length: (letters) => `${formatCount(letters)}文字。`,
  long: 'メールやチャットのソフトには、2,000文字を超えるリンクを途中で切るものがあります。',
  tooLong:
    '8,000文字を超えるリンクは、途中で壊れることがよくあります。解析をファイルで送ることをお勧めします。',
  elsewhere: 'コマンドラインやクラスターで実行',
  elsewhereHint:
    'Node 20以降で、このプロジェクトのクローンから実行すると、ビット単位で同じ記録が得られます。「--shard 1/8」は点の8分の1を実行し、「sim2real merge」がそれらを統合します。DaskとSlurm用のスクリプトはdeploy/にあります。',
  command: 'この解析のコマンド',
  code: 'QRコード',
  codeLabel: 'リンクのQRコード',
  codeTooLong:
    'リンクが長すぎて、スマートフォンで読めるQRコードになりません。結果または表を外してください。',
  opened: (points) =>
    `リンクから開きました。${formatCount(points)}点は共有した人が計算したもので、7桁に丸められています。`,
  openedFile: (file) => `${file}から開きました。点は別の環境で計算されたものです。`,
  fetchTable: 'GitHubから取得',
  needsTables: '再計算するには、使われた表をページにドロップしてください。',
  reproduce: '再現',
  reproduceHint: '「再現」を押すと、共有されたすべての点をこのマシンで学習し直して比較します。',
  stop: '再現を停止',
  starting: '再現中…',
  progress: (done, planned) => `再現中: ${formatCount(planned)}点中${formatCount(done)}点…`,
  failed: '共有された点をここでは計算できません。',
  answer,
  otherTable,
  problem,
  hidden: '共有した人がページの一部を隠しています。',
  showAll: 'すべて表示',
  dismiss: '閉じる',
};
