/** The run bar: buttons, status line, engine. The first word of the status is what tests and screen readers rely on. */
import { formatCount, numbers } from './numbers.ts';

const points = (count: number) => `${formatCount(count)} ${count === 1 ? 'point' : 'points'}`;

export const run = {
  run: 'Run',
  pause: 'Pause',
  stop: 'Stop',
  download: 'Download results',
  recordsCsv: 'Records CSV',
  figurePng: 'Figure PNG',
  figureSvg: 'Figure SVG',
  progress: 'Points done',
  status: {
    idle: 'Ready',
    preparing: 'Preparing',
    running: 'Running',
    paused: 'Paused',
    stopped: 'Stopped',
    finished: 'Finished',
    failed: 'Failed',
  },
  counts: (done: number, planned: number) => `${formatCount(done)} of ${points(planned)}`,
  allDone: (planned: number) => points(planned),
  left: (seconds: number): string => {
    if (seconds < 1) return 'less than a second left';
    return `${numbers.duration(seconds)} left`;
  },
  now: (n: number, trial: number) => `n = ${formatCount(n)}, trial ${trial + 1}`,
  baselinesNow: (trial: number) => `baselines, trial ${trial + 1}`,
  more: (count: number) => `and ${count} more`,
  pausedHint: 'Run goes on from here.',
  stoppedHint: 'What is finished is kept; Run goes on from here.',
  readiness: {
    empty: 'Waiting for two tables.',
    'one-more': 'One table is here; the other is missing.',
    preparing: 'Preparing the inputs …',
    problem: 'Something under Data needs your attention first.',
    settings: 'Something under Experiment needs your attention first.',
    ready: 'Press Run.',
  },
  engineNames: {
    wasm: 'WebAssembly SIMD',
    webgpu: 'WebGPU',
    'tfjs-webgpu': 'TensorFlow.js on WebGPU',
    'tfjs-wasm': 'TensorFlow.js on WebAssembly',
    'tfjs-cpu': 'TensorFlow.js on one CPU thread',
  },
  engineWith: (engine: string, workers: number) =>
    `${engine}, ${workers} ${workers === 1 ? 'worker' : 'workers'}`,
  engineBecause: (engine: string, reason: string) => `${engine}. ${reason}`.trim(),
} as const;
