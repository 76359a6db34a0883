/** The answer line in words, for every place that says it: the page, the figure, the file, the announcement, the list. */
import type { Decision } from '../../findings/decision.ts';
import type { Words } from '../../words/words.ts';
import type { Readiness } from '../run/use-readiness.ts';

/** Which way the answer points, as the cards colour it; 'open': it is not there yet. */
export type Tone = 'open' | 'stop' | 'go-on' | 'target';

/** `before`: what stands between a person and the first point. */
export function answerLineText(
  words: Words,
  { headline, soFar }: Pick<Decision, 'headline' | 'soFar'>,
  unit: string | null,
  before: Readiness | 'list' = 'ready',
): string {
  if (headline.kind === 'nothing') return words.answer.before[before];
  const text = words.answer.line(headline, unit);
  return soFar ? words.answer.soFar(text) : text;
}

export function toneOf({ headline }: Pick<Decision, 'headline'>): Tone {
  switch (headline.kind) {
    case 'simulation-wins':
    case 'pretraining-loses':
    case 'lawless':
    case 'stop':
      return 'stop';
    case 'go-on':
      return 'go-on';
    case 'target':
      switch (headline.answer.status) {
        case 'reached':
        case 'needed':
          return 'target';
        case 'out-of-reach':
        case 'unlikely':
          return 'stop';
        default:
          return 'open';
      }
    default:
      return 'open';
  }
}
