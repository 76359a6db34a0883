/** Columns: what they hold, which part they play, how they become features, and what was left out. */
import type { ReadAs } from '../../preparation/descriptor-plan.ts';
import type { ColumnKind } from '../../tables/kinds.ts';
import type { RoleReason } from '../../tables/roles.ts';
import type { Words } from '../words.ts';
import { formatCount, formatPlain, formatValue, numbers } from './numbers.ts';

const KINDS: Readonly<Record<ColumnKind, string>> = {
  number: '数値',
  integer: '整数',
  boolean: '0か1',
  smiles: 'SMILES',
  formula: '化学式',
  category: 'カテゴリ',
  text: '文字列',
  empty: '空',
};

const READ_AS: Readonly<Record<ReadAs, string>> = {
  smiles: 'SMILES',
  formula: '化学式',
  category: 'カテゴリ',
};

/** Why a column plays its part, in half a line. Nothing where the name says it all. */
const REASONS: Partial<Readonly<Record<RoleReason, string>>> = {
  'another-result': '別の結果',
  'same-material': '同じ材料を表す列',
  'named-as-condition': '条件',
  'named-as-index': 'ラベルか番号',
  serial: '行の通し番号',
  uncertainty: '別の列の不確かさ',
  count: '測定回数',
  constant: '一定値',
  'kinds-differ': '一方の表では数値、他方では文字列',
};

export const columns: Words['columns'] = {
  kind: (kind) => KINDS[kind],
  /** 'SMILES(1,077個中98%)', '数値、空欄12個'. */
  evidence: (kind, fitting, present, missing) => {
    const chemical = kind === 'smiles' || kind === 'formula';
    const what = chemical
      ? `${KINDS[kind]}(${formatCount(present)}個中${numbers.coverage(present > 0 ? fitting / present : 0)})`
      : KINDS[kind];
    return missing > 0 ? `${what}、空欄${formatCount(missing)}個` : what;
  },
  reason: (reason) => REASONS[reason] ?? null,
  exception: (text, file, line) =>
    `合わないセルがあります: ${file}の${formatCount(line)}行目の「${text}」。`,
  options: '詳細設定',
  optionsOf: (name) => `「${name}」の詳細設定`,
  part: {
    label: '扱い',
    input: '材料の一部',
    condition: '測定の条件',
    hint: '条件だけが異なる行は同じ材料とみなします。',
  },
  readAs: { label: '読み方', value: (value) => READ_AS[value] },
  fingerprint: {
    label: 'フィンガープリント',
    morgan: 'Morgan',
    rdkit: 'RDKitパス',
    maccs: 'MACCSキー',
    none: 'なし',
    radius: '半径',
    path: '最大パス長',
    bits: 'ビット数',
  },
  physical: '物理的な記述子も使う(分子量、環、極性など)',
  statistics: {
    label: '元素特性の統計量',
    mean: '平均',
    deviation: '偏差',
    minimum: '最小',
    maximum: '最大',
    range: '範囲',
  },
  log: '対数をとる',
  logHelps: '値の分布が偏っています。対数をとると偏りが小さくなります。',
  logAdvice: '偏りあり',
  more: {
    summary: (chosen, of) =>
      chosen === 0
        ? `ほかの列も事前学習に使う(${formatCount(of)}列)`
        : `ほかの${formatCount(chosen)}列も事前学習に使用`,
    all: 'すべて',
    none: 'なし',
    hint: '列ごとに出力を1つ設けます。欠損値は損失に含めません。nは材料の数です。',
    values: (present, rows) => (present > 0.95 * rows ? '' : `値${formatCount(present)}個`),
  },
  logTarget: {
    label: '目的変数の対数を学習する',
    offered: (decades) =>
      `値が${formatValue(decades, 2)}桁にわたり、分布が偏っています。誤差は元の尺度で示します。`,
    chosen: '誤差は元の尺度で示します。正でない値は除外します。',
  },
  ownSplits: {
    title: 'グループとテスト行の指定',
    groups: 'グループ',
    byMaterial: '材料ごと',
    groupsHint: '同じグループの行は、どの分割でも同じ側に入れます。',
    test: 'テスト行',
    drawn: '試行ごとに無作為に選ぶ',
    testHint: 'testかtrainと書かれた列。指定すると、すべての試行を同じ行でテストします。',
  },
  same: {
    label: '両方の目的変数は同じ物性',
    yes: 'ネットワークの出力をそのまま使い、1次式だけで調整します。',
    no: '実験の物性には新しい出力を設け、m件の実験データに当てはめます。',
  },
  conversion: (conversion) => {
    if (conversion.form === 'reciprocal') return `${formatValue(conversion.numerator, 6)} / 値`;
    const { factor, offset } = conversion;
    const times = factor === 1 ? '' : `× ${formatValue(factor, 5)}`;
    const plus = offset === 0 ? '' : `${offset > 0 ? '+' : '−'} ${formatPlain(Math.abs(offset))}`;
    return [times, plus].filter((part) => part !== '').join(' ');
  },
  converted: (unit, how) => `計算値を${unit}に換算しました(${how})。`,
  undo: '元に戻す',
  leftOut: {
    title: (rows) => `除外した行: ${formatCount(rows)}行`,
    odd: (column, text) => `「${column}」の「${text}」は数値ではありません`,
    line: '行番号',
    why: '理由',
    more: (rows) => `残りの${formatCount(rows)}行はダウンロードで確認できます。`,
    download: (file) => `${file}の除外行一覧をダウンロード`,
  },
  outliers: {
    title: (count) => `ほかから大きく離れた目的変数の値: ${formatCount(count)}個`,
    hint: '表示のみで、除外はしません。中央値からロバストな偏差の5倍を超えて離れた値です。',
    value: '値',
    distance: '偏差の倍数',
    of: (file, column) => `${file}、${column}`,
    more: (rows) => `ほか${formatCount(rows)}行。`,
  },
  sheet: {
    simulated: '計算データのシート',
    measured: '実験データのシート',
  },
  progress: '入力を準備中',
};
