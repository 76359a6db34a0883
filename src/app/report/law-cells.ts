/** The three numbers of a law, written with their intervals; of the limit only what is known. */
import { limitStated } from '../../findings/limit-stated.ts';
import type { FileInterval, LawInResults } from '../../sharing/results-law.ts';
import type { Words } from '../../words/words.ts';
import { limitText } from '../law/limit-text.ts';

export interface LawCells {
  readonly alpha: string;
  readonly C: string;
  readonly D: string;
  /** Only an upper end of C is known. */
  readonly bound: boolean;
}

/** `unit`: of the errors. */
export function lawCells(words: Words, law: LawInResults, unit: string | null): LawCells {
  const { numbers, report } = words;
  const cell = (value: string, interval: FileInterval, digits?: number) => {
    const { lower, upper } = ends(interval);
    return report.withInterval(value, numbers.interval(lower, upper, digits));
  };
  const { identified, intervals } = law;
  const stated = limitStated(identified, law.C, ends(intervals.C));
  const limit = limitText(words, stated, unit);
  return {
    alpha: cell(numbers.value(law.alpha, 2), intervals.alpha, 2),
    C: stated.kind === 'value' ? cell(limit, intervals.C) : limit,
    D: cell(words.law.withUnit(numbers.value(law.D), unit), intervals.D),
    bound: stated.kind === 'at-most',
  };
}

const ends = ([lower, upper]: FileInterval) => ({
  lower: lower ?? -Infinity,
  upper: upper ?? Infinity,
});
