/** Everything that is wrong or notable about the person's tables, the worst first. */
import { isOnlyWarning } from '../../tables/check-roles.ts';
import { words } from '../../words/words.ts';
import type { Note } from '../controls/notes.tsx';
import type { Made } from '../store/own-tables.ts';
import type { Tables } from '../store/tables.ts';

export interface TableNotes {
  readonly notes: readonly Note[];
  /** The note with the key 'odd' waits for a person's consent. */
  readonly offerToLeaveOut: boolean;
}

export function tableNotes(tables: Tables, made: Made): TableNotes {
  const notes: Note[] = [];
  const text = words.problems;
  for (const side of ['simulated', 'measured'] as const) {
    const error = tables.errors[side];
    if (error) notes.push({ key: `error-${side}`, tone: 'bad', text: text.tableError(error) });
  }
  tables.roleProblems.forEach((problem, index) => {
    notes.push({
      key: `role-${index}`,
      tone: isOnlyWarning(problem) ? 'warn' : 'bad',
      text: text.roleProblem(problem, tables.simulated?.name ?? '', tables.measured?.name ?? ''),
    });
  });
  if (made.failure) notes.push({ key: 'failure', tone: 'bad', text: made.failure });
  const uses = made.result?.uses ?? [];
  const odd = uses.flatMap(({ table, dropped }) =>
    dropped.filter((row) => row.text !== undefined).map((row) => ({ ...row, file: table.name })),
  );
  const [firstOdd] = odd;
  if (firstOdd) {
    notes.push({
      key: 'odd',
      tone: tables.leaveOutOdd ? 'warn' : 'bad',
      text: text.oddRows(odd.length, firstOdd, tables.leaveOutOdd),
    });
  }
  for (const { side, table, used, dropped } of uses) {
    const missing = dropped.filter((row) => row.text === undefined);
    if (missing.length > 0) {
      notes.push({
        key: `missing-${side}`,
        tone: 'warn',
        text: text.missingRows(table.name, missing.length, used, missing[0]),
      });
    }
  }
  for (const table of [tables.simulated, tables.measured]) {
    table?.warnings.forEach((warning, index) => {
      // Text in numeric columns is told with the rows it costs, above.
      if (warning.code === 'text-in-numeric-column') return;
      notes.push({
        key: `${table.fingerprint}-${index}`,
        tone: 'warn',
        text: text.tableWarning(table.name, warning),
      });
    });
  }
  return { notes, offerToLeaveOut: firstOdd !== undefined && !tables.leaveOutOdd };
}
