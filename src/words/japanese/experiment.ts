/** The experiment panel: every field, its unit and what it does. */
import type { Words } from '../words.ts';
import { formatCount } from './numbers.ts';

export const experiment: Words['experiment'] = {
  sizes: 'サイズ',
  sizesHint: '計算データの件数 n。4サイズ以上でスケーリング則が求まります。',
  grid: '対数間隔で入力',
  gridFrom: '最小',
  gridTo: '最大',
  gridCount: '段階数',
  gridApply: '入力',
  measured: '実験データの件数',
  measuredHint: 'm、微調整に使用',
  trials: '試行数',
  trialsHint: '全体の繰り返し回数',
  seed: '乱数シード',
  engine: 'エンジン',
  engines: {
    automatic: '自動',
    webgpu: 'WebGPU',
    webassembly: 'WebAssembly',
    cpu: 'CPU',
  },
  details: 'ネットワークと学習スケジュール',
  testShare: 'テスト割合',
  testShareHint: '実験データの行に対する割合(材料単位で分割)',
  hidden: '隠れ層',
  activation: '活性化関数',
  activations: { relu: 'ReLU', 'leaky-relu': 'Leaky ReLU', tanh: 'tanh', silu: 'SiLU' },
  pretraining: '事前学習',
  fineTuning: '微調整',
  fixedSteps: '固定ステップ数',
  fixedStepsHint: 'mが40未満のときの微調整のステップ数',
  schedule: {
    learningRate: '学習率',
    batch: 'バッチサイズ',
    maxSteps: '最大ステップ数',
    evaluationInterval: '評価間隔',
    patience: '打ち切りまでの評価回数',
    weightDecay: '重み減衰',
    decay: '学習率の減衰',
    loss: '損失関数',
  },
  decays: { constant: '一定', cosine: 'コサイン' },
  losses: { mse: '二乗誤差', huber: 'Huber' },
  stageField: (stage, field) => `${stage}: ${field}`,
  budget:
    '学習量はステップ数で決め、どのnでも同じです。αが計算量ではなくデータ量の効果を表すようにするためです。',
  reset: '初期設定に戻す',
  pendingText: (pending) => {
    switch (pending.kind) {
      case 'none':
        return '';
      case 'other':
        return '別の解析になります。「実行」で最初から始めます。';
      case 'more':
        return `「実行」で${formatCount(pending.points)}点を追加します。完了した点は残ります。`;
    }
  },
};
