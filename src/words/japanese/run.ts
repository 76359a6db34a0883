/** The run bar: buttons, status line, engine. The first word of the status is what tests and screen readers rely on. */
import type { Words } from '../words.ts';
import { formatCount, numbers } from './numbers.ts';

const points = (count: number) => `${formatCount(count)}点`;

export const run: Words['run'] = {
  run: '実行',
  pause: '一時停止',
  stop: '停止',
  download: '結果をダウンロード',
  recordsCsv: '記録CSV',
  figurePng: '図PNG',
  figureSvg: '図SVG',
  progress: '完了した点',
  status: {
    idle: '準備完了',
    preparing: '準備中',
    running: '実行中',
    paused: '一時停止中',
    stopped: '停止',
    finished: '完了',
    failed: '失敗',
  },
  counts: (done, planned) => `${points(planned)}中${points(done)}`,
  allDone: (planned) => points(planned),
  left: (seconds) => {
    if (seconds < 1) return '残り1秒未満';
    return `残り${numbers.duration(seconds)}`;
  },
  now: (n, trial) => `n = ${formatCount(n)}、試行${trial + 1}`,
  baselinesNow: (trial) => `比較手法、試行${trial + 1}`,
  more: (count) => `ほか${count}件`,
  pausedHint: '「実行」でここから再開します。',
  stoppedHint: '完了した分は残っています。「実行」でここから再開します。',
  readiness: {
    empty: '表を2つ読み込んでください。',
    'one-more': '表が1つあります。もう1つ必要です。',
    preparing: '入力を準備しています…',
    problem: '先に「データ」の項目を確認してください。',
    settings: '先に「解析の設定」の項目を確認してください。',
    ready: '「実行」を押してください。',
  },
  engineNames: {
    wasm: 'WebAssembly SIMD',
    webgpu: 'WebGPU',
    'tfjs-webgpu': 'TensorFlow.js(WebGPU)',
    'tfjs-wasm': 'TensorFlow.js(WebAssembly)',
    'tfjs-cpu': 'TensorFlow.js(CPU 1スレッド)',
  },
  engineWith: (engine, workers) => `${engine}、ワーカー${workers}個`,
  engineBecause: (engine, reason) => `${engine}。${reason}`.trim(),
};
