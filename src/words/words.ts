/**
 * Every text of the page by typed key, as a value that is chosen at run time. A further language is one more entry of
 * LANGUAGES and an object `const japanese: Words = …`: a text that it lacks does not compile.
 */
import { english } from './english/english.ts';

/** The same keys and parameters, any text. */
type Widened<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Widened<R>
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Words = Widened<typeof english>;

interface LanguageEntry {
  /** As its readers call it. */
  readonly name: string;
  /** English is part of the page; other languages are fetched when they are chosen. */
  readonly load: () => Promise<Words>;
}

/** By BCP 47 tag, the first is the one for everybody else. */
export const LANGUAGES = {
  en: { name: 'English', load: () => Promise.resolve(english) },
  ja: {
    name: '日本語',
    load: async () => (await import('./japanese/japanese.ts')).japanese,
  },
} as const satisfies Readonly<Record<string, LanguageEntry>>;

export type Language = keyof typeof LANGUAGES;

/** Rejects where the texts cannot be fetched. */
export function loadWords(language: Language): Promise<Words> {
  return LANGUAGES[language].load();
}

/** The first of the reader's languages ('ja-JP', 'en-GB', …) that the page speaks; English where it speaks none of them. */
export function preferredLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split('-');
    if (isLanguage(primary)) return primary;
  }
  return 'en';
}

export const isLanguage = (tag: string): tag is Language => Object.hasOwn(LANGUAGES, tag);

export { english };
