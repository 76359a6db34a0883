/**
 * The simulated table with the measured table's names, where two columns differ only in how their name is written. What
 * was matched is told; what differs in unit is offered, not converted; targets keep their own names.
 */
import { unitOfColumn } from '../column-name.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { rememberKinds, kindOf } from '../kinds.ts';
import type { Column, Table } from '../table.ts';
import { convert, conversionBetween, isIdentity, type Conversion } from '../unit-conversion.ts';
import { foldedName } from './fold-name.ts';

export interface ColumnMatch {
  readonly simulated: string;
  readonly measured: string;
  /** What the simulated values went through, where a person wanted it. */
  readonly conversion?: Conversion;
}

/** One quantity in two units: the columns stay apart until a person has them converted. */
export interface UnitsApart extends ColumnMatch {
  readonly conversion: Conversion;
  readonly simulatedUnit: string;
  readonly measuredUnit: string;
}

export interface Alignment {
  /** Itself where nothing was matched. */
  readonly simulated: Table;
  readonly matched: readonly ColumnMatch[];
  readonly unitsApart: readonly UnitsApart[];
}

export interface AlignChoices {
  /** Measured names that stay without a partner. */
  readonly apart?: readonly string[];
  /** Measured names whose simulated partner is converted into their unit. */
  readonly converted?: readonly string[];
}

/** A page asks again and again, and tables never change. */
const known = new WeakMap<Table, WeakMap<Table, Map<string, Alignment>>>();

export function alignColumns(
  simulated: Table,
  measured: Table,
  { apart = [], converted = [] }: AlignChoices = {},
): Alignment {
  const ofSimulated = known.get(simulated) ?? new WeakMap<Table, Map<string, Alignment>>();
  known.set(simulated, ofSimulated);
  const ofPair = ofSimulated.get(measured) ?? new Map<string, Alignment>();
  ofSimulated.set(measured, ofPair);
  const key = JSON.stringify([apart, converted]);
  const alignment = ofPair.get(key) ?? aligned(simulated, measured, apart, converted);
  ofPair.set(key, alignment);
  return alignment;
}

function aligned(
  simulated: Table,
  measured: Table,
  apart: readonly string[],
  converted: readonly string[],
): Alignment {
  const ofSimulated = onlyIn(simulated, measured);
  const ofMeasured = onlyIn(measured, simulated);
  const matched: (ColumnMatch & { readonly column: Column })[] = [];
  const unitsApart: UnitsApart[] = [];
  for (const [folded, theirs] of ofSimulated) {
    const mine = ofMeasured.get(folded);
    if (!theirs || !mine || apart.includes(mine.name)) continue;
    const pair = { simulated: theirs.name, measured: mine.name };
    const [from, to] = [unitOfColumn(theirs), unitOfColumn(mine)];
    const conversion = from && to ? conversionBetween(from, to) : undefined;
    if (!from || !to || (conversion && isIdentity(conversion))) {
      matched.push({ ...pair, column: { ...theirs, name: mine.name } });
    } else if (conversion && converted.includes(mine.name) && theirs.kind === 'number') {
      const values = convert(theirs.values, conversion);
      matched.push({ ...pair, conversion, column: { ...theirs, name: mine.name, values } });
    } else if (conversion) {
      unitsApart.push({ ...pair, conversion, simulatedUnit: from.text, measuredUnit: to.text });
    }
  }
  return {
    simulated: renamed(simulated, matched),
    matched: matched.map(withoutColumn),
    unitsApart,
  };
}

function withoutColumn({
  column: _,
  ...match
}: ColumnMatch & { readonly column: Column }): ColumnMatch {
  return match;
}

/** Columns of `table` whose name the other lacks, by folded name; undefined where two fold alike: then none is meant. */
function onlyIn(table: Table, other: Table): Map<string, Column | undefined> {
  const names = new Set(other.columns.map(({ name }) => name));
  const taken = new Set(
    table.columns.filter(({ name }) => names.has(name)).map(({ name }) => foldedName(name)),
  );
  const found = new Map<string, Column | undefined>();
  for (const column of table.columns) {
    if (names.has(column.name)) continue;
    const folded = foldedName(column.name);
    if (folded === '') continue;
    found.set(folded, found.has(folded) || taken.has(folded) ? undefined : column);
  }
  return found;
}

function renamed(
  table: Table,
  matched: readonly { readonly simulated: string; readonly column: Column }[],
): Table {
  if (matched.length === 0) return table;
  const byName = new Map(matched.map(({ simulated, column }) => [simulated, column]));
  const columns = table.columns.map((column) => {
    const other = byName.get(column.name);
    // The same cells under another name are of the same kind.
    if (other && column.values === other.values && column.kind === 'number') {
      rememberKinds([other], [kindOf(column)]);
    }
    return other ?? column;
  });
  return { ...table, columns, fingerprint: fingerprintOf(table.rows, columns) };
}
