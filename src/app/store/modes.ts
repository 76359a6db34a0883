/** Changing the entrance. Nothing that was loaded or typed is lost by looking elsewhere. */
import { openExample } from './example.ts';
import { forgetTyped } from './settings.ts';
import { openTables } from './own-tables.ts';
import { preparedStore } from './experiment.ts';
import { changeView, viewStore, type Mode } from './view.ts';

export function chooseMode(mode: Mode): void {
  if (mode === viewStore.get().mode) return;
  const origin = preparedStore.get()?.origin;
  switch (mode) {
    case 'law-only':
      changeView({ mode, target: null });
      return;
    case 'built-in':
      // Coming back from a look at something else: the run was not touched.
      if (origin === 'built-in') changeView({ mode, target: null });
      else {
        forgetTyped();
        void openExample();
      }
      return;
    case 'tables':
      changeView({ mode, target: null });
      if (origin !== 'tables') openTables();
      return;
  }
}
