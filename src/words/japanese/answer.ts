/** The answer line and what is said with it: the figure's title, its name for those who cannot see it, the announcement. */
import type { StoppingGround } from '../../findings/answers.ts';
import type { Headline } from '../../findings/decision.ts';
import type { LawlessRemark } from '../../findings/lawless.ts';
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { BaselineArm } from '../../findings/summary.ts';
import type { TargetAnswer } from '../../findings/target-answer.ts';
import type { Interval } from '../../scaling/index.ts';
import type { Words } from '../words.ts';
import { numbers } from './numbers.ts';

const {
  count: formatCount,
  percent: formatPercent,
  probability: formatProbability,
  samples: formatSamples,
  span: formatSpan,
  value: formatValue,
} = numbers;

const withUnit = (text: string, unit: string | null) => (unit ? `${text} ${unit}` : text);

/** 1.09 becomes 9 % more error; from twice on the factor itself reads better. */
const worse = (factor: number): string =>
  factor < 1.95 ? `${formatPercent(factor - 1)}大きくなります` : `${formatValue(factor, 2)}倍です`;

const SIMULATION: Record<'simulated' | 'recalibrated' | 'corrected', string> = {
  simulated: 'シミュレーションの値をそのまま使うほうが正確です',
  recalibrated: '実験データで直線を当てはめて再較正した計算値を使うほうが正確です',
  corrected: '実験データによる線形補正を加えた計算値を使うほうが正確です',
};

const MEASURED = {
  direct: 'ネットワーク',
  ridge: '線形モデル',
  constant: '定数(中央値)',
} as const;

const betterWay = (arm: BaselineArm, factor: number, n: number): string => {
  const at = `n = ${formatCount(n)}では`;
  switch (arm) {
    case 'simulated':
    case 'recalibrated':
    case 'corrected':
      return `${SIMULATION[arm]}。${at}、ネットワークの誤差はこれに比べて${worse(factor)}。`;
    case 'direct':
    case 'ridge':
    case 'constant':
      return `事前学習の効果はまだ見られません。${at}、誤差は実験データのみの${MEASURED[arm]}に比べて${worse(factor)}。`;
  }
};

const sizes = ({ lower, upper }: Interval): string =>
  Number.isFinite(upper)
    ? `${formatSamples(lower)}～${formatSamples(upper)}件`
    : `${formatSamples(lower)}件以上`;

const targetLine = (answer: TargetAnswer, unit: string | null): string => {
  if (answer.status === 'none') return '目標誤差は設定されていません。';
  const target = `目標誤差${withUnit(formatValue(answer.target), unit)}`;
  switch (answer.status) {
    case 'computing':
      return `${target}に必要なシミュレーションの件数を計算しています…`;
    case 'reached': {
      const have = `現在${formatCount(answer.have)}件`;
      if (!answer.sure)
        return `${target}はおそらく達成されています(${have})。試行を増やせば確かめられます。`;
      return answer.size === null
        ? `${target}は達成されています(${have})。`
        : `${target}には約${formatSamples(answer.size)}件のシミュレーションで達します(${sizes(answer.interval)})。${have}あります。`;
    }
    case 'out-of-reach':
      return answer.limit === null
        ? `${target}には、同じ種類のシミュレーションを増やしても達しません。`
        : `${target}には、同じ種類のシミュレーションを増やしても達しません。誤差の下限は${withUnit(formatValue(answer.limit, 2), unit)}付近です。`;
    case 'unlikely':
      return `${target}に達する見込みは低く(${formatProbability(answer.probability)})、少なくとも${formatSamples(answer.atLeast)}件のシミュレーションが必要です。現在${formatCount(answer.have)}件あります。`;
    case 'needed': {
      const need =
        answer.size === null
          ? `${target}には${sizes(answer.interval)}のシミュレーションが必要です`
          : `${target}には約${formatSamples(answer.size)}件のシミュレーションで達します(${sizes(answer.interval)})`;
      return answer.beyondTable === null
        ? `${need}。現在${formatCount(answer.have)}件あります。`
        : `${need}。お手元の表にあるのは${formatCount(answer.beyondTable)}件です。`;
    }
    case 'untold':
      return `${target}に必要なシミュレーションの件数は、これらの点からは分かりません。`;
  }
};

