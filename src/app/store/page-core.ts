/** The page without React: its state and what it may use of the machine it runs on. Actions take it as their first argument. */
import type { Container } from './container.ts';
import type { SweepRunner } from '../../sweep/runner-types.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Platform } from './platform.ts';
import type { PageRecords } from './records.ts';
import type { Training } from './training.ts';
import type {
  Entrance,
  Experiment,
  Facts,
  Keeping,
  PageState,
  PageView,
  Trained,
} from './state.ts';
import type { ExperimentDocument } from '../../experiment/document.ts';

export interface PageCore {
  readonly state: Container<PageState>;
  readonly platform: Platform;
  readonly storage: Storage;
  readonly records: PageRecords;
  readonly training: Training;
  /** Runs beside that of the experiment, so that they can be stopped. */
  readonly sideRuns: Set<SweepRunner>;
}

/** All that a change of the state needs. */
type HasState = Pick<PageCore, 'state'>;

export function updateFacts({ state }: HasState, change: (facts: Facts) => Partial<Facts>): void {
  state.update((now) => {
    const patch = change(now.facts);
    const same = (Object.keys(patch) as (keyof Facts)[]).every((key) =>
      Object.is(patch[key], now.facts[key]),
    );
    return same ? now : { ...now, facts: { ...now.facts, ...patch } };
  });
}

export function updateKeeping(page: HasState, change: Partial<Keeping>): void {
  updateFacts(page, ({ keeping }) => ({ keeping: { ...keeping, ...change } }));
}

export function updateView({ state }: PageCore, change: Partial<PageView>): void {
  state.update((now) => ({ ...now, view: { ...now.view, ...change } }));
}

/** Puts another experiment into an entrance. */
export function placeExperiment(
  { state }: PageCore,
  entrance: Entrance,
  experiment: Experiment,
): void {
  state.update((now) => ({
    ...now,
    documents: { ...now.documents, [entrance]: experiment },
  }));
}

/** A change of what a person decided, in the entrance at hand unless another is named. */
export function updateDocument(
  page: PageCore,
  change: (document: ExperimentDocument) => ExperimentDocument,
  entrance: Entrance = page.state.get().view.entrance,
): void {
  page.state.update((now) => {
    const experiment = now.documents[entrance];
    const document = change(experiment.document);
    return document === experiment.document
      ? now
      : { ...now, documents: { ...now.documents, [entrance]: { ...experiment, document } } };
  });
}

/** One fact that each training entrance has for itself. */
export function updateTrained<K extends 'made' | 'shown' | 'shared' | 'run'>(
  page: PageCore,
  fact: K,
  entrance: Trained,
  change: (now: Facts[K][Trained]) => Facts[K][Trained],
): void {
  updateFacts(page, (facts) => {
    const next = change(facts[fact][entrance]);
    return Object.is(next, facts[fact][entrance])
      ? {}
      : { [fact]: { ...facts[fact], [entrance]: next } };
  });
}
