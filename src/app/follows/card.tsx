/** One answer: the question, the number, its uncertainty, one or two sentences. */
import type { ReactNode } from 'react';
import type { Question } from '../../findings/answers.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { cardId } from '../places.ts';
import type { AnswerText } from './answer-text.ts';

interface CardProps {
  readonly question: Question;
  readonly text: AnswerText;
  readonly children?: ReactNode;
}

export function Card({ question, text, children }: CardProps) {
  return (
    <article className="card" id={cardId(question)}>
      <h3>{text.question}</h3>
      {text.answer && (
        <div className={`answer ${text.vague ? 'vague' : (text.tone ?? '')}`}>
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
