/** Experiments as documents and files: what they are called, what cannot be opened, and what was changed in opening. */
import type { DocumentNote, DocumentProblem } from '../../experiment/parse.ts';
import type { SeriesProblem } from '../../experiment/series-choice.ts';
import type { DocumentTitle } from '../../experiment/title.ts';
import type { SourceProblem } from '../../experiment/to-spec.ts';
import { formatCount, formatValue } from './numbers.ts';
import type { ExperimentFileProblem } from '../../sharing/experiment-file.ts';
import type { FileNote } from '../../sharing/read-experiment-file.ts';
import type { RecordConflict, UniteProblem } from '../../sharing/unite-files.ts';
import { oddRows, roleProblem } from './table-problems.ts';

const quoted = (names: readonly string[], most = 3) =>
  names
    .slice(0, most)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

const LESSONS: Readonly<Record<string, string>> = { 'built-in': 'Built-in example' };

/** What stands in lists and on tabs. */
function title(title: DocumentTitle): string {
  switch (title.kind) {
    case 'typed':
      return title.title;
    case 'lesson':
      return LESSONS[title.lesson] ?? title.lesson;
    case 'list':
      return 'A list of errors';
    case 'tables': {
      const { targets, simulated, measured } = title;
      const files = [simulated, measured]
        .filter((names) => names.length > 0)
        .map((names) => names.join(', '));
      if (files.length === 0) return 'No tables yet';
      const pair = files.join(' → ');
      return targets.length > 0 ? `${targets.join(', ')} (${pair})` : pair;
    }
  }
}

const butFound = (found: string) => (found === '' ? '' : `, but “${found}”`);

const WHAT = { values: 'values', letters: 'letters', levels: 'levels of nesting' } as const;

/** Why an experiment cannot be opened. */
function problem(problem: DocumentProblem): string {
  switch (problem.code) {
    case 'too-large':
      return `This is no experiment: it has more than ${formatCount(problem.limit)} ${WHAT[problem.what]}.`;
    case 'unreadable':
      return `The experiment cannot be read: ${problem.detail}`;
    case 'not-a-document':
      return `This is no experiment of this page${butFound(problem.found)}.`;
    case 'newer-version':
      return `This experiment was written by a newer version of the page (format ${problem.version}; this one reads up to ${problem.ours}). Reload the page and open it again.`;
    case 'no-source':
      return 'This experiment does not say where its data come from. It may have been cut off: copy it once more.';
  }
}

/** What was changed in opening an experiment. */
function note(note: DocumentNote): string {
  switch (note.code) {
    case 'unknown-key':
      return `“${note.path}” is not known here and was ignored.`;
    case 'replaced':
      return `“${note.path}” cannot be “${note.found}”; the default was taken.`;
    case 'clamped':
      return `“${note.path}” was ${note.found}, which is out of range; ${note.taken} was taken.`;
    case 'items-left-out':
      return note.count === 1
        ? `“${note.path}” cannot be used and was left out.`
        : `${formatCount(note.count)} entries cannot be used and were left out, the first is “${note.path}”.`;
  }
}

/** Why a file cannot be opened as an experiment. */
function fileProblem(file: string, found: ExperimentFileProblem): string {
  switch (found.code) {
    case 'file-too-large':
      return `${file} is larger than an experiment can be (${formatCount(found.letters)} letters; at most ${formatCount(found.limit)}).`;
    case 'broken-json': {
      const place = `${file}, line ${formatCount(found.line)}, position ${formatCount(found.column)}`;
      return found.found === ''
        ? `${place}: the file ends too early. It may not have been copied whole.`
        : `${place}: “${found.found}” should not stand there. The file was changed or not copied whole.`;
    }
    case 'other-content':
      return `${file} holds no experiment of this page${butFound(found.found)}.`;
    case 'newer-file':
      return `${file} was written by a newer version of the page (format ${found.version}; this one reads up to ${found.ours}). Reload the page and open it again.`;
    case 'document':
      return `${file}: ${problem(found.problem)}`;
    case 'damaged':
      return `${file} is damaged: its “${found.part}” cannot be read.`;
  }
}

function fileNote(found: FileNote): string {
  return found.code === 'records-left-out'
    ? `${formatCount(found.count)} ${found.count === 1 ? 'point belongs' : 'points belong'} to a series or settings that the file does not describe, and ${found.count === 1 ? 'was' : 'were'} left out.`
    : note(found);
}

const DIFFERS: Readonly<Record<UniteProblem['differs'], string>> = {
  series: 'they are about other tables, columns or descriptors',
  protocol: 'their settings differ in more than sizes, m and trials',
  version:
    'one of them comes from the first version of the page, whose points cannot be mixed with later ones',
};

function uniteProblem({ first, second, differs }: UniteProblem): string {
  return `${first} and ${second} are not of one experiment: ${DIFFERS[differs]}. Open them one by one.`;
}

/** Points that two files give other values; the first few are written out. */
function conflicts(found: readonly RecordConflict[]): string {
  const [one] = found;
  if (!one) return '';
  const { first, second } = one;
  const { n, m, trial, arm } = first.record;
  const where = arm === 'transfer' ? `n = ${formatCount(n)}, m = ${formatCount(m)}` : arm;
  const values = `${formatValue(first.record.mae)} in ${first.file}, ${formatValue(second.record.mae)} in ${second.file}`;
  const many =
    found.length === 1 ? 'One point differs' : `${formatCount(found.length)} points differ`;
  return `${many} between the files, which other engines explain: ${where}, trial ${trial + 1} is ${values}. The first file’s values are shown.`;
}

const CHOICES: Readonly<
  Record<Extract<SeriesProblem, { code: 'chosen-column-missing' }>['choice'], string>
> = {
  groupColumn: 'the groups',
  testColumn: 'the test rows',
  moreTargets: 'pretraining',
};

/** What keeps a pair of tables from being trained on. */
function seriesProblem(found: SeriesProblem, simulated: string, measured: string): string {
  switch (found.code) {
    case 'roles':
      return roleProblem(found.problem, simulated, measured);
    case 'odd-cells':
      return oddRows(found.count, found.first, false);
    case 'chosen-column-missing':
      return `${found.file} has no column “${found.column}”, which was chosen for ${CHOICES[found.choice]}. Choose another.`;
    case 'no-own-split':
      return `${found.file}: “${found.column}” does not tell test rows from training rows. Choose another column for the test rows.`;
  }
}

const SIDES = { simulated: 'simulated', measured: 'measured' } as const;

/** What keeps the data of an experiment from being made. */
function sourceProblem(found: SourceProblem, simulated: string, measured: string): string {
  switch (found.code) {
    case 'list':
      return 'A list of errors has nothing to train.';
    case 'no-table':
      return `The ${SIDES[found.side]} table is missing. Drop it on the page.`;
    case 'table-missing': {
      const { name, rows, columns } = found.table;
      const known = [
        rows === null ? null : `${formatCount(rows)} rows`,
        columns === null ? null : `${formatCount(columns)} columns`,
      ].filter((one) => one !== null);
      const size = known.length > 0 ? ` (${known.join(', ')})` : '';
      return `Drop the ${SIDES[found.side]} table ${quoted([name])}${size} on the page to go on.`;
    }
    case 'no-series':
      return 'No pair of these tables was chosen yet.';
    case 'series':
      return seriesProblem(found.problem, simulated, measured);
  }
}

export const document = {
  title,
  problem,
  note,
  fileProblem,
  fileNote,
  uniteProblem,
  conflicts,
  seriesProblem,
  sourceProblem,
} as const;
