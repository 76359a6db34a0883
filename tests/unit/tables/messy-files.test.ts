/**
 * Tables written in every combination of encoding, separator, decimal mark, preamble, units row, words for nothing and
 * remarks at the end: what is read is what was written, or an error says why. Never a silent difference.
 */
import { expect, test } from 'vitest';
import { readTable } from '../../../src/tables/read-table.ts';
import { columnOf } from '../../../src/tables/table.ts';
import { encoderOf } from './legacy-encoders.ts';

const FILES = Number(process.env.FUZZ_FILES ?? 2000);

/** A multiplicative generator: the files are the same everywhere. */
function dice(seed: number) {
  let state = ((seed * 2_654_435_761) % 2_147_483_646) | 1;
  if (state < 0) state += 2_147_483_646;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let i = 0; i < 5; i++) next();
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    chance: (p: number) => next() < p,
  };
}
type Dice = ReturnType<typeof dice>;

const ENCODINGS = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16le-bom',
  'utf-16be',
  'shift_jis',
  'euc-jp',
  'gb18030',
  'euc-kr',
  'windows-1252',
] as const;
type Encoding = (typeof ENCODINGS)[number];

const NAMES: Readonly<Record<string, readonly string[]>> = {
  japanese: ['焼成温度', '圧力', '添加量', '粒径', '密度', '硬度'],
  chinese: ['烧结温度', '压力', '添加量', '粒径', '密度', '硬度'],
  korean: ['소결온도', '압력', '첨가량', '입자크기', '밀도', '경도'],
  latin: ['Température', 'Größe', 'pression', 'Dichte ρ'.slice(0, 6), 'Härte', 'coût'],
  plain: ['temperature', 'pressure', 'amount', 'grain size', 'density', 'hardness'],
};
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  japanese: ['酸化チタン', 'ゼオライト', 'なしの試料'],
  chinese: ['氧化钛', '沸石', '无添加的样品'],
  korean: ['산화티타늄', '제올라이트', '무첨가 시료'],
  latin: ['été', 'français', 'über'],
  plain: ['alpha', 'beta', 'gamma phase'],
};
const SCRIPT_OF: Readonly<Record<Encoding, readonly string[]>> = {
  'utf-8': ['japanese', 'chinese', 'korean', 'latin', 'plain'],
  'utf-8-bom': ['japanese', 'latin', 'plain'],
  'utf-16le': ['japanese', 'plain', 'latin'],
  'utf-16le-bom': ['korean', 'plain'],
  'utf-16be': ['chinese', 'plain'],
  shift_jis: ['japanese'],
  'euc-jp': ['japanese'],
  gb18030: ['chinese'],
  'euc-kr': ['korean'],
  'windows-1252': ['latin'],
};
const UNITS = ['°C', 'MPa', 'wt%', 'nm', 'g/cm3', '-'];
const MISSING = ['', 'NA', 'n.d.', '-', 'NaN', 'null', '#N/A', 'N/A', 'None', '--'];

type Spelling = 'plain' | 'minus' | 'grouped' | 'percent' | 'exponent' | 'fortran' | 'full';

interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly names: readonly string[];
  readonly columns: readonly (readonly number[] | readonly string[])[];
  readonly how: string;
}

function write(seed: number): Written {
  const d = dice(seed);
  const encoding = d.of(ENCODINGS);
  const script = d.of(SCRIPT_OF[encoding]);
  const separator = d.of([',', ';', '\t', '|']);
  const decimal = separator !== ',' && d.chance(0.4) ? ',' : '.';
  const end = d.of(['\n', '\r\n']);
  const rows = 12 + d.below(40);
  const numbers = 2 + d.below(4);
  const names = (NAMES[script] ?? []).slice(0, numbers);
  const wide = encoding.startsWith('utf');
  const spellings: Spelling[] = names.map(() =>
    d.of<Spelling>(
      wide || encoding === 'shift_jis'
        ? ['plain', 'plain', 'minus', 'grouped', 'percent', 'exponent', 'fortran', 'full']
        : ['plain', 'plain', 'grouped', 'percent', 'exponent', 'fortran'],
    ),
  );
  const blankGroup = encoding === 'windows-1252' || wide ? d.of(['\u00a0', ' ']) : ' ';
  const missing = d.of(MISSING);
  const columns: number[][] = names.map(() => []);
  const levels: string[] = [];
  const withLevels = d.chance(0.6);
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const cells = spellings.map((spelling, i) => {
      if (row > 0 && d.chance(0.08)) {
        columns[i]?.push(NaN);
        return missing;
      }
      const [value, text] = spell(d, spelling, decimal, blankGroup);
      columns[i]?.push(value);
      return text;
    });
    if (withLevels) {
      levels.push(d.of(LEVELS[script] ?? []));
      cells.unshift(levels.at(-1) ?? '');
    }
    lines.push(cells.join(separator) + (seed % 7 === 0 ? separator : ''));
  }
  const header = withLevels
    ? [script === 'plain' ? 'phase' : (LEVELS[script]?.[0] ?? ''), ...names]
    : names;
  const top: string[] = [header.join(separator)];
  const unitsRow = d.chance(0.3);
  if (unitsRow) {
    const units = names.map((_, i) => `[${UNITS[i] ?? '-'}]`);
    const bad = !wide && encoding !== 'windows-1252';
    const own = bad ? units.map((unit) => unit.replace('°C', 'K')) : units;
    top.push((withLevels ? ['', ...own] : own).join(separator));
  }
  const preamble = d.of(['none', 'none', 'comments', 'title', 'device']);
  if (preamble === 'comments') top.unshift('# made by a driver', `# run${separator} batch 7`, '#');
  if (preamble === 'title') top.unshift('Results of the second campaign', '');
  if (preamble === 'device') top.unshift(`Operator: Smith`, `Instrument${separator}XRD-3`, '');
  const footer = d.of(['none', 'none', 'signature', 'mean']);
  const last: string[] = [];
  if (footer === 'signature') last.push('', 'END OF DATA');
  if (footer === 'mean') last.push(['mean', ...header.slice(1).map(() => '1')].join(separator));
  const text = [...top, ...lines, ...last].join(end) + (d.chance(0.8) ? end : '');
  const how = JSON.stringify({
    seed,
    encoding,
    separator,
    decimal,
    preamble,
    footer,
    unitsRow,
    spellings,
    missing,
    withLevels,
  });
  return {
    bytes: encode(text, encoding),
    names: header,
    columns: withLevels ? [levels, ...columns] : columns,
    how,
  };
}

