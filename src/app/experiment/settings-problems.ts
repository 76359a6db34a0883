/** What is wrong with the settings as typed, and what Run would do with them. */
import { fieldOf } from '../../experiment/to-spec.ts';
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
      ...(fieldOf(problem) === '' ? {} : { field: fieldOf(problem) }),
    })),
    invalid: new Set(all.map(fieldOf).filter((field) => field !== '')),
    pending: spec && all.length === 0 ? words.experiment.pendingText(pending) : '',
  };
}
