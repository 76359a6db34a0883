// Defaults of the fit's options, checked once.
import { LawArgumentError } from './errors.ts';
import type { FitOptions, UsedOptions } from './types.ts';

export const DEFAULT_OPTIONS: UsedOptions = {
  window: 'auto',
  loss: 'gaussian',
  floor: 0,
  alphaRange: [0.02, 3],
  misfit: 'auto',
  standardErrorDf: Infinity,
  cautious: false,
  draws: 2048,
};

/** Fills in defaults. Throws LawArgumentError, with the value, for an option outside its range. */
export function useOptions(options: FitOptions = {}): UsedOptions {
  const given = Object.fromEntries(Object.entries(options).filter(([, v]) => v !== undefined));
  const used: UsedOptions = { ...DEFAULT_OPTIONS, ...given };
  const [low, high] = used.alphaRange;
  const check = (ok: boolean, what: string, value: unknown) => {
    if (!ok) throw new LawArgumentError(`${what}, not ${JSON.stringify(value)}.`);
  };
  check(low > 0 && high > low && high <= 10, 'alphaRange must be 0 < low < high <= 10', [
    low,
    high,
  ]);
  check(used.floor >= 0 && Number.isFinite(used.floor), 'floor must be 0 or more', used.floor);
  check(
    typeof used.window === 'string' || (Number.isInteger(used.window) && used.window >= 4),
    "window must be 'auto', 'all' or a whole number of at least 4 sizes",
    used.window,
  );
  check(
    used.misfit === 'auto' || (used.misfit >= 0 && used.misfit < 1),
    "misfit must be 'auto' or a fraction from 0 to 1",
    used.misfit,
  );
  check(used.standardErrorDf > 0, 'standardErrorDf must be positive', used.standardErrorDf);
  check(
    Number.isInteger(used.draws) && used.draws >= 64 && used.draws <= 65536,
    'draws must be a whole number from 64 to 65,536',
    used.draws,
  );
  return used;
}
