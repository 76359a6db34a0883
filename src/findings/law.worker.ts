/**
 * Fits laws and works out decisions away from the page's thread. It looks up between the steps of an analysis, so that a
 * stale one stops, and remembers the last.
 */
import type { LawPoint, PowerLaw, RefusedLaw } from '../scaling/index.ts';
import { offer } from '../workers/offer.ts';
import { analysisSteps, decide, fitLawNow, type Analysed } from './law-analysis.ts';
import type { LawAnswer, StoppingWorth } from './law-answer.ts';

let known: { readonly id: number; readonly analysed: Analysed } | undefined;
/** The analysis under way; a newer one or a stop takes its place. */
let current: number | null = null;

const worker = {
  /** Works the points out and remembers the outcome; `onLaw` hears the law before the rest is ready. */
  async analyse(
    id: number,
    points: readonly LawPoint[],
    onLaw: (law: PowerLaw | RefusedLaw) => unknown,
  ): Promise<void> {
    current = id;
    void onLaw(fitLawNow(points));
    const steps = analysisSteps(points);
    let step = steps.next();
    while (!step.done) {
      await nextTurn();
      if (current !== id) throw new Error('This analysis was stopped.');
      step = steps.next();
    }
    current = null;
    known = { id, analysed: step.value };
  },

  stop(id: number): void {
    if (current === id) current = null;
  },

  /** The answer for a target and prices, from the last analysis. */
  decide(id: number, target: number | null, worth: StoppingWorth): LawAnswer {
    if (known?.id !== id) throw new Error(`Analysis ${id} is not the last one.`);
    return decide(known.analysed, target, worth);
  },

  fit: fitLawNow,
};

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => waiting.shift()?.();

/** Lets the messages in that came meanwhile; a timer would wait for milliseconds. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turns.port2.postMessage(null);
  });
}

export type LawWorker = typeof worker;
offer(worker);
