/** The answer to the page's question, in one sentence above the figure. */
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Unbroken } from '../controls/unbroken.tsx';
import { lawOf } from '../store/selectors.ts';
import { useAnswerText } from './use-answer-text.ts';

export function AnswerLine() {
  const words = useWords();
  const { computing } = useSelect(lawOf);
  const { text, tone } = useAnswerText();
  return (
    <section
      className={`answer-line ${tone}`}
      aria-label={words.answer.region}
      aria-busy={computing}
    >
      <p>
        <Unbroken text={text} />
      </p>
    </section>
  );
}
