/** What follows from the law: answers with their number and their uncertainty. */
import type { ReactNode } from 'react';
import { Unbroken } from '../controls/unbroken.tsx';
import { cardId } from '../places.ts';
import { curveOnScreen, lawOf, viewOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Alternatives } from './alternatives.tsx';
import { DoubleWidth } from './double-width.tsx';
import { Sharpen } from './sharpen.tsx';
import { WorthFields } from './worth-fields.tsx';
import {
  doublingAnswer,
  gainAnswer,
  holdoutAnswer,
  limitAnswer,
  stoppingAnswer,
  targetAnswer,
  whyAnswer,
  type Answer,
} from './answers.ts';

export function FollowsPanel() {
  const words = useWords();
  const { answer, computing } = useSelect(lawOf);
  const curve = useSelect(curveOnScreen);
  const target = useSelect(viewOf).target;
  const report = answer?.report ?? null;
  const text = words.follows;
  const answers: (Answer | null)[] = report
    ? [
        targetAnswer(words, report, target, curve.unit),
        doublingAnswer(words, report, curve.unit),
        stoppingAnswer(words, report, curve.unit),
        limitAnswer(words, report, curve.unit),
        holdoutAnswer(words, report),
        whyAnswer(words, report, curve.unit),
      ]
    : [];
  const all = [gainAnswer(words, curve), ...answers].filter((one) => one !== null);
  return (
    <section className="panel" id="follows" aria-labelledby="follows-title" aria-busy={computing}>
      <div className="panel-head">
        <h2 id="follows-title">{words.page.sections.follows}</h2>
      </div>
      {!report && (
        <p className="quiet">
          {computing && answer?.law?.kind === 'fit' ? text.computing : text.waiting}
        </p>
      )}
      <div className="cards">
        {all.map((one) => (
          <Card key={one.id} answer={one}>
            {curve.kind === 'experiment' && one.id === 'next-run' && <Sharpen />}
            {curve.kind === 'experiment' && one.id === 'limit' && <DoubleWidth />}
            {one.id === 'stopping' && <WorthFields />}
          </Card>
        ))}
      </div>
      {report && <Alternatives report={report} />}
    </section>
  );
}

function Card({ answer, children }: { readonly answer: Answer; readonly children?: ReactNode }) {
  return (
    <article className="card" id={cardId(answer.id)}>
      <h3>{answer.question}</h3>
      {answer.answer && (
        <div className={`answer ${answer.tone ?? ''}`}>
          <Unbroken text={answer.answer} />{' '}
          {answer.of && (
            <small>
              <Unbroken text={answer.of} />
            </small>
          )}
        </div>
      )}
      {answer.uncertainty && (
        <div className="uncertainty">
          <Unbroken text={answer.uncertainty} />
        </div>
      )}
      {answer.sentences.map((sentence) => (
        <p key={sentence}>
          <Unbroken text={sentence} />
        </p>
      ))}
      {children}
    </article>
  );
}
