/** What the reader decided about a file by itself, one line for each, and what can be chosen instead. */
import type {
  CellsOfColumn,
  CensoredChoice,
  RangeChoice,
  SentinelChoice,
  TableDecision,
} from '../../tables/table-decision.ts';
import type { TextEncodingName } from '../../tables/text-chunks.ts';
import type { Words } from '../words.ts';
import { formatCount } from './numbers.ts';

const ENCODINGS: Readonly<Record<TextEncodingName, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16(ビッグエンディアン)',
  'windows-1252': '西欧(Windows-1252)',
  'windows-1251': 'キリル文字(Windows-1251)',
  shift_jis: '日本語(Shift JIS、CP932)',
  'euc-jp': '日本語(EUC-JP)',
  'iso-2022-jp': '日本語(JIS)',
  gb18030: '簡体字中国語(GB18030)',
  big5: '繁体字中国語(Big5)',
  'euc-kr': '韓国語(EUC-KR)',
};

const CENSORED: Readonly<Record<CensoredChoice, string>> = {
  'leave-out': '除外しました',
  bound: '限界値として扱いました',
  half: '限界値の半分として扱いました',
};
const RANGES: Readonly<Record<RangeChoice, string>> = {
  'leave-out': '除外しました',
  middle: '中点の値として扱いました',
};
const SENTINELS: Readonly<Record<SentinelChoice, string>> = {
  missing: '欠損値として扱う',
  keep: '数値として扱う',
};

const quoted = (texts: readonly string[], most = 3) =>
  texts
    .slice(0, most)
    .map((text) => `「${text}」`)
    .join('') + (texts.length > most ? `ほか${formatCount(texts.length - most)}個` : '');

/** '「x」「y」の12個のセル(7行目の「1,234」など)'. */
function cells(columns: readonly CellsOfColumn[]): string {
  const sum = columns.reduce((total, column) => total + column.cells, 0);
  const names = quoted(columns.map(({ column }) => column));
  const [first] = columns;
  const example = first
    ? `(${formatCount(first.line)}行目の「${first.example}」${sum > 1 ? 'など' : ''})`
    : '';
  return `${names}の${formatCount(sum)}個のセル${example}`;
}

/** One line. */
function line(decision: TableDecision): string {
  switch (decision.code) {
    case 'encoding': {
      const samples = decision.samples.length > 0 ? `: ${quoted(decision.samples)}` : '';
      return `文字コードを${ENCODINGS[decision.encoding]}として読みました${samples}。`;
    }
    case 'lines-above':
      return `ヘッダーより上の${formatCount(decision.lines)}行を読み飛ばしました: 「${decision.example}」。`;
    case 'header-row':
      return `${formatCount(decision.line)}行目をヘッダーとしました: ${quoted(decision.names)}。`;
    case 'no-header':
      return 'ヘッダーがないため、列に番号を付けました。';
    case 'units-row':
      return `${formatCount(decision.line)}行目を単位の行としました: ${quoted(decision.units)}。`;
    case 'rows-below-header':
      return `ヘッダーの下の${formatCount(decision.lines.length)}行を読み飛ばしました: 「${decision.example}」。`;
    case 'rows-at-end':
      return `${formatCount(decision.line)}行目以降の末尾の${formatCount(decision.rows)}行を注記とみなしました: 「${decision.example}」。`;
    case 'renamed-columns':
      return `重複する列名に番号を付けました: ${quoted(decision.columns.map(({ to }) => to))}。`;
    case 'empty-last-column':
      return 'すべての行が区切り文字で終わるため、その後ろの空の列を除きました。';
    case 'header-one-short':
      return `ヘッダーの列名が行のセル数より1つ少ないため、最初の列を番号の列「${decision.column}」とみなしました。`;
    case 'separated-by-blanks':
      return 'セルは空白で区切られています。';
    case 'decimal-comma':
      return `${quoted(decision.columns)}のコンマを小数点として読みました: 「${decision.example}」。`;
    case 'grouped-digits':
      return `桁区切りのある数字を1つの数値として読みました: ${cells(decision.columns)}。`;
    case 'percent':
      return `パーセントを割合(小数)として読みました: ${cells(decision.columns)}。`;
    case 'uncertainties':
      return `値を採用し、不確かさは別に保持しました: ${cells(decision.columns)}。`;
    case 'approximate':
      return `概数をそのままの値として扱いました: ${cells(decision.columns)}。`;
    case 'footnotes':
      return `数値の後ろの注記号を無視しました: ${cells(decision.columns)}。`;
    case 'censored':
      return `「<」や「>」の付いた値は${CENSORED[decision.taken]}: ${cells(decision.columns)}。`;
    case 'ranges':
      return `範囲で書かれた値は${RANGES[decision.taken]}: ${cells(decision.columns)}。`;
    case 'sentinels':
      return decision.taken === 'missing'
        ? `他の値からかけ離れ、「値なし」を表すのによく使われる数なので、欠損値として扱いました: ${cells(decision.columns)}。`
        : `他の値からかけ離れていますが、数値として扱いました: ${cells(decision.columns)}。`;
    case 'missing-words':
      return `${quoted(
        decision.words.map(({ text }) => text),
        6,
      )}の${formatCount(decision.cells)}個のセルを欠損値として扱いました。`;
    case 'sheet':
      return `${quoted(decision.sheets)}のうち、シート「${decision.sheet}」を読みました。`;
    case 'not-gzip':
      return '名前は.gzで終わりますが圧縮されていないため、そのまま読みました。';
  }
}

