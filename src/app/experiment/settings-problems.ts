/** What is wrong with the settings as typed, and what Run would do with them. */
import type { SpecProblem } from '../../sweep/specification.ts';
import type { Note } from '../controls/notes.tsx';
import { pendingOf, specOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export interface SettingsProblems {
  readonly problems: readonly Note[];
  /** Names of the fields in which something is wrong. */
  readonly invalid: ReadonlySet<string>;
  readonly pending: string;
}

export function useSettingsProblems(): SettingsProblems {
  const words = useWords();
  const { spec, problems: all } = useSelect(specOf);
  const pending = useSelect(pendingOf);
  return {
    problems: all.map((problem, index) => ({
      key: `${index}-${problem.code}`,
      tone: 'bad',
      text: words.problems.specProblem(problem),
      field: fieldOf(problem),
    })),
    invalid: new Set(all.map(fieldOf).filter((field) => field !== undefined)),
    pending: spec && all.length === 0 ? words.experiment.pendingText(pending) : '',
  };
}

/** undefined where no single field is to blame. */
function fieldOf(problem: SpecProblem): string | undefined {
  switch (problem.code) {
    case 'no-sizes':
    case 'size-too-small':
    case 'size-above-pool':
      return 'sizes';
    case 'measured-too-small':
    case 'measured-above-pool':
      return 'measured';
    case 'not-a-number':
    case 'out-of-range':
      return problem.field;
    case 'too-few-measured-rows':
    case 'too-few-groups':
      return undefined;
  }
}
