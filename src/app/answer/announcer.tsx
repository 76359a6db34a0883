/**
 * The one voice of the page for those who listen to it: start, quarters, the first law, the answer; the last news wins, at
 * most one in five seconds, and what is seen stays silent.
 */
import { useEffect, useRef, useState } from 'react';
import { lawOf, runOf, runningOf, viewOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { decisionOnScreen } from '../store/selectors.ts';
import { useAnswerText } from './use-answer-text.ts';

const MILLISECONDS_BETWEEN = 5000;

export function Announcer() {
  const news = useNews();
  const [said, setSaid] = useState('');
  const last = useRef(-Infinity);
  useEffect(() => {
    if (news === null) return;
    const wait = Math.max(0, last.current + MILLISECONDS_BETWEEN - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setSaid(news);
    }, wait);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <div className="sr-only" aria-live="polite" aria-atomic="true">
      {said}
    </div>
  );
}

/** What would be said now: the same text for as long as nothing worth saying has changed. */
function useNews(): string | null {
  const words = useWords();
  const text = words.answer.announce;
  const running = useSelect(runningOf);
  const quarter = useSelect((state) => {
    const { done, planned } = runOf(state);
    return planned > 0 ? Math.floor((4 * done) / planned) : 0;
  });
  const known = useSelect((state) => decisionOnScreen(state).law.kind === 'known');
  const finished = useSelect((state) => runOf(state).status === 'finished');
  const computing = useSelect((state) => lawOf(state).computing);
  const target = useSelect((state) => viewOf(state).target);
  const { text: answer } = useAnswerText();
  if (running) {
    if (quarter > 0) return text.quarter(quarter / 4);
    return known ? text.firstLaw : text.started;
  }
  if (computing || !known) return null;
  return finished && target === null ? text.finished(answer) : answer;
}
