/** What is wrong with a file or its columns: file, line or column, and what to do. */
import type { FormulaProblem } from '../../descriptors/composition/formula.ts';
import type { PlanProblem } from '../../descriptors/plan.ts';
import type { SmilesProblem } from '../../descriptors/smiles/problem.ts';
import type { DroppedTableRow, RowDropReason } from '../../preparation/prepare-series.ts';
import type { RoleProblem } from '../../tables/roles.ts';
import type { TableError } from '../../tables/table-error.ts';
import type { TableWarning } from '../../tables/table.ts';
import { formatCount, formatPercent } from './numbers.ts';

const megabytes = (bytes: number) => `${formatCount(Math.ceil(bytes / 1e6))} MB`;
const quoted = (names: readonly string[], most = 4) =>
  names
    .slice(0, most)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
const plural = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

export const leaveOut = 'Leave these rows out';
export const convert = 'Convert the simulated values';

export function tableError(error: TableError): string {
  const { file } = error;
  switch (error.code) {
    case 'empty-file':
      return `${file} is empty. Choose a file with a header line and rows.`;
    case 'header-only':
      return `${file} has a header of ${plural(error.columns, 'column', 'columns')} but no rows below it.`;
    case 'ragged-rows': {
      const lines = error.rows.map(({ line, cells }) => `line ${line} has ${cells}`);
      return `${file}: the header has ${plural(error.expected, 'column', 'columns')}, but ${lines.slice(0, 3).join(', ')}${error.count > 3 ? ` (${formatCount(error.count)} such lines)` : ''}. Mend the separators or quotes there.`;
    }
    case 'too-large':
      return tooLarge(file, error.what, error.size, error.limit);
    case 'not-a-table':
      return {
        html: `${file} is a web page, not a table: the download may have been a login or error page.`,
        binary: `${file} is not a text table. Save it as CSV or TSV.`,
        shape: `${file} holds no table. JSON must be a list of records or an object of columns.`,
      }[error.reason];
    case 'wrong-encoding':
      return `${file}, line ${error.line}: the text is not ${error.encoding.toUpperCase()}. Choose what it is, or save it as CSV in UTF-8.`;
    case 'unsupported-format':
      return `${file} is a ${error.format} file, which cannot be read here. Save it as CSV, TSV or .xlsx.`;
    case 'malformed-quotes':
      return `${file}, line ${error.line}: a quotation mark stands inside a cell. Double it or quote the whole cell.`;
    case 'unclosed-quote':
      return `${file}, line ${error.line}: a quotation mark opens here and never closes.`;
    case 'cut-short':
      return `${file} is cut short or damaged: only ${formatCount(error.bytes)} bytes could be unpacked. Download or copy it again.`;
    case 'password-protected':
      return `${file} is protected by a password. Save a copy without one.`;
    case 'unreadable':
      return `${file} is damaged or not what its name says: ${error.detail}`;
    case 'nested-columns':
      return `${file}: ${quoted(error.columns)} hold lists or records. Flatten them first.`;
    case 'ragged-columns':
      return `${file}: its columns differ in length: ${error.columns
        .slice(0, 3)
        .map(({ name, cells }) => `“${name}” has ${formatCount(cells)}`)
        .join(', ')}.`;
    case 'unsupported-compression':
      return `${file} is compressed with ${error.codec}, which cannot be read here. Save it with Snappy, gzip, Zstandard or without compression.`;
    case 'no-such-sheet':
      return `${file} has no sheet “${error.sheet}”; it has ${quoted(error.sheets)}.`;
    case 'reader-failed':
      return `${file} could not be read: ${error.detail}`;
  }
}

