/** What the command line says: help, progress, what is wrong and what to do. Plain text without markup. */
import type { LinkProblem } from '../../sharing/link.ts';
import type { UniteProblem } from '../../sharing/unite-files.ts';
import type { Side } from '../../tables/side.ts';
import type { Words } from '../words.ts';
import { document } from './document.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

const points = (count: number) => `${formatCount(count)}点`;
const units = (count: number) => `${formatCount(count)}単位`;

/** One sentence or two about each command; how it is called and its options are laid out by the program. */
const about: Words['cli']['about'] = {
  all: 'シミュレーションは何件あれば十分か: error(n) = D n^-alpha + C。メッセージはstderrに、JSONはstdoutまたは--outで指定したファイルに出力します。',
  run: '解析の未完了の点を、WebAssemblyエンジンで全コアを使って学習します。結果はページとビット単位で一致します。各点は得られ次第FILE.partに保存します。Ctrl+Cで止めても完了した分は残り、同じコマンドで続きから再開できます。',
  law: 'スケーリング則とその区間、そこからわかることを出力します。FILE: 結果(JSON)、記録(CSV)、または n, error か n, trial, error の一覧(表の形式は問いません)。',
  plan: 'すべての設定を明示した解析と、その単位を出力します。単位ごとに、まとめて学習するもの、含まれる点、事前学習のステップ数で表したコストを示します。',
  merge:
    '1つの解析の複数の結果ファイルを1つにまとめます。2つのファイルにある同じ点は1回だけ数えます。フォルダーを指定すると、その中の.jsonファイルを対象にします。スケーリング則は全点から求めます。',
  verify:
    '結果ファイルまたはリンクに含まれるすべての点を学習し直して比較します。終了コードは、すべてビット単位で一致すれば0、エンジンの違いで説明できる範囲の差なら3、それ以上に異なれば1です。',
};

/** What each option is for. */
const options: Words['cli']['options'] = {
  simulated:
    '計算データの表(CSV、TSV、Excel、Parquet、JSON、gzip圧縮も可)。複数の場合は繰り返し指定',
  measured:
    '実験データの表。複数の場合は繰り返し指定(計算データの各表を実験データの各表と組み合わせる)',
  spec: '解析のファイル、またはページかこのプログラムの結果ファイル',
  link: 'ページのリンク、またはその#e1=以降の文字列',
  'other-tables': '解析が別の表で作られていても、指定した表を使う',
  column: '予測する実験データの列。計算データの表に同名の列があればその列も使う',
  'simulated-target': '事前学習に使う計算データの列',
  sizes: '計算データの件数。例: 100,200,400,800',
  samples: '実験データの件数 m。例: 25,50',
  trials: 'すべてを抽出し直す回数',
  seed: '乱数シード(すべての乱数の元になる値)',
  set: 'その他の設定。例: hidden=64,64、pretraining.maxSteps=2000、choices.repeats=average。複数の場合は繰り返し指定',
  out: 'JSONの出力先。省略時はstdout',
  workers: 'スレッド数。省略時はコア数',
  shard: 'コストがほぼ等しくなるように分割した一部だけを実行。例: 1/3(3分割の1番目)',
  unit: '計画のうちこの単位だけを実行。複数の場合は繰り返し指定',
  quiet: '進捗を表示しない',
  target: '目標誤差(誤差と同じ単位)',
  metric: 'mae または rmse',
  'value-per-error': '誤差が1単位下がることの価値',
  'cost-per-sample': 'シミュレーション1件の費用(同じ通貨)',
  'smallest-gain': '倍増で得たい誤差の改善の最小値',
  help: 'このヘルプ',
  version: 'プログラム、エンジン、記録のバージョン',
};

const SIDES: Readonly<Record<Side, string>> = {
  simulated: '計算データ',
  measured: '実験データ',
};

