/** What is wrong with the settings as typed, and what Run would do with them. */
import { checkSpec } from '../../sweep/check-spec.ts';
import type { SpecProblem } from '../../sweep/specification.ts';
import { words } from '../../words/words.ts';
import type { Note } from '../controls/notes.tsx';
import { useStore } from '../store/create-store.ts';
import { preparedStore, specification } from '../store/experiment.ts';
import { runStore } from '../store/run.ts';
import { settingsStore } from '../store/settings.ts';
import { pendingPoints } from '../store/pending.ts';

export interface SettingsProblems {
  readonly problems: readonly Note[];
  /** Names of the fields in which something is wrong. */
  readonly invalid: ReadonlySet<string>;
  readonly pending: string;
}

export function useSettingsProblems(): SettingsProblems {
  const settings = useStore(settingsStore, (value) => value);
  const prepared = useStore(preparedStore, (value) => value);
  const { records, request, state } = useStore(runStore, (view) => view);
  const { spec, problems } = specification(settings, prepared);
  const all: readonly SpecProblem[] =
    spec && prepared ? checkSpec(spec, prepared.series) : problems;
  return {
    problems: all.map((problem, index) => ({
      key: `${index}-${problem.code}`,
      tone: 'bad',
      text: words.problems.specProblem(problem),
    })),
    invalid: new Set(all.map(fieldOf)),
    pending:
      spec && all.length === 0
        ? words.experiment.pendingText(pendingPoints(spec, request, records, state))
        : '',
  };
}

function fieldOf(problem: SpecProblem): string {
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
    default:
      return '';
  }
}
