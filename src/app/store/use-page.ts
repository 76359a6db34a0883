/** How components see the page: its core from the context, and what they select of its state. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageCore } from './page-core.ts';
import type { Selector } from './select.ts';
import type { PageState } from './state.ts';

const PageContext = createContext<PageCore | null>(null);
export const PageProvider = PageContext.Provider;

export function usePage(): PageCore {
  const page = useContext(PageContext);
  if (!page) throw new Error('A component of the page stands outside <PageProvider>.');
  return page;
}

/** The selector must give the same reference for the same state: a field of it, or something made by `select`. */
export function useSelect<R>(selector: Selector<PageState, R>): R {
  const { state } = usePage();
  return useSyncExternalStore(state.subscribe, () => selector(state.get()));
}
