/** The law behind the points on the screen: asked of a worker, one question at a time, stale answers dropped. */
import type { LawPoint } from '../../scaling/index.ts';
import type { LawAnswer } from '../law-answer.ts';
import { askLaw } from '../law-client.ts';
import { createStore } from './create-store.ts';
import type { StoppingWorth } from './worth.ts';

export interface LawState {
  /** Belongs to `points`, or to slightly older ones of the same curve while `computing`. */
  readonly answer: LawAnswer | null;
  readonly computing: boolean;
  /** Which curve: another experiment, m or measure makes another. */
  readonly curve: string;
}

export const lawStore = createStore<LawState>({ answer: null, computing: false, curve: '' });

interface Question {
  readonly curve: string;
  readonly points: readonly LawPoint[];
  readonly target: number | null;
  readonly worth: StoppingWorth;
}

let asked: string | null = null;
let waiting: Question | null = null;
let busy = false;

/** Asks for the law of these points; called at every change, the same question twice costs nothing. */
export function wantLaw(
  curve: string,
  points: readonly LawPoint[],
  target: number | null,
  worth: StoppingWorth,
): void {
  const text = JSON.stringify([curve, points, target, worth]);
  if (text === asked) return;
  asked = text;
  if (lawStore.get().curve !== curve) {
    lawStore.set(() => ({ answer: null, computing: false, curve }));
  }
  if (points.length === 0) {
    waiting = null;
    lawStore.set((now) => ({ ...now, answer: null, computing: false }));
    return;
  }
  waiting = { curve, points, target, worth };
  lawStore.set((now) => ({ ...now, computing: true }));
  void work();
}

async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  while (waiting) {
    const question: Question = waiting;
    waiting = null;
    const keep = (answer: LawAnswer, computing: boolean): void => {
      if (lawStore.get().curve === question.curve && asked !== null) {
        lawStore.set((now) => ({ ...now, answer, computing }));
      }
    };
    try {
      const answer = await askLaw(question.points, question.target, question.worth);
      keep(answer, waiting !== null);
    } catch (error) {
      console.error(error);
      keep({ law: null, report: null, failure: String(error) }, waiting !== null);
    }
  }
  busy = false;
}
