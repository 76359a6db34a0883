/**
 * A language for tests: English in which every text is marked and longer, so that a text which does not come from
 * the words, or a place that holds only short ones, is seen at once.
 */
import type { Words } from '../../src/words/words.ts';

export const MARKS = ['⟦', '⟧'] as const;

/** '⟦Run ~~⟧': half as long again. */
export function marked(text: string): string {
  const longer = '~'.repeat(Math.ceil(text.length / 2));
  return text === '' ? '' : `${MARKS[0]}${text} ${longer}${MARKS[1]}`;
}

/** The same texts, marked; numbers alone are no text and stay. */
export function pseudo(words: Words): Words {
  return { ...(markAll(words) as Words), language: 'en-XA', numbers: words.numbers };
}

function markAll(value: unknown): unknown {
  if (typeof value === 'string') return marked(value);
  if (typeof value === 'function') {
    const write = value as (...parameters: readonly unknown[]) => unknown;
    return (...parameters: readonly unknown[]) => markAll(write(...parameters));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, markAll(part)]));
}
