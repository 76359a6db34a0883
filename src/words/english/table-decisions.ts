/** What the reader decided about a file by itself, one line for each, and what can be chosen instead. */
import type { FoundEnds } from '../../descriptors/smiles/end-marks.ts';
import type {
  CellsOfColumn,
  CensoredChoice,
  RangeChoice,
  SentinelChoice,
  TableDecision,
} from '../../tables/table-decision.ts';
import type { TextEncodingName } from '../../tables/text-chunks.ts';
import { formatCount } from './numbers.ts';

const ENCODINGS: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Western (Windows-1252)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  shift_jis: 'Japanese (Shift JIS, CP932)',
  'euc-jp': 'Japanese (EUC-JP)',
  'iso-2022-jp': 'Japanese (JIS)',
  gb18030: 'Simplified Chinese (GB18030)',
  big5: 'Traditional Chinese (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
};

const CENSORED: Readonly<Record<CensoredChoice, string>> = {
  'leave-out': 'left out',
  bound: 'taken as the bound',
  half: 'taken as half of the bound',
};
const RANGES: Readonly<Record<RangeChoice, string>> = {
  'leave-out': 'left out',
  middle: 'taken as the middle',
};
const SENTINELS: Readonly<Record<SentinelChoice, string>> = {
  missing: 'Take them as missing',
  keep: 'Take them as numbers',
};

const quoted = (texts: readonly string[], most = 3) =>
  texts
    .slice(0, most)
    .map((text) => `“${text}”`)
    .join(', ') + (texts.length > most ? ` and ${formatCount(texts.length - most)} more` : '');
const plural = (count: number, one: string, many: string) =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** '12 cells of “x” and “y” (“1,234”, line 7)'. */
function cells(columns: readonly CellsOfColumn[]): string {
  const sum = columns.reduce((total, column) => total + column.cells, 0);
  const names = quoted(columns.map(({ column }) => column));
  const [first] = columns;
  const example = first ? ` (“${first.example}”, line ${formatCount(first.line)})` : '';
  return `${plural(sum, 'cell', 'cells')} of ${names}${example}`;
}

/** One line. */
function line(decision: TableDecision): string {
  switch (decision.code) {
    case 'encoding': {
      const samples = decision.samples.length > 0 ? `: ${quoted(decision.samples)}` : '';
      return `Text read as ${ENCODINGS[decision.encoding]}${samples}.`;
    }
    case 'lines-above':
      return `${plural(decision.lines, 'line', 'lines')} above the header passed over: “${decision.example}”.`;
    case 'header-row':
      return `Header found on line ${formatCount(decision.line)}: ${quoted(decision.names)}.`;
    case 'no-header':
      return 'No header: the columns are numbered.';
    case 'units-row':
      return `Line ${formatCount(decision.line)} taken for units: ${quoted(decision.units)}.`;
    case 'rows-below-header':
      return `${plural(decision.lines.length, 'line', 'lines')} below the header passed over: “${decision.example}”.`;
    case 'rows-at-end':
      return `${plural(decision.rows, 'row', 'rows')} at the end taken for remarks, from line ${formatCount(decision.line)}: “${decision.example}”.`;
    case 'renamed-columns':
      return `Names that stand twice were numbered: ${quoted(decision.columns.map(({ to }) => to))}.`;
    case 'empty-last-column':
      return 'Every line ends with a separator; the empty column behind it was dropped.';
    case 'header-one-short':
      return `The header has one name less than the rows have cells: the first column is taken for an index, “${decision.column}”.`;
    case 'separated-by-blanks':
      return 'Cells are separated by blanks.';
    case 'decimal-comma':
      return `Decimal comma in ${quoted(decision.columns)}: “${decision.example}”.`;
    case 'grouped-digits':
      return `Grouped digits read as one number: ${cells(decision.columns)}.`;
    case 'percent':
      return `Percent read as fractions: ${cells(decision.columns)}.`;
    case 'uncertainties':
      return `Values taken, their uncertainties kept beside them: ${cells(decision.columns)}.`;
    case 'approximate':
      return `Approximate values taken as they are: ${cells(decision.columns)}.`;
    case 'footnotes':
      return `Marks behind numbers passed over: ${cells(decision.columns)}.`;
    case 'censored':
      return `Values below or above a bound are ${CENSORED[decision.taken]}: ${cells(decision.columns)}.`;
    case 'ranges':
      return `Ranges are ${RANGES[decision.taken]}: ${cells(decision.columns)}.`;
    case 'sentinels':
      return decision.taken === 'missing'
        ? `Far from all other values and a usual way to write “nothing”, taken as missing: ${cells(decision.columns)}.`
        : `Far from all other values, yet taken as numbers: ${cells(decision.columns)}.`;
    case 'missing-words':
      return `Taken as missing: ${plural(decision.cells, 'cell', 'cells')} with ${quoted(
        decision.words.map(({ text }) => text),
        6,
      )}.`;
    case 'sheet':
      return `Sheet “${decision.sheet}” taken, of ${quoted(decision.sheets)}.`;
    case 'not-gzip':
      return 'The name ends with .gz, but the file is not compressed; it was read as it is.';
  }
}

