/** What follows from the law: three answers that decide, and the rest behind one fold. */
import { memo } from 'react';
import type { Answer } from '../../findings/answers.ts';
import { curveOnScreen, decisionOnScreen, lawOf, shownAnswerOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Alternatives } from './alternatives.tsx';
import { answerText } from './answer-text.ts';
import { Card } from './card.tsx';
import { DoubleWidth } from './double-width.tsx';
import { Sharpen } from './sharpen.tsx';
import { WorthFields } from './worth-fields.tsx';

export const FollowsPanel = memo(function FollowsPanel() {
  const words = useWords();
  const { computing } = useSelect(lawOf);
  const { law, main, more } = useSelect(decisionOnScreen);
  const report = useSelect(shownAnswerOf)?.report ?? null;
  const text = words.follows;
  return (
    <section className="panel" id="follows" aria-labelledby="follows-title" aria-busy={computing}>
      <div className="panel-head">
        <h2 id="follows-title">{words.page.sections.follows}</h2>
      </div>
      {main.length === 0 && (
        <p className="quiet">
          {law.kind === 'computing' || law.kind === 'known' ? text.computing : text.waiting}
        </p>
      )}
      {main.length > 0 && (
        <div className="cards main">
          {main.map((answer) => (
            <AnswerCard key={answer.question} answer={answer} />
          ))}
        </div>
      )}
      {more.length > 0 && (
        <details className="fold more-answers">
          <summary>{text.moreAnswers(more.length)}</summary>
          <div className="cards">
            {more.map((answer) => (
              <AnswerCard key={answer.question} answer={answer} />
            ))}
          </div>
          {report && <Alternatives report={report} />}
        </details>
      )}
    </section>
  );
});

function AnswerCard({ answer }: { readonly answer: Answer }) {
  const words = useWords();
  const { unit, kind } = useSelect(curveOnScreen);
  const trains = kind === 'experiment';
  return (
    <Card question={answer.question} text={answerText(words, answer, unit)}>
      {trains && answer.question === 'next-run' && <Sharpen />}
      {trains && answer.question === 'limit' && <DoubleWidth />}
      {answer.question === 'stopping' && <WorthFields />}
    </Card>
  );
}
