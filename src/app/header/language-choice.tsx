/** The page's language. Its label is in English in every language, so that whoever is lost finds the way back. */
import { chooseLanguage } from '../store/change-document.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { isLanguage, LANGUAGES } from '../../words/words.ts';
import { useWords } from '../words-context.tsx';

export function LanguageChoice() {
  const words = useWords();
  const page = usePage();
  const language = useSelect(({ view }) => view.language);
  return (
    <select
      className="select slim"
      aria-label={words.page.language}
      value={language}
      onChange={(event) => {
        if (isLanguage(event.target.value)) chooseLanguage(page, event.target.value);
      }}
    >
      {Object.entries(LANGUAGES).map(([tag, { name }]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
