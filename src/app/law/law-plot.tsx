/** The picture of the law in its box, with the handle of the target line over it. */
import { useMemo, useRef, useId } from 'react';
import { lawFrame } from '../../figures/law-axes.ts';
import { lawFigure } from '../../figures/law-figure.ts';
import { limitOf, type LimitStated } from '../../findings/limit-stated.ts';
import { useAnswerText } from '../answer/use-answer-text.ts';
import { curveOnScreen, decisionOnScreen, readyOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Legend } from './legend.tsx';
import { PlotlyFigure } from './plotly-figure.tsx';
import { TargetHandle } from './target-handle.tsx';
import { useBox } from './use-box.ts';
import { useLawFigure } from './use-law-figure.ts';
import { useFigureTheme } from './use-theme.ts';

export function LawPlot() {
  const words = useWords();
  const ref = useRef<HTMLDivElement>(null);
  const box = useBox(ref);
  const input = useLawFigure(box, useFigureTheme());
  const spec = useMemo(() => lawFigure(input), [input]);
  const frame = useMemo(() => lawFrame(input), [input]);
  const description = useDescription(input.labels.error);
  const id = useId();
  const { kind, unit } = useSelect(curveOnScreen);
  const ready = useSelect((state) => readyOf(state) !== null);
  // Before there are data there are no axes to draw: they would be invented.
  const blank = input.means.length === 0 && (kind === 'law-only' || !ready);
  const empty = kind === 'law-only' ? words.law.empty.list : words.law.empty.waiting;
  return (
    <>
      <p id={id} className="sr-only">
        {description}
      </p>
      <figure className="plot" ref={ref}>
        {blank ? (
          <figcaption className="plot-note">{empty}</figcaption>
        ) : (
          box.width > 0 && (
            <PlotlyFigure
              spec={spec}
              label={words.law.figureLabel(input.labels.error)}
              describedBy={id}
              loading={words.law.loading}
              empty={input.means.length === 0 ? empty : null}
            />
          )
        )}
        {input.law && (
          <TargetHandle
            frame={frame}
            target={input.target}
            unit={unit}
            needed={input.needed?.median ?? null}
          />
        )}
      </figure>
      <Legend input={input} frame={frame} />
    </>
  );
}

/**
 * The answer, and how the curve goes, for those who cannot see it. It is the description of the figure and not its name: names
 * of fields occur in answers.
 */
function useDescription(axis: string): string {
  const words = useWords();
  const { course, law } = useSelect(decisionOnScreen);
  const { unit } = useSelect(curveOnScreen);
  const { text } = useAnswerText();
  const limit: LimitStated =
    law.kind === 'known' && law.remark === null ? limitOf(law.limit) : { kind: 'unknown' };
  const answer = course
    ? `${text} ${words.answer.course(course.first, course.last, limit, unit)}`
    : text;
  return words.answer.figure(answer, axis);
}
