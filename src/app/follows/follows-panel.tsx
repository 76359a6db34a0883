/** What follows from the law: answers with their number and their uncertainty. */
import type { ReactNode } from 'react';
import { answersOf } from '../../findings/answers.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { cardId } from '../places.ts';
import { curveOnScreen, lawOf, viewOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Alternatives } from './alternatives.tsx';
import { answerText, type AnswerText } from './answer-text.ts';
import { DoubleWidth } from './double-width.tsx';
import { Sharpen } from './sharpen.tsx';
import { WorthFields } from './worth-fields.tsx';

export function FollowsPanel() {
  const words = useWords();
  const { answer, computing } = useSelect(lawOf);
  const curve = useSelect(curveOnScreen);
  const { target } = useSelect(viewOf);
  const { law, answers } = answersOf({ curve, answer, computing, target });
  const report = answer?.report ?? null;
  const text = words.follows;
  return (
    <section className="panel" id="follows" aria-labelledby="follows-title" aria-busy={computing}>
      <div className="panel-head">
        <h2 id="follows-title">{words.page.sections.follows}</h2>
      </div>
      {!report && (
        <p className="quiet">
          {law.kind === 'computing' || law.kind === 'known' ? text.computing : text.waiting}
        </p>
      )}
      <div className="cards">
        {answers.map((one) => (
          <Card
            key={one.question}
            id={cardId(one.question)}
            text={answerText(words, one, curve.unit)}
          >
            {curve.kind === 'experiment' && one.question === 'next-run' && <Sharpen />}
            {curve.kind === 'experiment' && one.question === 'limit' && <DoubleWidth />}
            {one.question === 'stopping' && <WorthFields />}
          </Card>
        ))}
      </div>
      {report && <Alternatives report={report} />}
    </section>
  );
}

interface CardProps {
  readonly id: string;
  readonly text: AnswerText;
  readonly children?: ReactNode;
}

function Card({ id, text, children }: CardProps) {
  return (
    <article className="card" id={id}>
      <h3>{text.question}</h3>
      {text.answer && (
        <div className={`answer ${text.tone ?? ''}`}>
          <Unbroken text={text.answer} />{' '}
          {text.of && (
            <small>
              <Unbroken text={text.of} />
            </small>
          )}
        </div>
      )}
      {text.uncertainty && (
        <div className="uncertainty">
          <Unbroken text={text.uncertainty} />
        </div>
      )}
      {text.sentences.map((sentence) => (
        <p key={sentence}>
          <Unbroken text={sentence} />
        </p>
      ))}
      {children}
    </article>
  );
}
