/** Where things stand on the page: ids that problems, links and lessons point at, the same in every language. */
import type { Question } from '../findings/answers.ts';

/** Of the card of What follows that answers a question. */
export const cardId = (question: Question): string => `card-${question}`;

/** Of a field by its name in the document ('sizes', 'pretraining.learningRate'), or by its place ('simulated.table'). */
export const fieldId = (field: string): string => `field-${field.replaceAll('.', '-')}`;

/** Brings a place into sight and the keyboard to it; folds around it are opened. */
export function goTo(id: string): void {
  const place = document.getElementById(id);
  if (!place) return;
  for (let fold = place.closest('details'); fold;) {
    fold.open = true;
    fold = fold.parentElement?.closest('details') ?? null;
  }
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
}
