/** Numbers as people type them into fields: lists with any separator, 12k, 1e4, a decimal comma in a single number. */
import { exp, log } from '../random.ts';

/** NaN where the text is no number. */
export function parseNumber(text: string): number {
  const clean = text.trim().replace(/−/g, '-');
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([kM]?)$/i.exec(
    clean.includes('.') ? clean : clean.replace(/^([+-]?\d+),(\d+)$/, '$1.$2'),
  );
  if (!match) return NaN;
  const suffix = match[2] ?? '';
  const factor = suffix === '' ? 1 : suffix.toLowerCase() === 'k' ? 1e3 : 1e6;
  return Number(match[1]) * factor;
}

/** A list separated by commas, semicolons or blanks. */
export function parseList(text: string): { values: number[]; unreadable: string[] } {
  const values: number[] = [];
  const unreadable: string[] = [];
  for (const part of text.split(/[\s,;]+/)) {
    if (part === '' || part === '…' || part === '...') continue;
    const value = parseNumber(part);
    if (Number.isNaN(value)) unreadable.push(part);
    else values.push(value);
  }
  return { values, unreadable };
}

export const writeList = (values: readonly number[]): string => values.join(', ');

/** `count` sizes from `from` to `to`, evenly spaced in log n and rounded to two significant digits in between. */
export function logGrid(from: number, to: number, count: number): number[] {
  if (!(from > 0) || !(to > from) || !(count >= 2)) return [];
  const step = log(to / from) / (count - 1);
  const sizes = Array.from({ length: count }, (_, i) => {
    if (i === 0) return Math.round(from);
    if (i === count - 1) return Math.round(to);
    return Math.round(Number((from * exp(i * step)).toPrecision(2)));
  });
  return [...new Set(sizes)];
}