export const tableDecisions: Words['tableDecisions'] = {
  title: (count: number) =>
    count === 0 ? 'そのまま読みました' : `読み込み時の判断: ${formatCount(count)}件`,
  line,
  change: '変更',
  encoding: {
    label: '文字コード',
    name: (encoding) => ENCODINGS[encoding],
    option: (encoding, sample) =>
      sample === '' ? ENCODINGS[encoding] : `${ENCODINGS[encoding]}: 「${sample}」`,
  },
  headerRow: 'ヘッダー行',
  headerRowHint: '列名がある行の番号。ない場合は0。',
  firstDataRow: '最初のデータ行',
  firstDataRowHint: '値が始まる行の番号。',
  apply: '読み直す',
  censored: {
    label: '「<」「>」の付いた値',
    value: (choice) =>
      ({
        'leave-out': '除外する',
        bound: '限界値とする',
        half: '限界値の半分とする',
      })[choice],
  },
  ranges: {
    label: '範囲で書かれた値',
    value: (choice) => ({ 'leave-out': '除外する', middle: '中点の値とする' })[choice],
  },
  sentinels: (choice) => SENTINELS[choice],
  unitsAsData: '値の行として扱う',
  rowsAtEndAsData: '値の行として扱う',
  pointDecimals: '小数点はピリオドとする',
  matched: (pairs) =>
    `同じ列とみなしました: ${pairs
      .slice(0, 4)
      .map(({ simulated, measured }) => `「${simulated}」と「${measured}」`)
      .join('、')}${pairs.length > 4 ? `、ほか${formatCount(pairs.length - 4)}組` : ''}。`,
  ends: (column, found, asAtoms) => {
    const marks = found.map(({ mark }) => mark).join('、');
    const count = formatCount(found.reduce((sum, one) => sum + one.cells, 0));
    return asAtoms
      ? `「${column}」: ${count}個のセルにある${marks}を原子とみなしました。`
      : `「${column}」: ${count}個のセルにある${marks}を繰り返し単位の末端とみなしました。`;
  },
  endsAsAtoms: (asAtoms) => (asAtoms ? '末端として扱う' : '原子として扱う'),
  keepApart: '別の列として扱う',
  unitsApart: (simulated, measured, from, to) =>
    `「${simulated}」の単位は${from}、「${measured}」の単位は${to}です。`,
  convertColumn: (to) => `計算値を${to}に換算する`,
};
