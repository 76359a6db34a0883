/** The run's state as the status line and the quiet line below it say it. */
import type { RunState } from '../../sweep/runner-types.ts';
import type { Words } from '../../words/words.ts';
import type { Readiness } from './use-readiness.ts';

/** '7 of 24 points', or nothing before the plan is made. */
export function countsText(words: Words, state: RunState): string {
  return state.planned > 0 ? words.run.counts(state.done, state.planned) : '';
}

/** Time left and what runs now; else what to do next. */
export function nowText(words: Words, state: RunState, readiness: Readiness): string {
  switch (state.status) {
    case 'running': {
      const [first, ...others] = state.running;
      const parts: string[] = [];
      if (state.secondsLeft !== null) parts.push(words.run.left(state.secondsLeft));
      if (first) {
        parts.push(
          first.kind === 'transfer'
            ? words.run.now(first.n, first.trial)
            : words.run.baselinesNow(first.trial),
        );
      }
      if (others.length > 0) parts.push(words.run.more(others.length));
      return parts.join(' · ');
    }
    case 'paused':
      return words.run.pausedHint;
    case 'stopped':
      return words.run.stoppedHint;
    case 'idle':
      return words.run.readiness[readiness];
    case 'preparing':
    case 'finished':
    case 'failed':
      return '';
  }
}
