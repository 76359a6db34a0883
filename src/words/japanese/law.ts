/** The law panel: axes, legend, the three parameters in words, the table. */
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { LimitVerdict, RateVerdict, RefusalReason } from '../../scaling/index.ts';
import type { Words } from '../words.ts';
import { numbers } from './numbers.ts';

const {
  count: formatCount,
  interval: formatInterval,
  percent: formatPercent,
  samples: formatSamples,
  span: formatSpan,
  value: formatValue,
  within: formatWithin,
} = numbers;

const arms = {
  transfer: '転移',
  direct: '直接学習(実験データのみ)',
  constant: '定数(中央値)',
  ridge: 'リッジ回帰(実験データのみ)',
  simulated: 'シミュレーションの計算値',
  recalibrated: '再較正した計算値',
  corrected: '補正した計算値',
} as const;

const shortArms = {
  direct: '直接学習',
  constant: '定数',
  ridge: 'リッジ回帰',
  simulated: '計算値',
  recalibrated: '再較正',
  corrected: '補正',
} as const;

const limitLabel = (limit: LimitStated): string => {
  switch (limit.kind) {
    case 'value':
      return `下限 ${formatWithin(limit.C, limit.interval.lower, limit.interval.upper)}`;
    case 'range':
      return `下限 ${formatSpan(limit.interval.lower, limit.interval.upper)}`;
    case 'at-most':
      return `下限 ${formatValue(limit.upper, 2)}未満`;
    case 'unknown':
      return '';
  }
};

/** What is known of the law, in a few words. */
const verdict = (rate: RateVerdict['verdict'], limit: LimitVerdict['verdict']): string => {
  const rateKnown = rate !== 'unknown';
  switch (limit) {
    case 'known':
      return rateKnown
        ? '減衰の速さと下限がともに分かっています'
        : '下限は分かっていますが、減衰の速さは不明です';
    case 'bounded':
      return rateKnown
        ? '下限はおおよそ分かっています'
        : '下限はおおよそ分かっていますが、減衰の速さは不明です';
    case 'at-most':
      return rateKnown
        ? '誤差は減少中で、下限の上側だけが分かっています'
        : '誤差は減少中ですが、減衰の速さは不明です';
    case 'unknown':
      return '曲線の行き着く先はまだ判断できません';
  }
};

const waiting = (have: number, need: number): string =>
  have === 0
    ? `${need}サイズがそろうと、スケーリング則が表示されます。`
    : `${need}サイズがそろうと、スケーリング則が表示されます(現在${have}サイズ)。`;

const refused = (reason: RefusalReason): string => {
  switch (reason.code) {
    case 'not-enough-sizes':
      return waiting(reason.have, reason.need);
    case 'all-errors-zero':
      return '誤差がすべて0のため、スケーリング則はありません。';
    case 'not-computable':
      return '誤差が0に近すぎるか、差が大きすぎて計算できないため、スケーリング則はありません。';
  }
};

const withUnit = (text: string, unit: string | null) => (unit ? `${text} ${unit}` : text);

