/** The buttons and fields of "What follows". */
import type { WidthCheck } from '../../scaling/index.ts';
import { formatCount, formatValue } from './numbers.ts';

const unitAfter = (unit: string | null) => (unit ? ` ${unit}` : '');

export const followsActions = {
  sharpen: {
    button: 'Sharpen',
    hint: (rounds: number) => `Adds such runs until the limit is sharp, ${rounds} rounds at most.`,
    round: (round: number, rounds: number) => `Round ${round} of ${rounds}; Stop ends it.`,
    ended: {
      enough: 'The limit is narrow enough.',
      'no-run': 'No run within these tables narrows it further.',
      spent: 'All rounds are made; press again to go on.',
      stopped: 'Stopped; what is finished is kept.',
    },
  },
  width: {
    button: 'Double the width',
    stop: 'End the check',
    hint: 'Is it the network? Repeats the largest size with layers twice as wide.',
    running: (done: number, planned: number, n: number) =>
      `${done} of ${planned} wide networks at n = ${formatCount(n)}.`,
    failed: 'The wide networks could not be run.',
    verdict: ({ verdict, fall, standardError }: WidthCheck, unit: string | null) => {
      const size = `${formatValue(Math.abs(fall))}${unitAfter(unit)}`;
      const by =
        standardError === null ? size : `${size} (standard error ${formatValue(standardError)})`;
      switch (verdict) {
        case 'network-limits':
          return `Twice the width lowers the error by ${by}: the limit is the network’s. Use a wider one.`;
        case 'width-enough':
          return fall > 0
            ? `Twice the width lowers the error by only ${by}: the network is wide enough.`
            : `Twice the width does not lower the error (${by} higher): the network is wide enough.`;
        case 'cannot-tell':
          return 'Two trials at least are needed to tell.';
      }
    },
  },
  worth: {
    title: 'What is it worth?',
    fields: {
      smallestGain: {
        label: 'Smallest useful gain',
        hint: 'Stop when a doubling gains less than this, in units of the error (empty: 1 % of it).',
      },
      costPerSample: { label: 'Price of one simulation', hint: 'in any currency' },
      valuePerError: { label: 'Value of one unit of error', hint: 'in the same currency' },
    },
  },
} as const;
