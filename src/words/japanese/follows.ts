/** What follows from the law: one question, one number, one uncertainty, one sentence each. */
import type {
  HoldoutGrade,
  LawReason,
  ModelId,
  StoppingClause,
  StoppingReason,
} from '../../scaling/index.ts';
import type { Words } from '../words.ts';
import { numbers } from './numbers.ts';

const {
  count: formatCount,
  percent: formatPercent,
  probability: formatProbability,
  samples: formatSamples,
  span: formatSpan,
  value: formatValue,
  within: formatWithin,
} = numbers;

const unitAfter = (unit: string | null) => (unit ? ` ${unit}` : '');

const clauses = (clause: StoppingClause, unit: string | null): string => {
  switch (clause.code) {
    case 'target-met':
      return `目標誤差は達成されています(確率${formatProbability(clause.probability)})。`;
    case 'target-out-of-reach':
      return `目標誤差は下限より小さく、達成できる確率は${formatProbability(clause.probability)}です。`;
    case 'not-worth-it':
      return '予算内で費用に見合う追加はありません。';
    case 'gain-too-small':
      return `件数を2倍にして誤差が${formatValue(clause.smallestGain)}${unitAfter(unit)}より大きく下がる確率は${formatProbability(clause.probability)}にすぎません。`;
    case 'at-noise':
      return `見込まれる改善${formatValue(clause.gain)}${unitAfter(unit)}はノイズ${formatValue(clause.standardError)}${unitAfter(unit)}より小さいので、サイズを大きくするより試行を増やすほうが有益です。`;
  }
};

const stoppingReasons = (reason: StoppingReason, unit: string | null): string => {
  switch (reason.code) {
    case 'few-sizes':
      return `現在${reason.have}サイズです。この判断には${reason.need}サイズ必要です。`;
    case 'holdout-failed':
      return 'スケーリング則による最大サイズの予測が、停止を勧められるほど正確ではありませんでした。';
    case 'holdout-missing':
      return 'スケーリング則の検証に残しておけるサイズがまだありません。';
    case 'first-time':
      return '停止の根拠が得られましたが、偶然の1点で決めないよう、もう一度確かめる必要があります。';
    case 'worth-it':
      return `n = ${formatSamples(reason.size)}まで増やす価値は費用を上回ります。`;
    case 'gain-likely':
      return `次に件数を2倍にすると、確率${formatProbability(reason.probability)}で誤差が${formatValue(reason.smallestGain)}${unitAfter(unit)}より大きく下がります。`;
    case 'gain-unclear':
      return `件数を2倍にして誤差が${formatValue(reason.smallestGain)}${unitAfter(unit)}より大きく下がるかどうかは、はっきりしません(確率${formatProbability(reason.probability)})。`;
  }
};

const lawReasons = (reason: LawReason, unit: string | null): string => {
  switch (reason.code) {
    case 'alpha-at-bound':
      return `最適な減衰の速さが探索範囲の端にあります(α = ${formatValue(reason.bound)})。`;
    case 'alpha-interval-touches-bound':
      return reason.side === 'upper'
        ? '誤差の減少が早く終わるため、これらのサイズからは減衰の速さが分かりません。より小さいサイズを加えると分かります。'
        : reason.side === 'lower'
          ? '減衰の速さの下側が定まりません。終わりのない、対数的に遅い減少かもしれません。'
          : '減衰の速さは上側も下側も定まりません。';
    case 'floor-at-bound':
      return '最もよく合う曲線には下限がありません。';
    case 'no-trend':
      return 'nに対する誤差の減少は、ノイズの範囲を超えていません。';
    case 'rising-tail':
      return `誤差がn = ${formatCount(reason.n)}で再び増えています(最小${formatValue(reason.best)}の後で${formatValue(reason.error)}${unitAfter(unit)})。`;
    case 'floor-not-visible':
      return '誤差は最大サイズでもまだ下がっており、下限は見えていません。';
    case 'floor-wide':
      return `区間の幅は${formatValue(reason.width, 2)}${unitAfter(unit)}です。${formatValue(reason.allowed, 2)}${unitAfter(unit)}より狭ければ十分に定まったと言えます。試行を少し増やすと改善します。`;
    case 'lack-of-fit':
      return `スケーリング則のまわりの点のばらつきが、ノイズで説明できる分より${formatPercent(reason.misfit)}大きくなっています。`;
    case 'window-disagrees':
      return `最後の${reason.window}サイズだけを使うと、異なる予測になります。`;
    case 'robust-disagrees':
      return '外れ値の影響を抑えた当てはめと一致しません。外れた点がないか確認してください。';
    case 'second-minimum':
      return `α = ${formatValue(reason.alpha)}の別のスケーリング則も、ほぼ同程度に合います。`;
    case 'no-repeats':
      return '各サイズの試行が1回だけなので、ノイズは点のばらつきから推定しています。';
    case 'few-sizes':
      return `現在${reason.have}サイズです。${reason.need}サイズあれば、より多くのことが分かります。`;
    case 'left-out':
      return reason.n === null
        ? 'サイズとして使えない行を1つ除外しました。'
        : `n = ${formatCount(reason.n)}を除外しました。`;
  }
};

