/** The report: its headings, what is said of the experiment, and a paragraph for a paper's methods. */
import type { LeakRule } from '../../sweep/specification.ts';
import type { MethodsFacts, StageFacts } from '../english/report.ts';
import type { Words } from '../words.ts';
import { formatCount, formatPercent, formatPlain } from './numbers.ts';

const leak: Readonly<Record<LeakRule, string>> = {
  own: '同じ試行のテストデータに含まれる材料の計算データは除外します。',
  any: 'ハッシュ値がテスト割合を下回る材料をテスト用とし、その材料の計算データはすべて除外します。',
};

function stage(facts: StageFacts): string {
  return [
    `Adam、学習率${formatPlain(facts.learningRate)}${facts.decay === 'cosine' ? '(コサイン減衰)' : ''}`,
    `バッチサイズ${formatCount(facts.batch)}`,
    `最大${formatCount(facts.maxSteps)}ステップ`,
    `${formatCount(facts.evaluationInterval)}ステップごとに評価`,
    `${formatCount(facts.patience)}回の評価で最良値が更新されなければ打ち切り`,
    ...(facts.weightDecay > 0 ? [`重み減衰${formatPlain(facts.weightDecay)}`] : []),
    facts.loss === 'huber' ? 'Huber損失' : '二乗誤差損失',
  ].join('、');
}

/** In the plain style of a paper (である), unlike the page. */
function methods(facts: MethodsFacts): string {
  const split = facts.ownSplit
    ? 'テストデータの行は、実験データの表で指定されたものを用いた。'
    : `各試行では、実験データの行の${formatPercent(facts.testShare)}を、同一材料のグループを単位としてテスト用に取り分けた。`;
  const leftOut = {
    own: '同じ試行のテストデータに含まれる材料の計算データは除外した。',
    any: 'ハッシュ値によりテスト用とされた材料の計算データはすべて除外した。',
  }[facts.leakRule];
  const head = facts.sameProperty
    ? '微調整の前に、ネットワークの出力を一次式で実験値に再較正した。最終層のリッジ補正は、一個抜き交差検証で明らかに優れる場合にのみ加えた。'
    : '実験データの物性は計算データの物性と異なるため、微調整の前に、最終層を最後の隠れ層の出力に対するリッジ回帰で置き換えた。';
  const validation = facts.validated
    ? 'mが40以上の場合は、m件のうち20%を微調整時の検証に用いた。'
    : '';
  const fixed =
    facts.fixedSteps === null
      ? ''
      : `mが40未満の場合は、微調整を${formatCount(facts.fixedSteps)}ステップ行った。`;
  const law = facts.law
    ? `平均絶対誤差に当てはめたスケーリング則は次のとおりである: ${facts.law}。`
    : '';
  return [
    `全結合ネットワーク(隠れ層${facts.hidden}、${facts.activation})をn件の計算データ(n = ${facts.sizes})で事前学習し、m件の実験データ(m = ${facts.measured})で微調整した。試行は${formatCount(facts.trials)}回で、データの分割、順序、初期重みは試行ごとに定めた。`,
    split,
    leftOut,
    '各試行のn件とm件のデータは入れ子であり、大きいサイズは小さいサイズの行をすべて含む。',
    '入力と目的変数は事前学習の行で標準化した。学習量はステップ数で定め、どのnでも同じとした。',
    head,
    validation,
    fixed,
    'べき則 error(n) = D n^−α + C を個々の試行の誤差に当てはめ、プロファイル尤度による90%区間を求めた。',
    law,
    `計算にはすべてSim2Real scaling laws ${facts.version}(エンジン: ${facts.engines}、乱数シード: ${formatPlain(facts.seed)})を用いた。手法はMinami et al. (2025)に従う。`,
  ]
    .filter((sentence) => sentence !== '')
    .join('');
}

export const report: Words['report'] = {
  button: 'レポートをダウンロード',
  subtitle: (points, version) =>
    `${formatCount(points)}点から求めたSim2Realスケーリング則(バージョン ${version} で計算)`,
  sections: {
    law: 'スケーリング則',
    follows: 'わかること',
    numbers: '数値',
    data: 'データ',
    experiment: '解析の設定',
    again: '再計算の方法',
    methods: '論文の「方法」に使える文章',
    cite: '引用',
  },
  figure: (metric, m) =>
    `計算データの件数に対する${metric}${m === null ? '' : `(m = ${formatCount(m)}件の実験データで微調整)`}。点は個々の試行、誤差棒と帯は90%区間です。`,
  allLaws: '平均絶対誤差のスケーリング則(90%区間つき)',
  series: '系列',
  measuredSamples: 'm',
  tables: '表(内容で識別)',
  table: {
    role: '種類',
    file: 'ファイル',
    rows: '使用した行数',
    fingerprint: '内容のSHA-256',
  },
  role: { simulated: '計算データ', measured: '実験データ' },
  inputs: '入力',
  conditions: '条件',
  simulatedTargets: '計算データの目的変数',
  measuredTarget: '実験データの目的変数',
  logTarget: '対数に変換して学習',
  groups: 'グループ分けの基準',
  testRows: 'テスト行の指定',
  yes: 'はい',
  leakRule: 'リーク規則',
  leak,
  stage,
  steps: (count) => `${formatCount(count)}ステップ`,
  engine: 'エンジン',
  engineVersion: (engine, version) => `${engine}(${version})`,
  protocol: 'プロトコル',
  protocolVersion: 'プロトコルのバージョン',
  version: 'ページのバージョン',
  again:
    'このアドレスを開くか、結果ファイル(「結果をダウンロード」で保存したもの)と表をページにドロップしてください。WebAssemblyエンジンでは、同じ解析からビット単位で同じ数値が得られます。',
  againWithoutLink:
    '結果ファイル(「結果をダウンロード」で保存したもの)と表をページにドロップしてください。WebAssemblyエンジンでは、同じ解析からビット単位で同じ数値が得られます。',
  methods,
  intervals: '括弧内は90%区間です。',
  withInterval: (value, interval) => `${value}(${interval})`,
  parameter: (symbol, name) => `${symbol}、${name}`,
  /** For a paper: the law with its intervals; `bound`: of the limit only an upper end is known. */
  statedLaw: (D, alpha, limit, bound) =>
    `D = ${D}、α = ${alpha}、C ${bound ? limit : `= ${limit}`}`,
  lawOf: (series, m, law) => `${law}(${series}、m = ${formatCount(m)})`,
  conditional:
    '以上はすべて、ここで用いた表、m、ネットワーク、学習スケジュールのもとでの結果です。このファイルに表の行は含まれていません。',
};
