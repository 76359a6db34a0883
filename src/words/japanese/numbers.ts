/** Japanese numbers: no space before the per cent sign, ranges with a wave dash. */
import { createNumbers } from '../numbers.ts';

export const numbers = createNumbers({
  locale: 'ja-JP',
  percent: (number) => `${number}%`,
  over: (percent) => `${percent}超`,
  under: (percent) => `${percent}未満`,
  interval: (lower, upper) => `${lower}～${upper}`,
  seconds: (number) => `${number}秒`,
  minutes: (number) => `${number}分`,
  hours: (number) => `${number}時間`,
});

/** The same by names that do not collide with what sentences are about. */
export const {
  count: formatCount,
  value: formatValue,
  samples: formatSamples,
  percent: formatPercent,
  probability: formatProbability,
  interval: formatInterval,
  within: formatWithin,
  span: formatSpan,
  plain: formatPlain,
} = numbers;