const lawless = (remark: LawlessRemark, unit: string | null): string => {
  switch (remark.code) {
    case 'accuracy-like':
      return `値が${formatCount(remark.perfect)}に向かって増えており、正解率のような指標と思われます。このページには誤差を入力してください。`;
    case 'rising':
      return `シミュレーションを増やすと誤差が${formatValue(remark.first)}から${withUnit(formatValue(remark.last), unit)}に増えています。件数を増やしても改善しません。`;
    case 'peaked':
      return `誤差はn = ${formatCount(remark.n)}でいったん最大になってから減少しています。ここからスケーリング則は読み取れません。`;
    case 'rising-tail':
      return `誤差は最小になった後、n = ${formatCount(remark.n)}で再び増えています。シミュレーションを追加する前に、最大付近のサイズを確認してください。`;
    case 'flat':
      return `誤差はnによって変わりません。シミュレーションの件数によらず${withUnit(formatValue(remark.level, 2), unit)}付近にとどまります。`;
    case 'break':
      return `n = ${formatCount(remark.n)}から誤差の減り方が変わります。点は2つのスケーリング則に従っており、どちらも外挿には使えません。`;
  }
};

const tooEarly = (ground: StoppingGround | null): string => {
  if (ground?.kind === 'reason') {
    const { reason } = ground;
    switch (reason.code) {
      case 'few-sizes':
        return `まだ判断できません。${formatCount(reason.have)}サイズが完了していますが、判断には${formatCount(reason.need)}サイズ必要です。`;
      case 'holdout-failed':
        return 'まだ判断できません。スケーリング則が最大サイズの誤差を予測できませんでした。';
      case 'holdout-missing':
        return 'まだ判断できません。スケーリング則の検証に残しておけるサイズがありませんでした。';
      case 'first-time':
        return 'おそらく十分ですが、もう1サイズか追加の試行で確かめる必要があります。';
      case 'gain-unclear':
        return `どちらとも言えません。件数を2倍にして効果がある確率は${formatProbability(reason.probability)}です。`;
      case 'worth-it':
      case 'gain-likely':
        break;
    }
  }
  return 'シミュレーションを増やす価値があるかどうかは、まだ判断できません。';
};

const sizesIn = (have: number, need: number): string =>
  `まだ判断できません。必要な${formatCount(need)}サイズのうち${formatCount(have)}サイズが完了しています。`;

