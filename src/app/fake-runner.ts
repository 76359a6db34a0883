/** Development only: a runner that makes plausible records without training. Goes when the real one is there. */
import type { Series } from '../sweep/domain.ts';
import { ARMS, type SweepRecord } from '../sweep/record.ts';
import type { RunRequest, RunState, SweepRunner } from '../sweep/runner-types.ts';
import { DEFAULT_SPEC, type SweepSpec } from '../sweep/specification.ts';

const noise = (a: number, b: number) => {
  const x = Math.sin(a * 127.1 + b * 311.7) * 43758.5453;
  return x - Math.floor(x) - 0.5;
};

export function makeRunner(): SweepRunner {
  const listeners = new Set<() => void>();
  let state: RunState = {
    status: 'idle',
    done: 0,
    planned: 0,
    secondsLeft: null,
    running: [],
    engine: null,
    problems: [],
    warnings: [],
  };
  let records: SweepRecord[] = [];
  let stopped = false;
  const set = (change: Partial<RunState>) => {
    state = { ...state, ...change };
    listeners.forEach((l) => l());
  };
  return {
    get state() {
      return state;
    },
    records: () => records,
    artefacts: () => undefined,
    protocolHash: () => 'f'.repeat(64),
    subscribe(l) {
      listeners.add(l);
      return () => listeners.delete(l);
    },
    async start({ spec, engine }: RunRequest) {
      stopped = false;
      const jobs = Array.from({ length: spec.trials }, (_, trial) => [
        ...ARMS.filter((arm) => arm !== 'transfer').map((arm) => ({ n: 0, trial, arm })),
        ...spec.sizes.map((n) => ({ n, trial, arm: 'transfer' as const })),
      ]).flat();
      const missing = jobs.filter(
        (j) => !records.some((r) => r.n === j.n && r.trial === j.trial && r.arm === j.arm),
      );
      set({
        status: 'running',
        planned: jobs.length,
        done: jobs.length - missing.length,
        warnings: [],
        engine: {
          asked: engine,
          engine: 'wasm',
          workers: 2,
          reason: { code: 'fastest', milliseconds: 0.21 },
        },
      });
      for (const [index, job] of missing.entries()) {
        set({
          running: [
            { worker: 0, n: job.n, trial: job.trial, kind: job.n ? 'transfer' : 'baselines' },
          ],
          secondsLeft: (missing.length - index) * 0.7,
        });
        await new Promise((r) =>
          setTimeout(r, Number(new URLSearchParams(location.search).get('pace') ?? 350)),
        );
        while (state.status === 'paused') await new Promise((r) => setTimeout(r, 100));
        if (stopped) return set({ status: 'stopped', running: [], secondsLeft: null });
        const base = {
          transfer: 1.3 * (job.n || 1) ** -0.62 + 0.0163,
          direct: 0.119,
          ridge: 0.152,
          simulated: 0.094,
          recalibrated: 0.089,
        }[job.arm];
        const mae = base * (1 + 0.25 * noise(job.n, job.trial) + 0.1 * noise(0, job.trial));
        records = [
          ...records,
          {
            id: `${job.arm}-${job.n}-${job.trial}`,
            series: 'Example',
            n: job.n,
            m: spec.measured[0] ?? 50,
            trial: job.trial,
            arm: job.arm,
            mae,
            rmse: mae * 1.3,
            r2: 0.97,
            nUsed: job.n,
            mUsed: 50,
            testRows: 120,
            removedRows: 80,
            steps: 3000,
            stoppedBy: 'patience',
            stages: {},
            seconds: 1.2,
            engine: 'wasm',
            engineVersion: '1',
          },
        ];
        set({ done: state.done + 1 });
      }
      set({ status: 'finished', running: [], secondsLeft: null });
    },
    pause() {
      set({ status: 'paused' });
    },
    resume() {
      set({ status: 'running' });
    },
    stop() {
      stopped = true;
      if (state.status === 'paused') state = { ...state, status: 'running' };
      return new Promise((r) => setTimeout(r, 300));
    },
    dispose() {},
  };
}

export function createBuiltInExperiment(): { spec: SweepSpec; series: readonly Series[] } {
  const none = { rows: 0, blocks: [] };
  return {
    spec: {
      ...DEFAULT_SPEC,
      sizes: [100, 200, 400, 800, 1600],
      trials: 3,
      series: [
        {
          label: 'Example',
          simulatedTargets: ['property'],
          measuredTarget: 'property',
          sameProperty: true,
          descriptors: null,
        },
      ],
    },
    series: [
      {
        label: 'Example',
        sameProperty: true,
        simulated: {
          fingerprint: '',
          features: none,
          keys: Array<string>(20000).fill(''),
          targets: [],
        },
        measured: {
          fingerprint: '',
          features: none,
          keys: Array<string>(400).fill(''),
          values: new Float64Array(0),
        },
      },
    ],
  };
}
