/**
 * Small tables inside a link: names, cells and units, as they were understood. What comes back is judged by its content
 * alone, by the same fingerprint that the document names.
 */
import type { Plain } from '../experiment/parsing/plain.ts';
import { isObject } from '../experiment/parsing/shape.ts';
import { fingerprintOf } from '../tables/fingerprint.ts';
import type { Column, Table } from '../tables/table.ts';

type Members = { readonly [key: string]: Plain };

const MOST_CELLS = 1_000_000;

export function packTable({ name, rows, firstLine, columns }: Table): Members {
  return { name, rows, firstLine, columns: columns.map(packColumn) };
}

function packColumn(column: Column): Members {
  if (column.kind === 'text') return { name: column.name, texts: column.values };
  const { name, values, odd, bounds, uncertainty, unit, leadingZeros } = column;
  return {
    name,
    numbers: Array.from(values, finite),
    ...(odd ? { odd: { rows: [...odd.rows], texts: odd.texts } } : {}),
    ...(bounds
      ? {
          bounds: {
            rows: [...bounds.rows],
            low: Array.from(bounds.low, finite),
            high: Array.from(bounds.high, finite),
          },
        }
      : {}),
    ...(uncertainty ? { uncertainty: Array.from(uncertainty, finite) } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(leadingZeros ? { leadingZeros } : {}),
  };
}

/** Minus zero is another value than zero. */
const finite = (value: number): number | string | null =>
  Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : null;

/** null where it is damaged. Its fingerprint is computed from what came. */
export function unpackTable(given: Plain): Table | null {
  if (!isObject(given)) return null;
  const { name, rows, firstLine } = given;
  const list = listOf(given.columns);
  if (typeof name !== 'string' || !isCount(rows) || !list || rows * list.length > MOST_CELLS) {
    return null;
  }
  const columns = list.map((one) => (isObject(one) ? unpackColumn(one, rows) : null));
  const whole = columns.filter((column) => column !== null);
  if (whole.length < columns.length) return null;
  return {
    name,
    rows,
    columns: whole,
    fingerprint: fingerprintOf(rows, whole),
    warnings: [],
    decisions: [],
    firstLine: isCount(firstLine) ? firstLine : 2,
  };
}

function unpackColumn(given: Members, rows: number): Column | null {
  const { name, unit } = given;
  if (typeof name !== 'string') return null;
  const texts = listOf(given.texts);
  if (texts) {
    const values = texts.filter((text): text is string => typeof text === 'string');
    return values.length === rows ? { kind: 'text', name, values } : null;
  }
  const values = numbersOf(given.numbers, rows, NaN);
  if (!values) return null;
  const uncertainty = numbersOf(given.uncertainty, rows, NaN);
  const odd = isObject(given.odd) ? given.odd : null;
  const oddRows = odd && rowsOf(odd.rows, rows);
  const oddTexts = odd && listOf(odd.texts)?.filter((text) => typeof text === 'string');
  const bounds = isObject(given.bounds) ? given.bounds : null;
  const boundRows = bounds && rowsOf(bounds.rows, rows);
  const low = boundRows && numbersOf(bounds?.low, boundRows.length, -Infinity);
  const high = boundRows && numbersOf(bounds?.high, boundRows.length, Infinity);
  return {
    kind: 'number',
    name,
    values,
    ...(oddRows && oddTexts?.length === oddRows.length
      ? { odd: { rows: oddRows, texts: oddTexts } }
      : {}),
    ...(boundRows && low && high ? { bounds: { rows: boundRows, low, high } } : {}),
    ...(uncertainty ? { uncertainty } : {}),
    ...(typeof unit === 'string' ? { unit } : {}),
    ...(given.leadingZeros === true ? { leadingZeros: true as const } : {}),
  };
}

const listOf = (value: Plain | undefined): readonly Plain[] | null =>
  Array.isArray(value) ? (value as readonly Plain[]) : null;

const isCount = (value: Plain | undefined): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 31;

function numbersOf(
  value: Plain | undefined,
  count: number,
  absent: number,
): Float64Array<ArrayBuffer> | null {
  const list = listOf(value);
  if (list?.length !== count) return null;
  return Float64Array.from(list, (one) =>
    one === '-0' ? -0 : typeof one === 'number' ? one : absent,
  );
}

function rowsOf(value: Plain | undefined, rows: number): Uint32Array<ArrayBuffer> | null {
  const list = listOf(value);
  return list?.every((one) => isCount(one) && one < rows) ? Uint32Array.from(list, Number) : null;
}
