/** The experiment panel: every field, its unit and what it does. */
import type { PendingRun } from '../codes.ts';
import { formatCount } from './numbers.ts';

export const experiment = {
  sizes: 'Sizes',
  sizesHint: 'Simulated samples n. Four sizes or more make a law.',
  grid: 'Fill a log grid',
  gridFrom: 'From',
  gridTo: 'To',
  gridCount: 'Steps',
  gridApply: 'Fill',
  measured: 'Measured samples',
  measuredHint: 'm, for fine-tuning',
  trials: 'Trials',
  trialsHint: 'repeats of everything',
  seed: 'Seed',
  engine: 'Engine',
  engines: {
    automatic: 'Automatic',
    webgpu: 'WebGPU',
    webassembly: 'WebAssembly',
    cpu: 'CPU',
  },
  details: 'Network and schedules',
  testShare: 'Test share',
  testShareHint: 'of the measured rows, in whole materials',
  hidden: 'Hidden layers',
  activation: 'Activation',
  activations: { relu: 'ReLU', 'leaky-relu': 'Leaky ReLU', tanh: 'tanh', silu: 'SiLU' },
  pretraining: 'Pretraining',
  fineTuning: 'Fine-tuning',
  fixedSteps: 'Fixed steps',
  fixedStepsHint: 'of fine-tuning when m is below 40',
  schedule: {
    learningRate: 'Learning rate',
    batch: 'Batch',
    maxSteps: 'Most steps',
    evaluationInterval: 'Evaluate every',
    patience: 'Patience',
    weightDecay: 'Weight decay',
    decay: 'Decay',
    loss: 'Loss',
  },
  decays: { constant: 'constant', cosine: 'cosine' },
  losses: { mse: 'squared', huber: 'Huber' },
  stageField: (stage: string, field: string) => `${stage}: ${field.toLowerCase()}`,
  budget: 'Budgets are in steps and the same for every n, so that α measures data and not compute.',
  reset: 'Defaults',
  pendingText: (pending: PendingRun): string => {
    switch (pending.kind) {
      case 'none':
        return '';
      case 'other':
        return 'This is another experiment: Run starts it afresh.';
      case 'more':
        return `Run adds ${formatCount(pending.points)} ${pending.points === 1 ? 'point' : 'points'}; finished ones are kept.`;
    }
  },
} as const;
