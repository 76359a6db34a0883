/** The law as a formula; screen readers get it as a sentence. */
import { useWords } from '../words-context.tsx';

export function Formula() {
  const words = useWords();
  return (
    <p className="formula">
      <span aria-hidden="true">
        {words.law.formulaSubject} = <var>D</var>&#8201;<var>n</var>
        <sup>
          −<var>α</var>
        </sup>{' '}
        + <var>C</var>
      </span>
      <span className="sr-only">{words.law.formula}</span>
    </p>
  );
}
