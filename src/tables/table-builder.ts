/** Collects rows of cells into columns, keeps each row's line, and says what a person should know about the table. */
import { cellState, numberOf, type Decimal } from './cells.ts';
import { ColumnBuilder, type BuiltColumn } from './column-builder.ts';
import { decisionsOf } from './column-decisions.ts';
import { fingerprintOf } from './fingerprint.ts';
import { GrowingNumbers } from './growing.ts';
import type { ReadChoices } from './read-choices.ts';
import { headerNames } from './reading/header-names.ts';
import { lineOfRow, type Table, type TableWarning } from './table.ts';
import type { TableDecision } from './table-decision.ts';
import { MAX_CELLS, MAX_COLUMNS, TableFailure } from './table-error.ts';

export type Cell = string | number | boolean | null | undefined;

export interface BuilderSettings extends Pick<
  ReadChoices,
  'asText' | 'censored' | 'ranges' | 'sentinels'
> {
  readonly decimal?: Decimal;
  /** A person said so: then the columns are not asked. */
  readonly decimalChosen?: boolean;
  /** One for each column, '' where there is none. */
  readonly units?: readonly string[];
  readonly firstLine?: number;
}

export type Finished =
  | { readonly kind: 'table'; readonly table: Table }
  /** Read again with these columns as text: what looked like numbers at first is mostly text. */
  | { readonly kind: 'reread'; readonly asText: readonly string[] };

export class TableBuilder {
  private readonly columns: ColumnBuilder[];
  private readonly firstLine: number;
  private readonly numericHeader: boolean;
  private readonly unnamed: ReadonlySet<number>;
  private lines: GrowingNumbers | undefined;
  private readonly extraWarnings: TableWarning[] = [];
  private readonly decisions: TableDecision[] = [];
  rows = 0;

  /** Columns without a name are called 'Unnamed: 0' and so on; a name that stands twice gets a number. */
  constructor(
    header: readonly string[],
    private readonly settings: BuilderSettings = {},
  ) {
    if (header.length > MAX_COLUMNS) {
      const size = header.length;
      throw new TableFailure({ code: 'too-large', what: 'columns', size, limit: MAX_COLUMNS });
    }
    const decimal = settings.decimal ?? '.';
    const { names, unnamed, renamed } = headerNames(header);
    if (renamed.length > 0) this.decide({ code: 'renamed-columns', columns: renamed });
    this.unnamed = unnamed;
    this.firstLine = settings.firstLine ?? 2;
    const state = cellState();
    this.numericHeader = names.every((name) => {
      numberOf(name, decimal, state);
      return state.what >= 0;
    });
    const choices = { ...settings, decimal };
    const asText = new Set(settings.asText);
    this.columns = names.map(
      (name, i) => new ColumnBuilder(name, choices, asText.has(name), settings.units?.[i]),
    );
  }

  get width(): number {
    return this.columns.length;
  }

  /** The cells of one row, in the header's order; `line` is where it stands in the file (from 1). */
  addRow(cells: readonly Cell[], line: number): void {
    this.keepLine(line);
    for (let i = 0; i < this.columns.length; i++) addCell(this.columns[i], cells[i]);
    this.rows++;
    checkCells(this.rows, this.width);
  }

  /** Some cells of one column; all columns must get the same number. For files that are stored by column. */
  addToColumn(index: number, cells: ArrayLike<Cell>): void {
    const column = this.columns[index];
    for (let i = 0; i < cells.length; i++) addCell(column, cells[i]);
  }

  addRowCount(rows: number): void {
    this.rows += rows;
    checkCells(this.rows, this.width);
  }

  warn(warning: TableWarning): void {
    this.extraWarnings.push(warning);
  }

  decide(decision: TableDecision): void {
    this.decisions.push(decision);
  }

  private keepLine(line: number): void {
    if (!this.lines) {
      if (line === this.firstLine + this.rows) return;
      this.lines = new GrowingNumbers();
      for (let row = 0; row < this.rows; row++) this.lines.push(this.firstLine + row);
    }
    this.lines.push(line);
  }

  /** Throws TableFailure 'header-only' where no row came. */
  finish(name: string): Finished {
    if (this.rows === 0) throw new TableFailure({ code: 'header-only', columns: this.width });
    const built: BuiltColumn[] = [];
    const reread: string[] = [];
    this.columns.forEach((builder, index) => {
      const column = builder.finish();
      if (column === 'reread-as-text') reread.push(builder.name);
      // A separator at every line's end makes a column without name or content: no column at all.
      else if (column.present > 0 || column.text.cells > 0 || !this.unnamed.has(index)) {
        built.push(column);
      }
    });
    if (reread.length > 0) return { kind: 'reread', asText: reread };
    const columns = built.map(({ column }) => column);
    const place = {
      firstLine: this.firstLine,
      ...(this.lines ? { lines: this.lines.toUint32Array() } : {}),
    };
    const warnings = built.flatMap((column) => warningsOf(column, (row) => lineOfRow(place, row)));
    warnings.push(...idleColumns(built, this.rows));
    this.columns.forEach(({ name: column }, position) => {
      if (this.unnamed.has(position) && columns.some((kept) => kept.name === column)) {
        warnings.push({ code: 'unnamed-column', column, position });
      }
    });
    warnings.push(...this.extraWarnings);
    if (this.numericHeader) {
      warnings.push({ code: 'numeric-header', names: this.columns.map((column) => column.name) });
    }
    const decisions = [
      ...this.decisions,
      ...decisionsOf(built, (row) => lineOfRow(place, row), this.settings),
    ];
    const fingerprint = fingerprintOf(this.rows, columns);
    return {
      kind: 'table',
      table: { name, rows: this.rows, columns, fingerprint, warnings, decisions, ...place },
    };
  }
}

function addCell(column: ColumnBuilder | undefined, cell: Cell): void {
  if (!column) return;
  if (typeof cell === 'number') column.addNumber(cell);
  else if (typeof cell === 'string') column.add(cell);
  else column.add(cell === true ? 'true' : cell === false ? 'false' : '');
}

function checkCells(rows: number, width: number): void {
  if (rows * width > MAX_CELLS) {
    throw new TableFailure({
      code: 'too-large',
      what: 'cells',
      size: rows * width,
      limit: MAX_CELLS,
    });
  }
}

function warningsOf(built: BuiltColumn, lineOf: (row: number) => number): TableWarning[] {
  const column = built.column.name;
  const warnings: TableWarning[] = [];
  const { text, nonFinite } = built;
  if (text.cells > 0) {
    warnings.push({
      code: 'text-in-numeric-column',
      column,
      cells: text.cells,
      example: text.example,
      line: lineOf(text.row),
    });
  }
  if (nonFinite.cells > 0) {
    warnings.push({
      code: 'non-finite-cells',
      column,
      cells: nonFinite.cells,
      infinite: nonFinite.infinite,
      line: lineOf(nonFinite.row),
    });
  }
  return warnings;
}

/** Columns that tell nothing, in one warning each kind: a table of bits has hundreds of them. */
function idleColumns(built: readonly BuiltColumn[], rows: number): TableWarning[] {
  const namesOf = (some: readonly BuiltColumn[]) => some.map(({ column }) => column.name);
  const empty = namesOf(built.filter(({ present }) => present === 0));
  const constant = namesOf(built.filter((one) => one.present > 0 && one.constant && rows > 1));
  return [
    ...(empty.length > 0 ? [{ code: 'empty-columns' as const, columns: empty }] : []),
    ...(constant.length > 0 ? [{ code: 'constant-columns' as const, columns: constant }] : []),
  ];
}