/** A value and how it is written. */
function spell(d: Dice, spelling: Spelling, decimal: string, group: string): [number, string] {
  const digits = 1 + d.below(4);
  const written = ((d.next() - (spelling === 'percent' ? 0 : 0.4)) * 50).toFixed(digits);
  const local = (text: string): string => text.replace('.', decimal);
  switch (spelling) {
    case 'plain':
      return [Number(written) + 0, local(written)];
    case 'minus':
      return [Number(written) + 0, local(written).replace('-', '\u2212')];
    case 'grouped': {
      const whole = 1000 + d.below(900_000);
      const grouped = String(whole).replace(/(\d)(?=(\d{3})+$)/g, `$1${group}`);
      const fraction = d.below(90) + 10;
      return [Number(`${whole}.${fraction}`), `${grouped}${decimal}${fraction}`];
    }
    case 'percent':
      return [Number(`${written}e-2`) + 0, `${local(written)}%`];
    case 'exponent':
      return [Number(`${written}e-5`) + 0, `${local(written)}E-05`];
    case 'fortran':
      return [Number(`${written}e3`) + 0, `${local(written)}D+03`];
    case 'full':
      return [
        Number(written) + 0,
        local(written).replace(/[\d.,-]/g, (c) =>
          c === '-' ? '\u2212' : c === ',' ? ',' : String.fromCharCode(c.charCodeAt(0) + 0xfee0),
        ),
      ];
  }
}

function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  switch (encoding) {
    case 'utf-8':
      return Uint8Array.from(Buffer.from(text));
    case 'utf-8-bom':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`));
    case 'utf-16le':
      return Uint8Array.from(Buffer.from(text, 'utf16le'));
    case 'utf-16le-bom':
      return Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    case 'utf-16be':
      return Uint8Array.from(Buffer.from(text, 'utf16le').swap16());
    case 'shift_jis':
      // Its minus is the full-width one.
      return encoderOf(encoding)(text.replaceAll('\u2212', '\uff0d'));
    default:
      return encoderOf(encoding)(text);
  }
}

test(`${FILES} files`, { timeout: 60_000 + FILES * 60 }, async () => {
  const refused: string[] = [];
  const different: string[] = [];
  for (let seed = 1; seed <= FILES; seed++) {
    const { bytes, names, columns, how } = write(seed);
    const outcome = await readTable('file.csv', bytes);
    if (!outcome.ok) {
      refused.push(`${JSON.stringify(outcome.error)} ${how}`);
      continue;
    }
    const { table } = outcome;
    const read = table.columns.map(({ name }) => name);
    if (read.join() !== names.join()) different.push(`${read.join()} for ${names.join()} ${how}`);
    names.forEach((name, i) => {
      const column = columnOf(table, name);
      const values = [...(column?.values ?? [])];
      const wanted = columns[i] ?? [];
      const at = wanted.findIndex((value, row) => !Object.is(values[row], value));
      if (at >= 0 || values.length !== wanted.length) {
        different.push(
          `${name}[${at}] ${values[at]} (${values.length}) for ${wanted[at]} (${wanted.length}) ${how}`,
        );
      }
    });
  }
  expect(different.slice(0, 12)).toEqual([]);
  expect(refused.slice(0, 12)).toEqual([]);
});
