/** Single points that "Sharpen" added beside the grid. They belong to the data on the page and go with them. */
import type { ExtraPoint } from '../../sweep/specification.ts';
import { createStore } from './create-store.ts';

export const extraStore = createStore<readonly ExtraPoint[]>([]);

export function forgetExtraPoints(): void {
  extraStore.set((now) => (now.length === 0 ? now : []));
}
