/** Everything the picture needs, gathered from the stores; the size in pixels comes from the box it stands in. */
import { useMemo } from 'react';
import type { LawFigureInput } from '../../figures/law-figure-input.ts';
import type { FigureTheme } from '../../figures/theme.ts';
import type { Words } from '../../words/words.ts';
import { curveOnScreen, runningOf, shownAnswerOf, viewOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import type { View } from '../../experiment/document.ts';
import type { Curve } from '../../findings/curve.ts';
import type { LawAnswer } from '../../findings/law-answer.ts';
import { useWords } from '../words-context.tsx';
import { lawOnFigure, neededSize } from '../../findings/law-on-figure.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
}

export function useLawFigure(box: Box, theme: FigureTheme): LawFigureInput {
  const words = useWords();
  const curve = useSelect(curveOnScreen);
  const answer = useSelect(shownAnswerOf);
  const view = useSelect(viewOf);
  const settled = !useSelect(runningOf);
  return useMemo(
    () => lawFigureInput(words, { curve, answer, view, box, theme, settled }),
    [words, curve, answer, view, box, theme, settled],
  );
}

interface LawFigureParts {
  readonly curve: Curve;
  readonly answer: LawAnswer | null;
  readonly view: View;
  readonly box: Box;
  readonly theme: FigureTheme;
  /** No more points are coming. */
  readonly settled: boolean;
}

export function lawFigureInput(
  words: Words,
  { curve, answer, view, box, theme, settled }: LawFigureParts,
): LawFigureInput {
  const text = words.law;
  const metric = curve.kind === 'law-only' ? text.errorMeasure : text.metrics[view.metric];
  return {
    ...curve.summary,
    sizes: curve.sizes,
    law: curve.summary.means.length > 0 ? lawOnFigure(answer) : null,
    noiseFloor: curve.noiseFloor,
    target: view.target,
    needed: neededSize(answer, view.target),
    settled,
    showBeyond: view.showBeyond,
    ...box,
    theme,
    labels: {
      sizes: text.axisSizes,
      size: words.numbers.count,
      tick: words.numbers.tick,
      error: text.axisError(metric, curve.unit),
      beyond: text.beyond,
      trial: text.trialHover,
      mean: text.meanHover,
      baseline: text.baselineLabel,
      limit: text.limitLabel,
      target: text.targetLabel,
      noiseFloor: text.noiseFloorLabel,
      heldOut: text.heldOutHover,
      needed: text.neededHover,
      neededShort: text.neededLabel,
      law: text.lawHover,
    },
  };
}