const line = (headline: Headline, unit: string | null): string => {
  switch (headline.kind) {
    case 'nothing':
      return '誤差はまだ測られていません。';
    case 'waiting':
      return sizesIn(headline.have, headline.need);
    case 'computing':
      return 'スケーリング則を計算しています…';
    case 'refused':
      switch (headline.reason.code) {
        case 'not-enough-sizes':
          return sizesIn(headline.reason.have, headline.reason.need);
        case 'all-errors-zero':
          return '誤差がすべて0のため、スケーリング則は求められません。';
        case 'not-computable':
          return '誤差が0に近すぎるか、差が大きすぎるため、スケーリング則は求められません。';
      }
      break;
    case 'failed':
      return 'スケーリング則を計算できませんでした。理由は図の横に示しています。';
    case 'simulation-wins':
    case 'pretraining-loses':
      return betterWay(headline.arm, headline.factor, headline.n);
    case 'target':
      return headline.worthIt
        ? targetLine(headline.answer, unit)
        : `${targetLine(headline.answer, unit)}ただし、費用に見合いません。`;
    case 'lawless':
      return lawless(headline.remark, unit);
    case 'stop':
      return headline.share === null
        ? `シミュレーションは${formatCount(headline.n)}件で十分です。増やしても誤差はほとんど下がりません。`
        : `シミュレーションは${formatCount(headline.n)}件で十分です。件数を2倍にしても誤差は${formatPercent(headline.share)}しか下がりません。`;
    case 'go-on': {
      if (headline.repeats) {
        return `まだ十分ではありません。${formatCount(headline.n / 2)}件では、件数を2倍にして得られる改善よりノイズのほうが大きいので、先に試行を増やしてください。`;
      }
      if (headline.share === null) {
        return headline.beyondTable === null
          ? 'まだ十分ではありません。誤差はまだ下がっていますが、どの程度の速さかは分かりません。'
          : `表の最後(${formatCount(headline.beyondTable)}件)でも誤差はまだ下がっていますが、どの程度の速さかは分かりません。`;
      }
      const much = `${formatCount(headline.n)}件にすると誤差が${formatPercent(headline.share)}下がる見込みです`;
      return headline.beyondTable === null
        ? `まだ十分ではありません。${much}。`
        : `シミュレーションの追加が必要です。${much}。お手元の表にあるのは${formatCount(headline.beyondTable)}件です。`;
    }
    case 'cannot-tell':
      return tooEarly(headline.ground);
  }
};

const towards = (limit: LimitStated, unit: string | null): string => {
  switch (limit.kind) {
    case 'value':
    case 'range':
      return `下限は${withUnit(formatSpan(limit.interval.lower, limit.interval.upper), unit)}です。`;
    case 'at-most':
      return `下限は最大でも${withUnit(formatValue(limit.upper, 2), unit)}です。`;
    case 'unknown':
      return '';
  }
};

export const answer: Words['answer'] = {
  /** The name of the region. */
  region: '結論',
  line,
  /** Before the answer while a run is under way. */
  soFar: (text) => `途中経過:${text}`,
  /** Before the first point, by what stands between a person and Run. */
  before: {
    empty:
      '計算データと実験データの2つの表をドロップすると、シミュレーションが何件あれば十分かを調べられます。',
    'one-more': '表が1つ読み込まれました。もう1つの表が必要です。',
    preparing: '表を準備しています…',
    problem: '先に表を確認してください。「データ」をご覧ください。',
    settings: '先に設定を確認してください。「解析の設定」をご覧ください。',
    ready: '「実行」を押すと、シミュレーションが何件あれば十分かを調べます。',
    list: 'サイズと誤差を貼り付けると、シミュレーションが何件あれば十分かを調べられます。',
  },
  /** How the curve goes, for a picture that cannot be seen. */
  course: (first, last, limit, unit) =>
    `n = ${formatCount(first.n)}で${withUnit(formatValue(first.mean), unit)}、n = ${formatCount(last.n)}で${withUnit(formatValue(last.mean), unit)}です。${towards(limit, unit)}`,
  figure: (text, axis) =>
    `${text} シミュレーションの件数に対する${axis}の図です。数値は下の表にあります。`,
  /** In the file of a figure. */
  file: {
    subtitle: (axis, m, trials) =>
      [
        `${axis}とシミュレーション件数nの関係`,
        ...(m === null ? [] : [`· 微調整の実験データ${formatCount(m)}件`]),
        ...(trials > 1 ? [`· ${formatCount(trials)}試行の平均と90%区間`] : []),
      ].join(' '),
    footnote: (law, version) =>
      `${law === null ? '' : `誤差 = ${formatValue(law.D, 2)} n<sup>−${formatValue(law.alpha, 2)}</sup> + ${formatValue(law.C, 2)} · `}Sim2Realスケーリング則 ${version}`,
  },
  announce: {
    started: '実行を開始しました。',
    quarter: (share) => `点の${formatPercent(share)}が完了しました。`,
    firstLaw: '最初のスケーリング則が得られました。',
    finished: (text) => `完了しました。${text}`,
  },
};