export const law: Words['law'] = {
  /** A number, written, with the unit of the error behind it. */
  withUnit,
  arms,
  armsShort: shortArms,
  errorMeasure: '誤差',
  metrics: { mae: '平均絶対誤差', rmse: '二乗平均平方根誤差' },
  metricShort: { mae: 'MAE', rmse: 'RMSE' },
  metric: '誤差の指標',
  measuredChoice: '表示するm',
  axisSizes: '計算データの件数 n',
  axisError: (metric, unit) => (unit ? `${metric} (${unit})` : metric),
  figureLabel: (metric) =>
    `計算データの件数に対する${metric}の両対数グラフです。同じ数値が下の表にあります。`,
  /** Names for both axes of a pasted list. */
  listAxis: { error: '誤差', sizes: 'サイズ n' },
  legend: {
    mean: '平均、90%区間',
    trial: '試行',
    fit: '当てはめたスケーリング則',
    dashed: '外挿',
    beyond: '遠すぎて不明',
    band: '90%の帯',
    limitBand: '下限、90%区間',
    needed: '目標に必要な件数、90%区間',
    heldOut: '最大サイズでの検証',
  },
  beyond: '遠すぎて不明',
  trialHover: ({ n, trial, error }) =>
    `n = ${formatCount(n)}、試行${trial + 1}<br>${formatValue(error)}`,
  meanHover: ({ n, mean, interval, trials }) =>
    `<b>n = ${formatCount(n)}</b><br>${formatValue(mean)}` +
    (interval ? ` (${formatSpan(interval.lower, interval.upper)}、90%区間)` : '') +
    `<br>${trials}試行の平均`,
  baselineLabel: ({ arm, mean }) => `${shortArms[arm]} ${formatValue(mean)}`,
  limitLabel: ({ limit }) => limitLabel(limit),
  noiseFloorLabel: (error) => `測定ノイズの下限 ${formatValue(error)}`,
  targetLabel: (target) => `目標 ${formatValue(target)}`,
  heldOutHover: ({ n, median, lower, upper }) =>
    `小さいサイズから予測した<br>n = ${formatCount(Math.round(n))}での誤差:<br>${formatValue(median)} (${formatInterval(lower, upper)}、検証で用いる95%区間)`,
  lawHover: (n, error, { lower, upper }) =>
    `n = ${formatSamples(n)}<br>スケーリング則 ${formatWithin(error, lower, upper)}<br>${formatSpan(lower, upper)} (90%区間)`,
  neededHover: ({ median, lower, upper }) =>
    `シミュレーション約${formatSamples(median)}件<br>${formatSamples(lower)}～${formatSamples(upper)}件(90%区間)`,
  formula: '誤差 = D n^−α + C',
  /** What stands before the equals sign. */
  formulaSubject: '誤差',
  showBeyond: 'その先も描く',
  neededLabel: (n) => `シミュレーション${formatSamples(n)}件`,
  target: '目標誤差',
  targetHandle: '目標誤差(ドラッグまたは矢印キーで変更)',
  targetValue: (target, unit) => withUnit(formatValue(target), unit),
  /** The target as it is heard, and what it costs. */
  targetSpoken: (target, unit, needed) =>
    needed === null || !Number.isFinite(needed)
      ? withUnit(formatValue(target), unit)
      : `${withUnit(formatValue(target), unit)}、シミュレーション約${formatSamples(needed)}件`,
  restingTarget: '目標を設定',
  clearTarget: '目標なし',
  parameters: {
    alpha: {
      name: '減衰の速さ',
      unknown: '誤差がどの程度の速さで下がるかは、まだ分かりません。',
      text: (alpha) =>
        `件数を2倍にするごとに、下限との差が${formatPercent(1 - 2 ** -alpha)}縮まります。`,
    },
    C: {
      name: '下限',
      known: '同じ種類のシミュレーションを増やしても取り除けない誤差です。',
      upper: '誤差はまだ下がっており、下限は見えていません。',
      unknown: '曲線の行き着く先は分かりません。',
    },
    D: {
      name: 'スケール',
      text: (excess, n) => `n = ${formatCount(n)}では、あと${excess}の改善の余地があります。`,
    },
  },
  /** Every interval says how sure it is. */
  sure90: (interval) => `${interval} (90%区間)`,
  interval90: '90%区間',
  upperEnd90: '90%区間の上端',
  range90: '範囲のみ分かっています',
  atLeast: (lower) => `少なくとも${formatValue(lower, 2)}`,
  atMost: (upper) => `最大${formatValue(upper, 2)}`,
  verdict,
  lawless: 'これらの点からスケーリング則は示せません',
  /** Said where no single reason stands out. */
  moreData: '試行を増やすか、より大きいサイズを加えると狭まります。',
  pending: '計算待ち',
  /** Where the curve ends, with its unit. */
  limitIs: (limit, unit) => {
    switch (limit.kind) {
      case 'value':
      case 'range':
        return `下限は${withUnit(formatSpan(limit.interval.lower, limit.interval.upper), unit)}の範囲にあります(90%区間)。`;
      case 'at-most':
        return `下限は最大でも${withUnit(formatValue(limit.upper, 2), unit)}です(90%区間)。`;
      case 'unknown':
        return '曲線の行き着く先は分かりません。';
    }
  },
  waiting,
  computing: 'スケーリング則を計算しています…',
  refused,
  failed: (detail) =>
    `スケーリング則を計算できませんでした。${detail} 点か目標誤差を変えると、もう一度計算します。`,
  empty: {
    waiting: '点は計算が終わりしだい、ここに表示されます。',
    list: '一覧を入力すると曲線が表示されます。',
  },
  tableCaption: '図の数値',
  rows: {
    n: 'n',
    meanIn: (unit) => (unit ? `平均、${unit}` : '平均'),
    interval: '90%区間',
    trials: '試行数',
    fitted: '当てはめ値',
  },
  loading: '描画中…',
};
