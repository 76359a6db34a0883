/** English numbers: British dates, a space before the per cent sign as the SI writes it. */
import { createNumbers } from '../numbers.ts';

export const numbers = createNumbers({
  locale: 'en-GB',
  percent: (number) => `${number} %`,
  over: (percent) => `over ${percent}`,
  under: (percent) => `under ${percent}`,
  interval: (lower, upper) => `${lower} to ${upper}`,
  seconds: (number) => `${number} s`,
  minutes: (number) => `${number} min`,
  hours: (number) => `${number} h`,
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