const DIFFERS: Readonly<Record<UniteProblem['differs'], string>> = {
  series: '表、列、または記述子が異なります',
  protocol: 'サイズ、件数、試行数以外の設定も異なります',
  version: 'ページの最初のバージョンの点のため、続きから実行できません',
};

const shape = (rows: number | null, columns: number | null): string =>
  [
    rows === null ? null : `${formatCount(rows)}行`,
    columns === null ? null : `${formatCount(columns)}列`,
  ]
    .filter((one) => one !== null)
    .join('、');

function linkProblem(problem: LinkProblem): string {
  switch (problem.code) {
    case 'no-link':
      return 'このページのリンクではありません。#e1=が含まれていません。';
    case 'newer-link':
      return `このリンクは新しいバージョンのページで作られています(形式${problem.version}。このプログラムが読めるのは${problem.ours}まで)。プログラムを更新してください。`;
    case 'too-long':
      return `このページのリンクではありません。${formatCount(problem.letters)}文字あります(読めるのは${formatCount(problem.limit)}文字まで)。`;
    case 'too-large':
      return `このページのリンクではありません。展開すると${formatCount(problem.limit)}バイトを超えます。`;
    case 'damaged':
      return 'リンクが壊れています。途中で切れたか、文字が変わっています。もう一度コピーし、引用符で囲んで指定してください。';
    case 'document':
      return document.problem(problem.problem);
  }
}

