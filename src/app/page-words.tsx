/** Everything below speaks the language that the page's view has. */
import type { ReactNode } from 'react';
import type { Words } from '../words/words.ts';
import { useSelect } from './store/use-page.ts';
import { WordsProvider } from './words-context.tsx';

interface PageWordsProps {
  /** Texts that are there already. */
  readonly first: Words;
  readonly children: ReactNode;
}

export function PageWords({ first, children }: PageWordsProps) {
  const language = useSelect(({ view }) => view.language);
  return (
    <WordsProvider language={language} first={first}>
      {children}
    </WordsProvider>
  );
}
