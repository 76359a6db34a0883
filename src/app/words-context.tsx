/** The page's language: components ask useWords() for every text and never import one. */
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { english, loadWords, type Language, type Words } from '../words/words.ts';

export const WordsContext = createContext<Words>(english);

/** The texts in the language of the page. */
export const useWords = (): Words => useContext(WordsContext);

interface WordsProviderProps {
  readonly language: Language;
  /** Spoken until the language is there. Default: English. */
  readonly first?: Words;
  readonly children: ReactNode;
}

/** Until a language is there, and where it cannot be fetched, the page stays in the language it speaks already. */
export function WordsProvider({ language, first = english, children }: WordsProviderProps) {
  const [words, setWords] = useState<Words>(first);
  useEffect(() => {
    let current = true;
    loadWords(language)
      .then((loaded) => {
        if (current) setWords(loaded);
      })
      .catch((error: unknown) => console.error(`No texts for “${language}”:`, error));
    return () => {
      current = false;
    };
  }, [language]);
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.title = words.page.title;
  }, [words]);
  return <WordsContext value={words}>{children}</WordsContext>;
}
