/** The person's two tables: what was read, what is being read, and what is wrong. */
import { preparedStore } from './experiment.ts';
import { forgetRun } from './run.ts';

export function openTables(): void {
  preparedStore.set(() => null);
  void forgetRun();
}

export function takeFiles(files: readonly File[]): void {
  void files;
}
