/** The curve on the screen: derived from the records (or the pasted list) and the view; asks for its law when it changes. */
import { meansBySize, summarise, type Summary } from '../../figures/summary.ts';
import { askedSizes, isAsked } from '../../sweep/asked.ts';
import type { LawPoint } from '../../scaling/index.ts';
import { createStore } from './create-store.ts';
import { preparedStore } from './experiment.ts';
import { forgetExtraPoints } from './extra-points.ts';
import { wantLaw } from './law.ts';
import { lawOnlyStore } from './law-only.ts';
import { runStore } from './run.ts';
import { parseSettings, settingsStore } from './settings.ts';
import { viewStore } from './view.ts';
import { parseWorth, worthStore } from './worth.ts';

export interface Curve {
  readonly kind: 'experiment' | 'law-only';
  readonly summary: Summary;
  /** Sizes that the axis must hold, measured or planned. */
  readonly sizes: readonly number[];
  readonly unit: string | null;
  readonly noiseFloor: number | null;
  readonly m: number | null;
  /** All m values that can be looked at. */
  readonly measured: readonly number[];
}

const EMPTY: Summary = { trials: [], means: [], baselines: [] };

export const curveStore = createStore<Curve>({
  kind: 'experiment',
  summary: EMPTY,
  sizes: [],
  unit: null,
  noiseFloor: null,
  m: null,
  measured: [],
});

function fromRecords(): Curve {
  const { records, request } = runStore.get();
  const { metric, m: wanted } = viewStore.get();
  const prepared = preparedStore.get();
  const unit = prepared?.unit ?? null;
  // The floor is known for absolute errors; the root mean square has another.
  const noiseFloor = metric === 'mae' ? (prepared?.noiseFloor ?? null) : null;
  if (!request) {
    const { sizes, measured } = parseSettings(settingsStore.get()).spec;
    const m = measured[0] ?? null;
    return { kind: 'experiment', summary: EMPTY, sizes, unit, noiseFloor, m, measured };
  }
  const { spec } = request;
  const measured = spec.measured;
  const m = wanted !== null && measured.includes(wanted) ? wanted : (measured[0] ?? null);
  const series = spec.series[0]?.id ?? '';
  // Only what was asked for: a smaller grid shows fewer points than are kept.
  const asked = records.filter((record) => isAsked(spec, record));
  const sizes = askedSizes(spec);
  const summary = m === null ? EMPTY : summarise(asked, { series, m, metric });
  return { kind: 'experiment', summary, sizes, unit, noiseFloor, m, measured };
}

function fromList(): Curve {
  const { points } = lawOnlyStore.get();
  const trials = points.map(({ n, trial, error }) => ({ n, trial, error }));
  return {
    kind: 'law-only',
    summary: { trials, means: meansBySize(trials), baselines: [] },
    sizes: [...new Set(points.map((point) => point.n))],
    unit: null,
    noiseFloor: null,
    m: null,
    measured: [],
  };
}

export function lawPoints({ trials }: Summary): LawPoint[] {
  const sizes = new Map<number, { trial: number; error: number }[]>();
  for (const { n, trial, error } of trials) {
    const at = sizes.get(n) ?? [];
    at.push({ trial, error });
    sizes.set(n, at);
  }
  return [...sizes].map(([n, atSize]) => ({ n, error: NaN, trials: atSize }));
}

function refresh(): void {
  const { mode, metric, target } = viewStore.get();
  const curve = mode === 'law-only' ? fromList() : fromRecords();
  curveStore.set((now) => (JSON.stringify(now) === JSON.stringify(curve) ? now : curve));
  const { protocolHash, request } = runStore.get();
  const which =
    mode === 'law-only'
      ? 'law-only'
      : `${request ? (protocolHash ?? '') : 'none'} ${curve.m ?? ''} ${metric}`;
  wantLaw(which, lawPoints(curve.summary), target, parseWorth(worthStore.get()));
}

/** Starts deriving; called once, with the page. */
export function followCurve(): void {
  for (const store of [
    runStore,
    viewStore,
    settingsStore,
    preparedStore,
    lawOnlyStore,
    worthStore,
  ]) {
    store.subscribe(refresh);
  }
  preparedStore.subscribe(forgetExtraPoints);
  refresh();
}
