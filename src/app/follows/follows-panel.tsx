/** What follows from the law: answers with their number and their uncertainty. */
import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { useStore } from '../store/create-store.ts';
import { curveStore } from '../store/curve.ts';
import { lawStore } from '../store/law.ts';
import { viewStore } from '../store/view.ts';
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
  const { answer, computing } = useStore(lawStore, (state) => state);
  const curve = useStore(curveStore, (value) => value);
  const target = useStore(viewStore, (view) => view.target);
  const report = answer?.report ?? null;
  const text = words.follows;
  const answers: (Answer | null)[] = report
    ? [
        targetAnswer(report, target, curve.unit),
        doublingAnswer(report, curve.unit),
        stoppingAnswer(report, curve.unit),
        limitAnswer(report, curve.unit),
        holdoutAnswer(report),
        whyAnswer(report, curve.unit),
      ]
    : [];
  const all = [gainAnswer(curve), ...answers].filter((one) => one !== null);
  return (
    <section className="panel" aria-labelledby="follows-title" aria-busy={computing}>
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
          <Card key={one.question} answer={one}>
            {curve.kind === 'experiment' && one.question === text.why.question && <Sharpen />}
            {curve.kind === 'experiment' && one.question === text.limit.question && <DoubleWidth />}
            {one.question === text.stopping.question && <WorthFields />}
          </Card>
        ))}
      </div>
      {report && <Alternatives report={report} />}
    </section>
  );
}

function Card({ answer, children }: { readonly answer: Answer; readonly children?: ReactNode }) {
  return (
    <article className="card">
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
