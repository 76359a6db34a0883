/** The data panel: sources, files, column roles. */
import type { Words } from '../words.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

export const data: Words['data'] = {
  entrances: {
    label: '対象',
    lesson: '例',
    tables: '自分のデータ',
    list: '誤差の一覧のみ',
  },
  builtIn: {
    text: '架空の材料の生成エネルギーです。偏りのある計算データ8,000件と、ノイズのある実験データ400件(うち40件を微調整に使用)からなります。このページが乱数シードから作るため、真の値がすべてわかっています。自動で実行されます。',
    invite: '自分のデータを使うには、2つの表を選ぶかドロップしてください。',
  },
  simulatedTable: '計算データ',
  measuredTable: '実験データ',
  simulatedHint: '行数の多い計算値の表',
  measuredHint: '行数の少ない実測値の表',
  choose: 'ファイルを選択',
  replace: '差し替え',
  reading: (share) =>
    share === null ? '読み込み中…' : `読み込み中… ${numbers.wholePercent(share)}`,
  builtInRows: (rows) => `このページで生成 · ${formatCount(rows)}行`,
  rowsAndColumns: (rows, columns) => `${formatCount(rows)}行、${formatCount(columns)}列`,
  waitingForOther: {
    simulated: '次に計算データを選んでください。',
    measured: '次に実験データを選んでください。',
  },
  missing: '実行するにはもう一度選択してください',
  preview: '先頭の行',
  simulatedTarget: '計算データの目的変数',
  measuredTarget: '実験データの目的変数',
  inputs: '入力',
  inputsChosen: (chosen, of) => `共通の${of}列のうち${chosen}列`,
  key: (columns) =>
    columns.length === 0
      ? '入力を1つ以上選んでください。'
      : `${columns.length === 1 ? `「${columns[0]}」` : '入力'}が等しい行は同じ材料とみなします。どの分割でも同じ側に入れ、テスト材料と同じ材料の計算データは除外します。`,
  keyTitle: '材料キー',
  keyColumns: (columns) => columns.join(' · '),
  noTarget: '目的変数を選択',
  lawOnly: {
    list: '件数と誤差',
    placeholder: 'n, error\n100, 0.132\n200, 0.096\n400, 0.073\n800, 0.057',
    hint: 'nと誤差、またはn・試行・誤差を貼り付けてください。列の順序は自由です。学習は行いません。',
    read: (points, sizes) => `${formatCount(sizes)}通りの件数で${formatCount(points)}点。`,
    file: '誤差の一覧',
    fileHint: 'CSV、TSV、テキスト、Excel、JSON、Parquet',
    series: '誤差の列',
    transform: { 'one-minus': '1 − 値を使う', negate: '−値を使う' },
    asErrors: 'そのまま誤差として扱う',
    asRead: '元に戻す',
    keepMarked: '含める',
    leaveOutMarked: '除外する',
    example: '例を入力',
  },
  backToBuiltIn: '例に戻る',
  overlap: {
    title: '計算値と実測値の比較',
    common: (common, measured) =>
      `実験データの${formatCount(measured)}材料のうち、${formatCount(common)}材料は計算データにもあります。`,
    none: '計算データにもある実験材料はなく、両方の表に共通するのは入力の列だけです。',
    correlation: (r) => `相関係数 ${numbers.fixed(r, 3)}。`,
    bias: (difference) => `計算値 − 実測値: 平均 ${difference}。`,
    axis: (side, unit) => {
      const name = side === 'simulated' ? '計算値' : '実測値';
      return unit ? `${name}(${unit})` : name;
    },
    hover: (simulated, measured) => `${formatValue(simulated, 4)}、${formatValue(measured, 4)}`,
    figure: '両方の表にある材料の計算値と実測値の散布図',
  },
  repeats: {
    label: '繰り返し測定',
    keep: 'それぞれ残す',
    average: '平均する',
    hint: (materials, rows) =>
      `${formatCount(materials)}材料は2回以上測定されています(${formatCount(rows)}行)。`,
  },
  describing: (progress) =>
    progress === 'starting'
      ? '入力を準備中…'
      : `「${progress.column}」を準備中: ${formatCount(progress.total)}件中${formatCount(progress.done)}件…`,
  features: (kept, computed) =>
    kept === computed
      ? `${formatCount(kept)}個の特徴量をネットワークに入力します。`
      : `${formatCount(computed)}個の特徴量のうち${formatCount(kept)}個をネットワークに入力します。一定のものと重複するものは除きます。`,
  swapped: '2つの表を入れ替える',
};
