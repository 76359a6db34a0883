/** The answer line of the page as it is now. */
import { useReadiness } from '../run/use-readiness.ts';
import { curveOnScreen, decisionOnScreen, entranceOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { answerLineText, toneOf, type Tone } from './answer-line-text.ts';

export function useAnswerText(): { readonly text: string; readonly tone: Tone } {
  const words = useWords();
  const decision = useSelect(decisionOnScreen);
  const { unit } = useSelect(curveOnScreen);
  const list = useSelect((state) => entranceOf(state) === 'list');
  const readiness = useReadiness();
  const text = answerLineText(words, decision, unit, list ? 'list' : readiness);
  return { text, tone: toneOf(decision) };
}
