/**
 * "Sharpen": again and again the run that narrows the limit most for its cost, until the limit is narrow enough, no run
 * helps any more, or the rounds are spent. Every round is an ordinary run, so Stop ends it and its points stay.
 */
import type { Candidate, LawReport } from '../../scaling/index.ts';
import type { ExtraPoint, SweepSpec } from '../../sweep/specification.ts';
import { createStore } from './create-store.ts';
import { curveStore } from './curve.ts';
import { extraStore } from './extra-points.ts';
import { lawStore } from './law.ts';
import { isBusy, runStore, startRun } from './run.ts';

export const SHARPEN_ROUNDS = 6;

export interface Sharpening {
  readonly round: number;
  readonly busy: boolean;
  /** How it ended; null before the first time and while it is busy. */
  readonly ended: 'enough' | 'no-run' | 'spent' | 'stopped' | null;
}

export const sharpenStore = createStore<Sharpening>({ round: 0, busy: false, ended: null });

export async function sharpen(): Promise<void> {
  if (sharpenStore.get().busy || isBusy(runStore.get().state)) return;
  let ended: Sharpening['ended'] = 'spent';
  for (let round = 1; round <= SHARPEN_ROUNDS; round++) {
    sharpenStore.set(() => ({ round, busy: true, ended: null }));
    const report = await settledReport();
    if (!report) {
      ended = 'no-run';
      break;
    }
    if (isNarrowEnough(report)) {
      ended = 'enough';
      break;
    }
    const points = await nextPoints(report);
    if (!points) {
      ended = 'no-run';
      break;
    }
    const { request } = runStore.get();
    if (!request) break;
    extraStore.set((now) => [...now, ...points]);
    await startRun({ ...request, spec: { ...request.spec, extra: extraStore.get() } });
    if (runStore.get().state.status !== 'finished') {
      ended = 'stopped';
      break;
    }
  }
  sharpenStore.set((now) => ({ ...now, busy: false, ended }));
}

/** The limit is resolved within what its identification asks for. */
export function isNarrowEnough({ diagnosis }: LawReport): boolean {
  return diagnosis.identified === 'resolved' && diagnosis.widthNow <= diagnosis.widthNeeded;
}

/** The report of what is on the screen, once nothing is being computed any more. */
function settledReport(): Promise<LawReport | null> {
  const settled = () => !lawStore.get().computing && !isBusy(runStore.get().state);
  return new Promise((resolve) => {
    const look = () => {
      if (!settled()) return;
      end();
      resolve(lawStore.get().answer?.report ?? null);
    };
    const end = lawStore.subscribe(look);
    // The curve follows the records by a moment.
    setTimeout(look, 300);
  });
}

/** The points of the best candidate that can be run: further trials at its size. */
async function nextPoints(report: LawReport): Promise<ExtraPoint[] | null> {
  const { request } = runStore.get();
  if (!request) return null;
  const { planSweep } = await import('../../sweep/plan.ts');
  const wanted: Candidate[] = [
    ...(report.diagnosis.run ? [report.diagnosis.run] : []),
    ...report.next.ranked,
  ];
  for (const candidate of wanted) {
    const points = pointsOf(candidate, request.spec);
    const spec = { ...request.spec, extra: [...extraStore.get(), ...points] };
    if (planSweep(spec, request.series).kind === 'plan') return points;
  }
  return null;
}

/** The first trials that the size does not have yet. */
export function pointsOf({ n, trials }: Candidate, spec: SweepSpec): ExtraPoint[] {
  const size = Math.round(n);
  const has = (trial: number) =>
    (trial < spec.trials && spec.sizes.includes(size)) ||
    [...(spec.extra ?? []), ...extraStore.get()].some(
      (point) => point.n === size && point.trial === trial,
    );
  const points: ExtraPoint[] = [];
  for (let trial = 0; points.length < Math.ceil(trials); trial++) {
    if (!has(trial)) points.push({ n: size, trial });
  }
  return points;
}

/** Only a finished experiment with a law can be sharpened. */
export function canSharpen(): boolean {
  return curveStore.get().kind === 'experiment' && runStore.get().state.status === 'finished';
}
