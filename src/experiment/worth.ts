/** What a person says simulations cost and errors are worth; the advice to stop or go on weighs them. */
import type { Worth } from './document.ts';
import { parseNumber } from './number-fields.ts';

/** The options that are given and make sense: positive numbers. */
export interface StoppingWorth {
  readonly valuePerError?: number;
  readonly costPerSample?: number;
  readonly smallestGain?: number;
}

export function parseWorth(worth: Worth): StoppingWorth {
  const given = Object.entries(worth)
    .map(([name, text]) => [name, parseNumber(text as string)] as const)
    .filter(([, value]) => value > 0);
  return Object.fromEntries(given);
}

/** Typed, but no positive number. */
export function isInvalid(text: string): boolean {
  return text.trim() !== '' && !(parseNumber(text) > 0);
}
