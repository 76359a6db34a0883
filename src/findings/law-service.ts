/**
 * The door to the law worker, where one analysis runs at a time. A question about another curve stops the one under way;
 * points that join the same curve wait for it, or a sweep would never show its law. A failure is an answer.
 */
import type { LawPoint, PowerLaw, RefusedLaw } from '../scaling/index.ts';
import { Thread } from '../workers/thread.ts';
import type { LawAnswer, LawQuestion } from './law-answer.ts';
import type { LawWorker } from './law.worker.ts';

/** Answers come in parts; the last one has `computing` false. */
export type OnAnswer = (answer: LawAnswer, computing: boolean) => void;

type Law = PowerLaw | RefusedLaw;

interface Analysis {
  readonly id: number;
  readonly curve: string;
  readonly text: string;
  /** Resolves also when it was stopped. */
  readonly ended: Promise<void>;
  readonly stop: () => void;
  /** Once it is fitted. */
  law: Law | null;
  /** The questions that wait for it: how each is told the law. */
  readonly waiting: Set<(law: Law) => void>;
}

export class LawService {
  private readonly thread: Thread<LawWorker>;
  private count = 0;
  private running: Analysis | undefined;
  /** What the worker remembers. */
  private known: Analysis | undefined;
  /** The curve that has a whole answer: a law alone would be a step back. */
  private answered: string | undefined;

  constructor(
    spawn: () => Worker = () =>
      new Worker(new URL('./law.worker.ts', import.meta.url), { type: 'module' }),
  ) {
    this.thread = new Thread('law', spawn, {
      onEnd: () => {
        this.running = undefined;
        this.known = undefined;
      },
    });
  }

  /**
   * Resolves after the last answer. A worker that fails makes an answer with a failure, and the next question starts a new
   * one. Rejects with the signal's reason alone; there is no answer after an abort.
   */
  async ask(question: LawQuestion, signal: AbortSignal, onAnswer: OnAnswer): Promise<void> {
    signal.throwIfAborted();
    const say: OnAnswer = (answer, computing) => {
      signal.throwIfAborted();
      this.answered = answer.report ? question.curve : undefined;
      onAnswer(answer, computing);
    };
    let answer: LawAnswer;
    try {
      answer = await this.answer(question, signal, say);
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      answer = { law: null, report: null, failure };
    }
    say(answer, false);
  }

  /** The law of these points alone, for files. Rejects with ThreadDied or LawArgumentError. */
  fit(points: readonly LawPoint[]): Promise<Law> {
    return this.thread.call((law) => law.fit(points));
  }

  /** Ends the worker; the next question starts another. */
  end(): void {
    this.thread.end();
  }

  private async answer(
    question: LawQuestion,
    signal: AbortSignal,
    say: OnAnswer,
  ): Promise<LawAnswer> {
    const { curve, points, target, worth } = question;
    const text = JSON.stringify(points);
    const decide = ({ id }: Analysis) => this.thread.call((law) => law.decide(id, target, worth));
    const onLaw = (law: Law): void => {
      if (law.kind === 'fit' && this.answered !== curve) say({ law, report: null }, true);
    };
    for (;;) {
      if (this.known?.text === text) return decide(this.known);
      const analysis = this.analysisFor(curve, points, text);
      try {
        await part(analysis, signal, (law) => {
          if (analysis.curve === curve) onLaw(law);
        });
      } catch (error) {
        // What went wrong with points that are gone is not the fault of these.
        if (signal.aborted || analysis.text === text) throw error;
      }
      const older = analysis === this.known && analysis.curve === curve && analysis.text !== text;
      if (older) say(await decide(analysis), true);
    }
  }

  /** The analysis to wait for: one of these points, or the one that has to end before. */
  private analysisFor(curve: string, points: readonly LawPoint[], text: string): Analysis {
    const running = this.running;
    if (running && (running.curve === curve || running.waiting.size > 0)) return running;
    running?.stop();
    return this.start(curve, points, text);
  }

  private start(curve: string, points: readonly LawPoint[], text: string): Analysis {
    const id = ++this.count;
    const stopping = new AbortController();
    const waiting: Analysis['waiting'] = new Set();
    const onLaw = (law: Law): void => {
      analysis.law = law;
      for (const tell of waiting) tell(law);
    };
    const call = this.thread.call((law, lend) => law.analyse(id, points, lend(onLaw)), {
      signal: stopping.signal,
      cancel: (law) => law.stop(id),
    });
    const ended = call
      .then(
        () => {
          this.known = analysis;
        },
        (error: unknown) => {
          if (!stopping.signal.aborted) throw error;
        },
      )
      .finally(() => {
        if (this.running === analysis) this.running = undefined;
      });
    // Where everybody has left, nobody hears of it.
    ended.catch(() => undefined);
    const stop = (): void => {
      if (this.running === analysis) this.running = undefined;
      stopping.abort();
    };
    const analysis: Analysis = { id, curve, text, ended, stop, law: null, waiting };
    this.running = analysis;
    return analysis;
  }
}

/** Waits for an analysis to end. When everybody has left it and nobody comes in this moment, it stops. */
function part(analysis: Analysis, signal: AbortSignal, onLaw: (law: Law) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      analysis.waiting.delete(onLaw);
      signal.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      leave();
      setTimeout(() => {
        if (analysis.waiting.size === 0) analysis.stop();
      });
      reject(signal.reason as Error);
    };
    analysis.waiting.add(onLaw);
    signal.addEventListener('abort', onAbort);
    analysis.ended.then(resolve, reject).finally(leave);
    if (analysis.law) onLaw(analysis.law);
  });
}

const service = new LawService();

/** LawService.ask of the page's own law worker. */
export const askLaw = (
  question: LawQuestion,
  signal: AbortSignal,
  onAnswer: OnAnswer,
): Promise<void> => service.ask(question, signal, onAnswer);

/** LawService.fit of the page's own law worker. */
export const fitLaw = (points: readonly LawPoint[]): Promise<PowerLaw | RefusedLaw> =>
  service.fit(points);
