/** Everything that is wrong or notable about the person's tables, the worst first. */
import { DEFAULT_CHOICES } from '../../experiment/defaults.ts';
import { isOnlyWarning } from '../../tables/check-roles.ts';
import { publicTableNamed } from '../../sharing/public-tables.ts';
import { SIDES } from '../../tables/side.ts';
import type { Words } from '../../words/words.ts';
import type { Note } from '../controls/notes.tsx';
import type { TablesOnPage } from '../store/selectors.ts';
import type { LoadedTable, Made } from '../store/state.ts';

/** A note may come with something that a person can decide on. */
export type TableNote = Note & { readonly offer?: Offer };

export type Offer =
  | 'leave-out'
  | 'convert'
  | 'undo-convert'
  | 'encoding-simulated'
  | 'encoding-measured'
  | 'fetch-simulated'
  | 'fetch-measured';

export function tableNotes(words: Words, tables: TablesOnPage, made: Made): TableNote[] {
  const text = words.problems;
  const notes: TableNote[] = fileNotes(words, tables);
  for (const side of ['simulated', 'measured'] as const) {
    const error = tables.refused[side]?.error;
    if (!error) continue;
    notes.push({
      key: `error-${side}`,
      tone: 'bad',
      text: text.tableError(error),
      field: `${side}.table`,
      ...(error.code === 'wrong-encoding' ? { offer: `encoding-${side}` as const } : {}),
    });
  }
  const { view } = tables;
  const { convert, leaveOutOdd } = view?.choices ?? DEFAULT_CHOICES;
  view?.roleProblems.forEach((problem, index) => {
    const conversion = problem.code === 'unit-mismatch' ? problem.conversion : undefined;
    if (problem.code === 'unit-mismatch' && conversion && convert) {
      notes.push({
        key: `role-${index}`,
        tone: 'warn',
        text: words.columns.converted(problem.measured.unit, words.columns.conversion(conversion)),
        offer: 'undo-convert',
      });
      return;
    }
    notes.push({
      key: `role-${index}`,
      tone: isOnlyWarning(problem) ? 'warn' : 'bad',
      text: text.roleProblem(problem, nameOf(tables.simulated), nameOf(tables.measured)),
      ...('table' in problem && problem.code.endsWith('-target')
        ? { field: `${problem.table}.target` }
        : {}),
      ...(conversion ? { offer: 'convert' } : {}),
    });
  });
  if (made.problem) notes.push({ key: 'plan', tone: 'bad', text: text.planProblem(made.problem) });
  if (made.failure) notes.push({ key: 'failure', tone: 'bad', text: made.failure });
  const odd = view?.oddCells ?? [];
  const [first] = odd;
  if (first) {
    notes.push({
      key: 'odd',
      tone: leaveOutOdd ? 'warn' : 'bad',
      text: text.oddRows(odd.length, first, leaveOutOdd),
      ...(leaveOutOdd ? {} : { offer: 'leave-out' }),
    });
  }
  return [...notes, ...leftOut(words, made, odd.length), ...warnings(words, tables)];
}

/** What is to be said of an opened experiment, and of tables that it names and that are not here. */
function fileNotes(words: Words, tables: TablesOnPage): TableNote[] {
  const text = words.document;
  const troubles = tables.fileTroubles.map((trouble, index): TableNote => {
    const key = `file-${index}`;
    switch (trouble.kind) {
      case 'refused':
        return { key, tone: 'bad', text: text.fileProblem(trouble.file, trouble.problem) };
      case 'note':
        return { key, tone: 'warn', text: `${trouble.file}: ${text.fileNote(trouble.note)}` };
      case 'apart':
        return { key, tone: 'bad', text: text.uniteProblem(trouble.problem) };
      case 'conflicts':
        return { key, tone: 'warn', text: text.conflicts(trouble.conflicts) };
    }
  });
  const missing = SIDES.flatMap((side): TableNote[] => {
    const table = tables.references[side];
    if (!table || tables[side]) return [];
    const code = 'table-missing';
    return [
      {
        key: `missing-${side}`,
        tone: 'warn',
        text: text.sourceProblem({ code, side, table }, '', ''),
        field: `${side}.table`,
        ...(publicTableNamed(table.name) ? { offer: `fetch-${side}` as const } : {}),
      },
    ];
  });
  const replaced = tables.replaced.map(({ side, wanted }): TableNote => {
    return {
      key: `replaced-${side}`,
      tone: 'warn',
      text: words.share.otherTable(wanted, sizeOf(tables[side])),
    };
  });
  return [...troubles, ...missing, ...replaced];
}

/** Rows that were left out, by file; those told above are not told again. */
function leftOut(words: Words, { latest }: Made, told: number): TableNote[] {
  const notes: TableNote[] = [];
  for (const { side, table, used, dropped } of latest?.sides ?? []) {
    const lost = dropped.filter(({ reason }) => reason.code !== 'averaged');
    const [first] = lost;
    if (!first || (told > 0 && lost.every(({ reason }) => reason.code === 'missing'))) continue;
    notes.push({
      key: `dropped-${side}`,
      tone: 'warn',
      text: words.problems.droppedRows(table.name, lost.length, used, first),
    });
  }
  return notes;
}

function warnings(words: Words, { simulated, measured }: TablesOnPage): TableNote[] {
  return [simulated, measured].flatMap((loaded) =>
    (loaded?.table.warnings ?? [])
      // Text in numeric columns is told with the rows it costs, where the column is used.
      .filter((warning) => warning.code !== 'text-in-numeric-column')
      .map((warning, index) => ({
        key: `${loaded?.table.fingerprint ?? ''}-${index}`,
        tone: 'warn' as const,
        text: words.problems.tableWarning(nameOf(loaded), warning),
      })),
  );
}

const sizeOf = (loaded: LoadedTable | null) => ({
  name: nameOf(loaded),
  rows: loaded?.table.rows ?? 0,
  columns: loaded?.table.columns.length ?? 0,
});

const nameOf = (loaded: LoadedTable | null): string => loaded?.table.name ?? '';