export const cli: Words['cli'] = {
  linkProblem,
  about,
  options,
  usage: '使い方',
  commands: 'コマンド',
  optionsTitle: 'オプション',
  version: (app, engine, protocol) =>
    `sim2real ${app}(エンジン wasm ${engine}、プロトコル ${protocol})`,
  unknownCommand: (command) =>
    `「${command}」というコマンドはありません。一覧は sim2real --help で確認できます。`,
  badArguments: (detail, command) =>
    `引数が正しくありません: ${detail.replace(/\.?$/, '')}。指定方法は sim2real ${command} --help で確認できます。`,
  missingFile: (command) =>
    `ファイルを指定してください。指定方法は sim2real ${command} --help で確認できます。`,
  unexpectedFile: (command, file) =>
    `sim2real ${command} では「${file}」をこの形では指定できません。ファイルはオプションで指定してください。`,
  linesLeftOut: (file, count) => `${file}: 記録ではない${formatCount(count)}行を除外しました。`,
  oneFileOnly: (command) => `sim2real ${command} に指定できるファイルは1つです。`,
  notTwoSpecs: '解析は--specか--linkのどちらか一方で指定してください。',
  noTables:
    '--simulatedと--measuredで両方の表を指定するか、--specか--linkで解析を指定してください。',
  noTable: (side) => `${SIDES[side]}の表がありません。--${side}で指定してください。`,
  unreadable: (file, detail) => `${file} を読み込めません: ${detail}`,
  unwritable: (file, detail) => `${file} に書き込めません: ${detail}`,
  noExperimentInList:
    '誤差の一覧には学習するものがありません。スケーリング則は sim2real law で求められます。',
  unknownLesson: (lesson) => `「${lesson}」という組み込みの解析はありません。`,
  notANumber: (option, text) => `--${option}: 「${text}」は正の数ではありません。`,
  notAMetric: (text) => `--metric: 「${text}」はmaeでもrmseでもありません。`,
  notAShard: (text) => `--shard: 「${text}」は2/8のような形(1/8から8/8まで)ではありません。`,
  notASetting: (text) =>
    `--set: 「${text}」は hidden=64,64、pretraining.maxSteps=2000、choices.repeats=average のような形ではありません。`,
  badSetting: (key) => `--set: 「${key}」という設定がないか、指定した値にはできません。`,
  unknownColumn: (option, column, files) =>
    `--${option}: ${files} に「${column}」という列がありません。`,
  noTargetInLesson:
    '組み込みの解析の目的変数は1つに決まっています。--targetは指定しないでください。',
  unknownUnit: (id) =>
    `計画に「${id}」という単位はありません。同じ表と設定で sim2real plan を実行すると一覧が得られます。`,
  tableMissing: (side, wanted) => {
    const size = shape(wanted.rows, wanted.columns);
    return `この解析には${SIDES[side]}の表「${wanted.name}」${size === '' ? '' : `(${size})`}が必要です。--${side}で指定してください。`;
  },
  otherTable: (side, wanted, given) => {
    const before = shape(wanted.rows, wanted.columns);
    const now = shape(given.rows, given.columns);
    const how =
      before === now || before === ''
        ? '内容が異なります'
        : `この表は${now}ですが、解析の表は${before}です`;
    return `「${given.name}」は、解析に使われた${SIDES[side]}の表(「${wanted.name}」)ではありません。${how}。元の表を指定するか、同じ設定で新しい解析を行う場合は--other-tablesを付けてください。`;
  },
  tooManyTables: (side, file) => `この解析には${SIDES[side]}の表をこれ以上追加できません: ${file}`,
  otherExperiment: (file, differs) =>
    `${file} には別の解析が入っています(${DIFFERS[differs]})。--outに別のファイルを指定してください。`,
  reading: (file) => `${file} を読み込み中`,
  read: (file, rows, columns) => `${file}: ${shape(rows, columns)}`,
  describing: (done, total) =>
    `材料の記述子を計算中: ${formatCount(total)}件中${formatCount(done)}件`,
  prepared: (label, simulated, measured, features) =>
    `${label}: 計算データ${formatCount(simulated)}行、実験データ${formatCount(measured)}行、特徴量${formatCount(features)}個`,
  planned: (planned, done, part) =>
    [
      points(planned) + (part === null ? '' : `(${part})`),
      ...(done === 0 ? [] : [`うち${points(done)}は完了済み`]),
    ].join('、'),
  ofShard: (shard, count) => `${count}分割の${shard}番目`,
  ofUnits: units,
  planUnits: (count, of, steps) =>
    `${units(count)}、${points(of)}、事前学習は合計約${formatCount(Math.round(steps))}ステップ`,
  progress: (done, planned, secondsLeft) =>
    `${points(planned)}中${points(done)}` +
    (secondsLeft === null ? '' : `、残り${numbers.duration(secondsLeft)}`),
  stopped: (done, planned, file) =>
    `${points(planned)}中${points(done)}で停止しました。` +
    (file === null
      ? '結果はstdoutに出力しました。'
      : `結果は ${file} にあります。同じコマンドで続きから再開できます。`),
  finished: (done, file) =>
    file === null ? `完了: ${points(done)}。` : `完了: ${points(done)}を ${file} に保存しました。`,
  incomplete: (missing) =>
    `${points(missing)}を学習できませんでした。理由は上のメッセージのとおりです。`,
  notKept: (count, detail) => `学習中に${points(count)}を書き込めませんでした: ${detail}`,
  merged: (files, count, file) =>
    `${formatCount(files)}ファイル、${points(count)}${file === null ? '' : `を ${file} に保存しました`}。`,
  noFiles: 'まとめる結果ファイルがありません。',
  noPoints: (file) => `${file} には学習曲線の点がありません。`,
  nothingToVerify: '比較する点がありません。結果を含めずに共有されたものです。',
  oldPoints:
    'これらの点はページの最初のバージョンのもので、データの分割方法が異なるため、学習し直すことができません。',
  otherProtocol: 'この表と設定では別の解析の点になるため、比較できません。',
  curve: (label, m, metric) =>
    [label, m === null ? null : `m = ${formatCount(m)}`, metric]
      .filter((one) => one !== null)
      .join('、'),
  law: (D, alpha, C) => `error = ${formatValue(D)} n^−${formatValue(alpha)} + ${formatValue(C)}`,
  interval: (name, lower, upper) => `${name} ${numbers.interval(lower, upper)}(90%)`,
};
