/** The limit C in words: the number, and the line below it. */
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { Words } from '../../words/words.ts';

export function limitText(words: Words, stated: LimitStated, unit: string | null): string {
  return words.law.withUnit(numberText(words, stated), unit);
}

function numberText({ numbers, law }: Words, stated: LimitStated): string {
  switch (stated.kind) {
    case 'value':
      return numbers.value(stated.C);
    case 'range':
      return numbers.interval(stated.interval.lower, stated.interval.upper);
    case 'at-most':
      return law.atMost(stated.upper);
  }
}

/** The interval, or which part of the interval already stands above. */
export function intervalText({ numbers, law }: Words, stated: LimitStated): string {
  switch (stated.kind) {
    case 'value':
      return law.sure90(numbers.interval(stated.interval.lower, stated.interval.upper));
    case 'range':
      return law.interval90;
    case 'at-most':
      return law.upperEnd90;
  }
}
