/** The entrance without training: a pasted or dropped list of sizes and errors. */
import type { ErrorListProblem } from '../../words/codes.ts';
import { readErrorList, type ErrorPoint } from '../law-only/error-list.ts';
import { createStore } from './create-store.ts';

export interface LawOnly {
  readonly text: string;
  readonly points: readonly ErrorPoint[];
  readonly problems: readonly ErrorListProblem[];
}

export const lawOnlyStore = createStore<LawOnly>({ text: '', points: [], problems: [] });

export function changeErrorList(text: string): void {
  lawOnlyStore.set(() => ({ text, ...readErrorList(text) }));
}
