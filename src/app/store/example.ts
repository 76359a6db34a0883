/** The built-in experiment: opened with the page, and it starts by itself. */
import { preparedStore } from './experiment.ts';
import { forgetRun, startRun, engineStore } from './run.ts';
import { proposeSettings, settingsOf } from './settings.ts';
import { changeView, viewStore } from './view.ts';

/** Prepares the built-in experiment and runs it, unless something else was chosen meanwhile. */
export async function openExample(): Promise<void> {
  changeView({ mode: 'built-in', m: null, target: null });
  preparedStore.set(() => null);
  await forgetRun();
  const { createBuiltInExperiment } = await import('../../lessons/built-in.ts');
  const { spec, series } = createBuiltInExperiment();
  if (viewStore.get().mode !== 'built-in') return;
  proposeSettings(settingsOf(spec));
  preparedStore.set(() => ({
    origin: 'built-in',
    specs: spec.series,
    series,
    tables: [],
    noiseFloor: null,
    unit: null,
  }));
  await startRun({ spec, series, engine: engineStore.get() });
}