const grade = (of: HoldoutGrade, reach: number | null): string => {
  if (reach === null) return of === 'not-tested' ? '未検証' : '不可';
  switch (of) {
    case 'good':
      return `可能(約${formatSamples(reach)}件まで)`;
    case 'usable':
      return `ある程度可能(約${formatSamples(reach)}件まで)`;
    case 'rough':
      return `おおまかに可能(約${formatSamples(reach)}件まで)`;
    case 'no-extrapolation':
      return '不可';
    case 'not-tested':
      return '未検証';
  }
};

const models: Record<ModelId, string> = {
  'last-value': '最後の値',
  power: 'べき乗則(下限なし)',
  'power-floor': 'べき乗則+下限',
  'shifted-power': 'シフトしたべき乗則',
  exponential: '指数関数',
  sigmoid: 'log nのシグモイド',
};

export const follows: Words['follows'] = {
  waiting: 'スケーリング則が得られると、答えが表示されます。',
  moreAnswers: (count) => `ほかの答え(${formatCount(count)})`,
  computing: '計算しています…',
  target: {
    question: '目標誤差に必要なシミュレーションは何件？',
    none: '図の目標線をドラッグするか、図の下に誤差を入力してください。',
    needed: (n) => `n* = ${formatSamples(n)}`,
    reached: (size) => (size === null ? '達成' : `約${formatSamples(size)}件で達成`),
    probablyReached: 'おそらく達成',
    have: (n) => `現在${formatCount(n)}件あります。`,
    untold: '判断できません',
    untoldText: '必要なシミュレーションの件数は、これらの点からは分かりません。',
    infeasible: '達成不可能',
    unlikely: (probability) => `見込みは低い(${formatProbability(probability)})`,
    atLeast: (n) => `少なくとも${formatSamples(n)}件必要です。`,
    range: ({ lower, upper }) =>
      Number.isFinite(upper)
        ? `${formatSamples(lower)}～${formatSamples(upper)}件`
        : `${formatSamples(lower)}件以上`,
    beyondTable: (pool) =>
      `お手元の表で使えるシミュレーション${formatSamples(pool)}件を超えています。`,
    interval: (lower, upper) =>
      Number.isFinite(upper)
        ? `${formatSamples(lower)}～${formatSamples(upper)}件(90%区間)`
        : `${formatSamples(lower)}件以上(90%区間)`,
    probability: (share) => `達成できる確率は${formatProbability(share)}です。`,
    below:
      '誤差の下限が目標誤差より大きいため、同じ種類のシミュレーションを増やしても達成できません。',
    endsNear: (limit) =>
      `誤差の下限は${limit}付近です。同じ種類のシミュレーションを増やしても、これより小さくはなりません。`,
    beyond: (reach) =>
      `データから言える範囲(n = ${formatSamples(reach)}まで)を超えているので、目安としてご覧ください。`,
    next: (n) => `まず${formatSamples(n)}件までシミュレーションすると、推定がより正確になります。`,
  },
  limit: {
    question: '誤差はどこまで下がる？',
    unknown: '不明',
    unknownText: '曲線の行き着く先は、これらの点からは分かりません。',
    removable: (share, lower, upper) =>
      `シミュレーションを増やすと、誤差をあと${formatPercent(share)}(${formatPercent(lower)}～${formatPercent(upper)})減らせます。`,
    caution: '測定ノイズや小さいネットワークも、この下限を引き上げます。',
  },
  doubling: {
    question: '次に件数を2倍にすると？',
    gain: (gain, unit) =>
      `${formatWithin(gain.gain.median, Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)}減少`,
    /** Where only a range can be told. */
    range: (gain, unit) =>
      `${formatSpan(Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)}減少(90%区間)`,
    interval: (gain, unit) =>
      `${formatSpan(Math.max(0, gain.gain.lower), gain.gain.upper)}${unitAfter(unit)} (90%区間)`,
    text: (gain) =>
      `n = ${formatCount(gain.n)}での誤差の${formatPercent(gain.relative.median)}にあたり、シミュレーションを${formatCount(gain.n)}件追加する必要があります。`,
    rangeText: 'どの程度下がるかは、まだ分かりません。',
    nothing: 'これらの点はスケーリング則に従わないため、予測は示しません。',
    beyondTable: (pool) =>
      `お手元の表で学習に使えるシミュレーションは${formatCount(pool)}件です。先にシミュレーションを追加する必要があります。`,
  },
  stopping: {
    question: '停止か、継続か？',
    advice: {
      stop: '停止',
      'go-on': '継続',
      'cannot-tell': 'まだ判断できません',
      'use-simulation': 'シミュレーションの値を使う',
      'use-measurements': '実験データを使う',
    },
    otherWay: {
      'use-simulation': '最大サイズでは、ネットワークよりシミュレーションの値のほうが正確です。',
      'use-measurements': '最大サイズでは、実験データのみのモデルのほうが正確です。',
    },
    toTarget: '目標誤差には、現在より多くのシミュレーションが必要です。',
    clauses,
    reasons: stoppingReasons,
    repeats: 'サイズを大きくするより、試行を増やしてください。',
  },
  gain: {
    question: '事前学習の効果はある？',
    wins: (share) => `あり(誤差が${formatPercent(share)}小さい)`,
    even: 'ほぼ同じ',
    loses: (share) =>
      share < 0.95
        ? `なし(誤差が${formatPercent(share)}大きい)`
        : `なし(誤差が${formatValue(1 + share, 2)}倍)`,
    text: (transfer, n, best, arm) =>
      `n = ${formatCount(n)}での誤差は${transfer}です。事前学習なしで最良の「${arm}」では${best}です。`,
    textLoses: (transfer, n, best, arm) =>
      `n = ${formatCount(n)}での誤差は${transfer}ですが、「${arm}」では${best}です。`,
  },
  holdout: {
    question: '外挿できる？',
    grade,
    test: (fitted, n, predicted, measured, unit) =>
      `${formatCount(fitted)}件までのサイズから予測したn = ${formatCount(n)}での誤差は${formatValue(predicted)}${unitAfter(unit)}、実際の誤差は${formatValue(measured)}${unitAfter(unit)}でした。`,
    failed: '最大サイズの予測が十分に正確ではありませんでした。',
    reach: 'その先は図に斜線で示しています。',
    noReach: 'これらの点からは、その先を予測できません。',
    notTested: (have, need) =>
      `検証用に1サイズを残すには${need}サイズ必要です(現在${have}サイズ)。`,
    error: (rmsle) => `典型的なずれ${formatPercent(rmsle)}`,
  },
  why: {
    question: '次に何を実行すると有益？',
    reasons: lawReasons,
    run: (candidate) =>
      `n = ${formatCount(Math.round(candidate.n))}で${candidate.trials}試行を追加`,
    effect: (now, after, unit) =>
      `下限の区間の幅が${formatValue(now, 2)}から約${formatValue(after, 2)}${unitAfter(unit)}に狭まる見込みです。`,
    beyondTable: (n, pool) =>
      `シミュレーションを約${formatSamples(n)}件に増やすほうが有益ですが、お手元の表にあるのは${formatCount(pool)}件です。これはその範囲で最良の実行です。`,
    nothingWithin: (n, pool) =>
      `シミュレーションが約${formatSamples(n)}件必要ですが、お手元の表にあるのは${formatCount(pool)}件です。`,
    resolved: '下限は分かっています。さらに実行しても、精度が上がるだけです。',
    settled: '結論はこれに左右されません。',
    enough: '追加は不要',
    none: '1回の実行では決まりません。nの範囲を広げてください。',
  },
  alternatives: {
    title: 'ほかの関数形',
    model: '関数形',
    held: '検証用サイズでのずれ',
    at4: (n) => `n = ${formatSamples(n)}での誤差`,
    models,
    used: (model) => `${model}(上に表示)`,
    note: '見せていないサイズをどれだけよく予測したかの順です。不確かさを正しく示した関数形は、偶然近かった関数形より上になることがあります。',
  },
};
