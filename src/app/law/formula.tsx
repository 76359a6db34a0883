/** The law as a formula; screen readers get it as a sentence. */
import { words } from '../../words/words.ts';

export function Formula() {
  return (
    <p className="formula">
      <span aria-hidden="true">
        error = <var>D</var>&#8201;<var>n</var>
        <sup>
          −<var>α</var>
        </sup>{' '}
        + <var>C</var>
      </span>
      <span className="sr-only">{words.law.formula}</span>
    </p>
  );
}
