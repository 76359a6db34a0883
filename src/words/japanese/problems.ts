/** What went wrong, where, and what to do, in Japanese: one sentence for each code of the rooms below. */
import type { RunProblem } from '../../sweep/runner-types.ts';
import type { PlanWarning, SpecProblem } from '../../sweep/specification.ts';
import type { EngineReason } from '../../training/choose-engine.ts';
import type { EngineName } from '../../training/engine.ts';
import type { ErrorListProblem } from '../../tables/error-list/error-list.ts';
import { formatCount, formatPlain, formatValue, numbers } from './numbers.ts';

const FIELDS: Readonly<Record<string, string>> = {
  sizes: 'サイズ',
  measured: '実験データの件数',
  trials: '試行数',
  seed: '乱数シード',
  testShare: 'テスト割合',
  hidden: '隠れ層',
  fixedSteps: '固定ステップ数',
};
const STAGES: Readonly<Record<string, string>> = {
  pretraining: '事前学習',
  fineTuning: '微調整',
};
const PARTS: Readonly<Record<string, string>> = {
  learningRate: '学習率',
  batch: 'バッチサイズ',
  maxSteps: '最大ステップ数',
  evaluationInterval: '評価間隔',
  patience: '打ち切りまでの評価回数',
  weightDecay: '重み減衰',
};

/** 'pretraining.learningRate' as a person knows it. */
export function fieldName(field: string): string {
  const [stage = '', part = ''] = field.split('.');
  if (part === '') return FIELDS[stage] ?? stage;
  return `${STAGES[stage] ?? stage}の${PARTS[part] ?? part}`;
}

export function specProblem(problem: SpecProblem): string {
  switch (problem.code) {
    case 'no-series':
      return 'データがまだありません。計算データと実験データの表をドロップしてください。';
    case 'no-sizes':
      return 'サイズ: 計算データの件数を100, 200, 400, 800のように1つ以上入力してください。';
    case 'size-too-small':
      return `サイズ: ${formatCount(problem.size)}件は少なすぎます。最小は${problem.smallest}件です。`;
    case 'size-above-pool':
      return `サイズ: ${formatCount(problem.size)}件は、テスト用の材料を除いた残りの計算データ${formatCount(problem.pool)}件を超えています。削除するか、小さくしてください。`;
    case 'measured-too-small':
      return `実験データの件数: ${formatCount(problem.measured)}件は少なすぎます。少なくとも${problem.smallest}件必要です。`;
    case 'measured-above-pool':
      return `実験データの件数: ${formatCount(problem.measured)}件は、テストデータを除いた残りの${formatCount(problem.pool)}件を超えています。件数またはテスト割合を小さくしてください。`;
    case 'not-a-number':
      return problem.value.trim() === ''
        ? `${fieldName(problem.field)}: 数値を入力してください。`
        : `${fieldName(problem.field)}: 「${problem.value}」はここで使える数値ではありません。`;
    case 'out-of-range':
      return `${fieldName(problem.field)}: ${problem.value}は範囲外です(${formatPlain(problem.low)}以上${formatPlain(problem.high)}以下)。`;
    case 'too-few-measured-rows':
      return `実験データの使える行は${formatCount(problem.rows)}件です。学習とテストには少なくとも${problem.need}件必要です。`;
    case 'too-few-groups':
      return `実験データの材料は${formatCount(problem.groups)}種類です。学習とテストには少なくとも${problem.need}種類必要です。`;
    case 'no-test-rows':
      return `試行${problem.trial + 1}では、テストに使う実験データがありません。テスト割合を大きくしてください。`;
    case 'own-groups-under-any':
      return '材料ごとにテストに使うかどうかを決める場合、グループの列は使えません。グループの指定を外すか、この目的変数のテスト材料だけを除く設定にしてください。';
    case 'own-split-under-any':
      return '材料ごとにテストに使うかどうかを決める場合、テスト行の列は使えません。列の指定を外すか、この目的変数のテスト材料だけを除く設定にしてください。';
    case 'series-twice':
      return '同じ表と同じ設定の組が2つあります。どちらかを削除してください。';
    case 'other-data':
      return 'この解析を作成したときの表ではありません。';
  }
}

export function runProblem(problem: RunProblem): string {
  switch (problem.code) {
    case 'spec':
      return problem.problems.map(specProblem).join('');
    case 'engine-unavailable':
      return `指定されたエンジンはここでは動作しません: ${problem.detail}`;
    case 'worker-died':
      return `ワーカー${problem.worker + 1}が予期せず終了したため、再起動しました。担当していた計算はもう一度実行されます。`;
    case 'engine-lost':
      return `${ENGINES[problem.engine]}が使えなくなりました(${problem.detail})。完了した分は保持され、残りはもう一度実行されます。`;
    case 'diverged':
      return `n = ${formatCount(problem.n)}、試行${problem.trial + 1}で学習が発散しました。学習率を小さくしてください。`;
    case 'job-failed':
      return `n = ${formatCount(problem.n)}、試行${problem.trial + 1}の点の計算に失敗しました: ${problem.detail}`;
  }
}

