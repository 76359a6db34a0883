/** The limit C in words: the number, and the line below it. */
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { Words } from '../../words/words.ts';

export function limitText(words: Words, stated: LimitStated, unit: string | null): string {
  return stated.kind === 'unknown' ? '–' : words.law.withUnit(numberText(words, stated), unit);
}

function numberText({ numbers, law }: Words, stated: Exclude<LimitStated, { kind: 'unknown' }>) {
  switch (stated.kind) {
    case 'value':
      return numbers.within(stated.C, stated.interval.lower, stated.interval.upper);
    case 'range':
      return numbers.span(stated.interval.lower, stated.interval.upper);
    case 'at-most':
      return law.atMost(stated.upper);
  }
}

/** The interval, or which part of the interval already stands above. */
export function intervalText(
  { numbers, law }: Words,
  stated: LimitStated,
  unit: string | null,
): string {
  switch (stated.kind) {
    case 'value': {
      const { lower, upper } = stated.interval;
      return law.sure90(law.withUnit(numbers.span(lower, upper), unit));
    }
    case 'range':
      return law.interval90;
    case 'at-most':
      return law.upperEnd90;
    case 'unknown':
      return '';
  }
}