function tooLarge(
  file: string,
  what: 'file' | 'expanded' | 'cells' | 'columns',
  size: number,
  limit: number,
): string {
  switch (what) {
    case 'file':
      return `${file} has ${megabytes(size)}; the limit is ${megabytes(limit)}. Keep only the columns and rows that are needed.`;
    case 'expanded':
      return `${file} expands to more than ${megabytes(limit)}. Keep only the columns and rows that are needed.`;
    case 'cells':
      return `${file} has more than ${formatCount(limit)} cells. Keep only the columns and rows that are needed.`;
    case 'columns':
      return `${file} has ${formatCount(size)} columns; the limit is ${formatCount(limit)}. Keep only those that are needed.`;
  }
}

export function tableWarning(file: string, warning: TableWarning): string {
  switch (warning.code) {
    case 'text-in-numeric-column':
      return `${file}: ${plural(warning.cells, 'cell', 'cells')} of “${warning.column}” hold text, the first on line ${warning.line}: “${warning.example}”.`;
    case 'non-finite-cells':
      return `${file}: ${plural(warning.cells, 'cell', 'cells')} of “${warning.column}” say NaN or infinity, the first on line ${warning.line}. Their rows are left out where the column is used.`;
    case 'constant-columns':
      return warning.columns.length === 1
        ? `${file}: ${quoted(warning.columns)} has the same value everywhere and tells the network nothing.`
        : `${file}: ${formatCount(warning.columns.length)} columns are constant and tell the network nothing: ${quoted(warning.columns)}.`;
    case 'empty-columns':
      return `${file}: ${quoted(warning.columns)} ${warning.columns.length === 1 ? 'is' : 'are'} empty.`;
    case 'unnamed-column':
      return `${file}: column ${warning.position} has no name; it is called “${warning.column}” here.`;
    case 'nested-column':
      return `${file}: “${warning.column}” holds lists or records and was left out.`;
    case 'numeric-header':
      return `${file}: the column names are all numbers (${quoted(warning.names)}). If the header is missing, add one.`;
  }
}

export function roleProblem(problem: RoleProblem, simulated: string, measured: string): string {
  const file = (side: 'simulated' | 'measured') => (side === 'simulated' ? simulated : measured);
  switch (problem.code) {
    case 'no-common-column':
      return problem.nearly.length > 0
        ? `${simulated} and ${measured} have no column in common. Rename one of each: ${problem.nearly.map((pair) => `“${pair.simulated}” and “${pair.measured}”`).join('; ')}.`
        : `${simulated} and ${measured} have no column in common. Inputs must have the same name in both tables.`;
    case 'no-input':
      return 'No input is chosen. Tick at least one column that both tables have.';
    case 'no-target':
      return `Choose the ${problem.table} target: the column of ${file(problem.table)} that is to be predicted.`;
    case 'all-missing-target':
      return `${file(problem.table)}: the target “${problem.column}” has no value at all. Choose another target.`;
    case 'text-target':
      return `${file(problem.table)}: the target “${problem.column}” holds text. Choose a column of numbers.`;
    case 'constant-target':
      return `${file(problem.table)}: the target “${problem.column}” has the same value in every row; there is nothing to learn.`;
    case 'missing-column':
      return `${file(problem.table)} has no column “${problem.column}”. Untick it or rename a column.`;
    case 'empty-input':
      return `${file(problem.table)}: the input “${problem.column}” is empty. Untick it.`;
    case 'target-is-input':
      return `“${problem.column}” is the target and an input at once. Untick it under Inputs.`;
    case 'different-targets':
      return `The targets have different names, “${problem.simulated}” and “${problem.measured}”. If they are different properties, the network gets a new head.`;
    case 'unit-mismatch':
      return `The targets have different units: ${problem.simulated.unit} in “${problem.simulated.column}”, ${problem.measured.unit} in “${problem.measured.column}”. They must be in one unit.`;
  }
}

