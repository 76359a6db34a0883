/** Which engine runs, on how many workers, and why, in words. */
import type { EngineStatus } from '../../sweep/runner-types.ts';
import type { Words } from '../../words/words.ts';

export function engineText(words: Words, status: EngineStatus | null): string {
  if (!status) return '';
  const name = words.run.engineNames[status.engine];
  const reason = words.problems.engineReason(status.reason);
  return words.run.engineBecause(words.run.engineWith(name, status.workers), reason);
}