export const tableDecisions = {
  title: (count: number) =>
    count === 0
      ? 'read as it stands'
      : plural(count, 'decision while reading', 'decisions while reading'),
  line,
  change: 'Change',
  encoding: {
    label: 'Text encoding',
    name: (encoding: TextEncodingName) => ENCODINGS[encoding],
    option: (encoding: TextEncodingName, sample: string) =>
      sample === '' ? ENCODINGS[encoding] : `${ENCODINGS[encoding]}: “${sample}”`,
  },
  headerRow: 'Header row',
  headerRowHint: 'Line of the file with the names; 0 where there is none.',
  firstDataRow: 'First data row',
  firstDataRowHint: 'Line of the file with which the values begin.',
  apply: 'Read again',
  censored: {
    label: 'Values with < or >',
    value: (choice: CensoredChoice) =>
      ({
        'leave-out': 'leave out',
        bound: 'take the bound',
        half: 'take half of the bound',
      })[choice],
  },
  ranges: {
    label: 'Ranges',
    value: (choice: RangeChoice) =>
      ({ 'leave-out': 'leave out', middle: 'take the middle' })[choice],
  },
  sentinels: (choice: SentinelChoice) => SENTINELS[choice],
  unitsAsData: 'It is a row of values',
  rowsAtEndAsData: 'They are rows of values',
  pointDecimals: 'Decimals are written with a point',
  matched: (pairs: readonly { readonly simulated: string; readonly measured: string }[]) =>
    `Taken for the same columns: ${pairs
      .slice(0, 4)
      .map(({ simulated, measured }) => `“${simulated}” and “${measured}”`)
      .join('; ')}${pairs.length > 4 ? ` and ${formatCount(pairs.length - 4)} more` : ''}.`,
  ends: (column: string, found: readonly FoundEnds[], asAtoms: boolean) => {
    const marks = found.map(({ mark }) => mark).join(', ');
    const cells = plural(
      found.reduce((sum, one) => sum + one.cells, 0),
      'cell',
      'cells',
    );
    return asAtoms
      ? `“${column}”: ${marks} in ${cells} are taken for atoms.`
      : `“${column}”: ${marks} in ${cells} are taken for the ends of repeat units.`;
  },
  endsAsAtoms: (asAtoms: boolean) => (asAtoms ? 'They are ends' : 'They are atoms'),
  keepApart: 'Keep them apart',
  unitsApart: (simulated: string, measured: string, from: string, to: string) =>
    `“${simulated}” is in ${from}, “${measured}” in ${to}.`,
  convertColumn: (to: string) => `Convert its simulated values to ${to}`,
} as const;
