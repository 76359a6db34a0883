/** How the results are looked at: which entrance, which m and error measure, the target. None of it changes a number. */
import type { Metric } from '../../figures/summary.ts';
import { createStore } from './create-store.ts';

export const MODES = ['built-in', 'tables', 'law-only'] as const;
export type Mode = (typeof MODES)[number];

export interface View {
  readonly mode: Mode;
  readonly metric: Metric;
  /** null: the smallest m of the specification. */
  readonly m: number | null;
  readonly target: number | null;
  readonly showBeyond: boolean;
}

export const viewStore = createStore<View>({
  mode: 'built-in',
  metric: 'mae',
  m: null,
  target: null,
  showBeyond: false,
});

export function changeView(change: Partial<View>): void {
  viewStore.set((now) => ({ ...now, ...change }));
}
