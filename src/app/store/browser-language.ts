/** The language of the page in this browser: as it was chosen here, else the first of the reader's that the page speaks. */
import { preferredLanguage, isLanguage } from '../../words/words.ts';
import type { Platform } from './platform.ts';

const KEY = 'sim2real-language';

export const browserLanguage: Platform['language'] = {
  first() {
    const chosen = stored();
    return chosen !== null && isLanguage(chosen) ? chosen : preferredLanguage(navigator.languages);
  },
  remember(language) {
    try {
      localStorage.setItem(KEY, language);
    } catch {
      // A browser that stores nothing asks its reader's languages again the next time.
    }
  },
};

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