export function planWarning(warning: PlanWarning): string {
  switch (warning.code) {
    case 'few-test-rows':
      return `テストに使うのは${warning.rows}件だけです。${warning.need}件以上あると誤差が安定します。`;
    case 'few-test-groups':
      return `テストに使う材料は${warning.groups}種類だけです。${warning.need}種類以上あると誤差が安定します。`;
    case 'size-above-half-pool':
      return `n = ${formatCount(warning.size)}は計算データ${formatCount(warning.pool)}件の半数を超えています。試行どうしで大半の行が共通になり、ばらつきが実際より小さく見えます。`;
    case 'size-above-series-pool':
      return `残りの計算データが${formatCount(warning.pool)}件しかない組では、n = ${formatCount(warning.size)}を除きます。`;
    case 'measured-above-series-pool':
      return `残りの実験データが${formatCount(warning.pool)}件しかない組では、m = ${formatCount(warning.measured)}を除きます。`;
  }
}

const ENGINES: Readonly<Record<EngineName, string>> = {
  wasm: 'WebAssembly',
  webgpu: 'WebGPU',
  'tfjs-webgpu': 'TensorFlow.js (WebGPU)',
  'tfjs-wasm': 'TensorFlow.js (WebAssembly)',
  'tfjs-cpu': 'TensorFlow.js (CPU)',
};

/** Why an engine is not here, to be followed by ため; a code that is not known says so rather than something wrong. */
function refusal(missing: EngineName, why: string): string {
  const name = ENGINES[missing];
  switch (why) {
    case 'no-webgpu':
      return 'このブラウザーがWebGPUに対応していない';
    case 'no-adapter':
      return 'WebGPUで使えるGPUが見つからない';
    case 'software-adapter':
      return 'WebGPUのアダプターがCPU上のソフトウェアしかない';
    case 'no-simd':
      return 'このブラウザーがWebAssembly SIMDに対応していない';
    case 'failed-proof':
      return `${name}が答えの分かっている小さな問題での検証に失敗した`;
    case 'compilation':
      return `${name}のプログラムをここではコンパイルできない`;
    default:
      return `${name}をここでは利用できない(${why})`;
  }
}

/** Why this engine runs. */
export function engineReason(reason: EngineReason): string {
  switch (reason.code) {
    case 'asked':
      return reason.software
        ? '指定どおりです。アダプターがCPU上のソフトウェアのため低速です。'
        : '指定どおりです。';
    case 'fastest':
      return `実測で${ENGINES[reason.over]}の${factor(reason.factor)}倍の速さです。`;
    case 'only-one':
      return `${refusal(reason.missing, reason.why)}ため、これを選びました。`;
    case 'not-available':
      return `${refusal(reason.missing, reason.why)}ため、指定とは別のエンジンを使っています。`;
    case 'took-over':
      return `${ENGINES[reason.from]}が使えなくなったため、引き継ぎました。`;
  }
}

const factor = (value: number) =>
  value < 10 ? numbers.fixed(value, 1) : formatCount(Math.round(value));

export function errorListProblem(problem: ErrorListProblem): string {
  switch (problem.code) {
    case 'no-numbers':
      return '0より大きい件数と誤差を含む行がありません。「400, 0.073」のように1行に1点ずつ書いてください。';
    case 'columns-not-found':
      return `件数の列と誤差の列を判別できません。1行目の列名を「${problem.header}」ではなく、nとerrorにしてください。`;
    case 'unreadable-lines':
      return problem.count === 1
        ? `${problem.line}行目を除きました。「${problem.text}」には件数と誤差がありません。`
        : `${formatCount(problem.count)}行を除きました。最初は${problem.line}行目の「${problem.text}」です。`;
    case 'empty-errors':
      return problem.count === 1
        ? `${problem.line}行目には誤差がないため除きました。`
        : `誤差のない${formatCount(problem.count)}行を除きました。最初は${problem.line}行目です。`;
    case 'values-are-scores':
      return `${
        {
          rise: `「${problem.series}」はnとともに増加しています。スコアであるか、学習曲線ではありません。`,
          negative: `「${problem.series}」には負の値があります。符号を反転したスコアであるか、誤差ではありません。`,
          named: `「${problem.series}」は名前からスコアと判断しました。`,
        }[problem.why]
      }スケーリング則は減少する誤差に当てはめます。値が何であるかを指定してください。`;
    case 'transformed':
      return problem.transform === 'negate'
        ? `「${problem.series}」の符号を反転した値を誤差とします。`
        : `1から「${problem.series}」を引いた値を誤差とします。`;
    case 'marked-points': {
      const { first } = problem;
      const what =
        first.why === 'zero' ? 'ちょうど0です' : '同じ件数のほかの値から大きく外れています';
      const rest = problem.count > 1 ? `(ほかに${formatCount(problem.count - 1)}点)` : '';
      return `${first.line}行目: n = ${formatPlain(first.n)}の誤差${formatPlain(first.error)}は${what}${rest}。${problem.leftOut ? '除外しました。' : '含めています。'}`;
    }
    case 'without-pretraining':
      return `n = 0は計算データを使わない場合の水準(${formatValue(problem.mean)})で、曲線の点には含めません。`;
    case 'several-series':
      return `誤差の列が${formatCount(problem.names.length)}列あります。「${problem.chosen}」を表示しています。`;
    case 'list-too-large':
      return `誤差の一覧は最大${megabytes(problem.limit)}ですが、このファイルは${megabytes(problem.bytes)}です。学習用の表は「自分のデータ」で開いてください。`;
    case 'list-unreadable':
      return `${problem.file}を読み込めませんでした: ${problem.detail}`;
  }
}

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;
export * from './table-problems.ts';