/** Rows whose cells hold text or infinity where a number should be. */
export function oddRows(
  count: number,
  first: { file: string; line: number; column: string; text: string },
  leftOut: boolean,
): string {
  const where = `the first in ${first.file}, line ${first.line}, column “${first.column}”: “${first.text}”`;
  return leftOut
    ? `${plural(count, 'row is', 'rows are')} left out because a cell holds no number, ${where}.`
    : `${plural(count, 'row has a cell that holds', 'rows have cells that hold')} no number, ${where}. Mend the file or leave them out.`;
}

/** Rows that could not be used for other reasons: empty cells, unreadable SMILES or formulas. */
export function droppedRows(
  file: string,
  count: number,
  used: number,
  first: DroppedTableRow,
): string {
  const share = formatPercent(count / Math.max(1, count + used));
  return `${file}: ${plural(count, 'row is', 'rows are')} left out (${share}); the first is line ${formatCount(first.line)}: ${dropReason(first.reason)}.`;
}

export function dropReason(reason: RowDropReason): string {
  switch (reason.code) {
    case 'missing':
    case 'missing-target':
      return `“${reason.column}” is empty`;
    case 'not-finite':
      return `“${reason.column}” is not a finite number`;
    case 'target-not-positive':
      return `“${reason.column}” is not positive and has no logarithm`;
    case 'not-positive':
      return `“${reason.column}” is ${reason.value} and has no logarithm`;
    case 'unreadable-formula':
      return `“${reason.text}” in “${reason.column}” is no formula: ${formulaProblem(reason.problem)}`;
    case 'unreadable-smiles':
      return `“${reason.text}” in “${reason.column}” ${smilesProblem(reason.problem)}`;
    case 'averaged':
      return 'it was averaged with an earlier one';
  }
}

function formulaProblem({ code, token }: FormulaProblem): string {
  switch (code) {
    case 'empty-formula':
      return 'nothing stands there';
    case 'formula-too-long':
      return 'it is too long';
    case 'unknown-element':
      return `there is no element “${token}”`;
    case 'element-without-data':
      return `the page has no data of the element ${token}`;
    case 'unexpected-character':
      return `“${token}” is not expected there`;
    case 'unclosed-bracket':
      return 'a bracket is not closed';
    case 'unmatched-bracket':
      return 'a bracket closes that was not opened';
    case 'ambiguous-charge':
      return `“${token}” may be a charge or an amount`;
    case 'amount-out-of-range':
      return `the amount ${token} is out of range`;
  }
}

const DESCRIPTORS: Readonly<Record<string, string>> = {
  canonical: 'canonical SMILES',
  physical: 'physical descriptors',
};

function smilesProblem(problem: SmilesProblem): string {
  switch (problem.code) {
    case 'unreadable':
      return 'cannot be read as SMILES';
    case 'polymer-ends':
      return `has ${problem.ends} “*”: a molecule has none, a repeat unit two`;
    case 'polymer-ends-not-joinable':
      return 'cannot be joined to itself at its two “*”';
    case 'descriptor-failed':
      return `could not be described (${DESCRIPTORS[problem.descriptor] ?? problem.descriptor})`;
  }
}

/** Why the chosen inputs cannot be described. */
export function planProblem(problem: PlanProblem): string {
  switch (problem.code) {
    case 'empty-plan':
      return 'No input is chosen. Tick at least one column that both tables have.';
    case 'no-material-key':
      return 'Only conditions are chosen, so nothing says which material a row is. Tick an input.';
    case 'column-not-found':
      return `The ${problem.side} table has no column “${problem.column}”.`;
    case 'column-not-numeric':
      return `“${problem.column}” holds no numbers in the ${problem.side} table. Untick it.`;
    case 'column-not-text':
      return `“${problem.column}” holds no text in the ${problem.side} table. Untick it.`;
    case 'too-many-levels':
      return `“${problem.column}” has ${formatCount(problem.levels)} different texts, too many for a category. Untick it.`;
    case 'fingerprint-out-of-range':
      return 'The fingerprint that was asked for cannot be computed.';
  }
}
