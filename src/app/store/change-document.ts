/** What a person changes of an experiment by hand: settings, engine, prices, how it is looked at. Tables: change-series.ts. */
import type { TypedSettings, View, Worth } from '../../experiment/document.ts';
import { withTyped } from '../../experiment/settings.ts';
import type { ListChoices } from '../../tables/error-list/error-list.ts';
import type { EngineChoice } from '../../training/choose-engine.ts';
import type { Language } from '../../words/words.ts';
import { updateDocument, updateFacts, updateView, type PageCore } from './page-core.ts';
import { trainedOf } from './selectors.ts';
import type { PageState } from './state.ts';

export function changeSettings(page: PageCore, change: TypedSettings): void {
  updateDocument(
    page,
    (document) => ({ ...document, settings: withTyped(document.settings, change) }),
    trainedOf(page.state.get()),
  );
}

export function chooseEngine(page: PageCore, engine: EngineChoice): void {
  updateDocument(page, (document) => ({ ...document, engine }), trainedOf(page.state.get()));
}

export function changeWorth(page: PageCore, change: Partial<Worth>): void {
  updateDocument(page, (document) => ({ ...document, worth: { ...document.worth, ...change } }));
}

export function changeView(page: PageCore, change: Partial<View>): void {
  updateDocument(page, (document) => ({ ...document, view: { ...document.view, ...change } }));
}

/** Whatever is not a positive number is no target. */
export function setTarget(page: PageCore, target: number | null): void {
  const valid = target !== null && Number.isFinite(target) && target > 0;
  changeView(page, { target: valid ? target : null });
}

export function changeList(page: PageCore, text: string): void {
  updateFacts(page, () => ({ listProblem: null }));
  updateDocument(
    page,
    (document) => ({
      ...document,
      source: {
        kind: 'list',
        text,
        choices: document.source.kind === 'list' ? document.source.choices : {},
      },
    }),
    'list',
  );
}

/** Which of a list's columns is looked at, what its values are, and what becomes of far ones. */
export function chooseForList(page: PageCore, change: ListChoices): void {
  updateDocument(
    page,
    (document) => {
      const { source } = document;
      if (source.kind !== 'list') return document;
      return { ...document, source: { ...source, choices: { ...source.choices, ...change } } };
    },
    'list',
  );
}

/** From now on, and the next time in this browser. */
export function chooseLanguage(page: PageCore, language: Language): void {
  page.platform.language.remember(language);
  updateView(page, { language });
}

export function openDialog(page: PageCore, dialog: PageState['view']['dialog']): void {
  updateView(page, { dialog });
}
