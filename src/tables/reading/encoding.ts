/**
 * In which encoding a text that is not UTF-8 was written: every candidate decodes a piece of it, and the one whose
 * result looks most like what people write wins. A guess, which is told and can be changed.
 */
import type { TextEncodingName } from '../text-chunks.ts';
import { CHINESE, JAPANESE } from './frequent-characters.ts';

/** Those that older programs wrote, by the names that TextDecoder knows (its shift_jis is Windows' code page 932). */
export const OTHER_ENCODINGS = [
  'shift_jis',
  'euc-jp',
  'gb18030',
  'euc-kr',
  'big5',
  'windows-1252',
  'windows-1251',
  'iso-2022-jp',
] as const satisfies readonly TextEncodingName[];

export interface EncodingGuess {
  readonly encoding: TextEncodingName;
  /** 0 to 1: how much of what is beyond ASCII is as expected. */
  readonly score: number;
  /** Up to two pieces of the text, for the eye. */
  readonly samples: readonly string[];
}

/** Below this a guess is not worth being made: the person has to choose. */
export const LEAST_SCORE = 0.45;

/**
 * The encodings in which the bytes (lines with something beyond ASCII) can be read, the likeliest first; none where the
 * text is UTF-8 with a few bad bytes.
 */
export function guessEncodings(bytes: Uint8Array): readonly EncodingGuess[] {
  if (bytes.length === 0 || isMostlyUtf8(bytes)) return [];
  return OTHER_ENCODINGS.flatMap((encoding) => {
    const text = decoded(bytes, encoding);
    if (text === undefined) return [];
    return [{ encoding, score: scoreOf(text, encoding), samples: samplesOf(text) }];
  }).sort((a, b) => b.score - a.score);
}

/** UTF-16 without a mark: ASCII's zero bytes stand on one side only. */
export function wideByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 8) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  const order =
    odd > 0.1 * pairs && even < 0.02 * pairs
      ? 'utf-16le'
      : even > 0.1 * pairs && odd < 0.02 * pairs
        ? 'utf-16be'
        : undefined;
  if (order === undefined) return undefined;
  // Whole numbers of a binary file have such zeros too, but do not spell text.
  const text = new TextDecoder(order).decode(bytes.subarray(0, length));
  const plain = text.match(/[\t\r\n\x20-\x7e\u3041-\u30fe\uff01-\uff5e]/g)?.length ?? 0;
  return plain >= 0.3 * text.length ? order : undefined;
}

/** JIS escapes: seven-bit, so that it would pass for ASCII. */
export function isIso2022Jp(bytes: Uint8Array): boolean {
  for (let i = 0; i + 2 < bytes.length; i++) {
    if (
      bytes[i] === 0x1b &&
      bytes[i + 1] === 0x24 &&
      (bytes[i + 2] === 0x42 || bytes[i + 2] === 0x40)
    )
      return true;
  }
  return false;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-8 but for a few bytes: damaged, and no other encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\uFFFD') bad++;
    else if (character > '\u00ff') good++;
  }
  return good > 10 * bad;
}

const LATIN = 'éèüöäßñçàâêîôåøæáíóúãõëïìòùûÉÈÜÖÄÇÀÅØÆÁÍÓÚÑÊœŒžŽšŠ';
const LATIN_MARKS = '°µ±²³·×Å½¼¾¹º™€–—‘’“”…§®©ΔÐðþÞ÷';

function scoreOf(text: string, encoding: TextEncodingName): number {
  const characters = [...text];
  const kana = /[\u3041-\u30fe]/.test(text);
  let sum = 0;
  let count = 0;
  let halfKana = 0;
  characters.forEach((character, i) => {
    if (character <= '\u007f') return;
    count++;
    if (/[\uff66-\uff9f]/.test(character)) halfKana++;
    sum += weight(character, characters[i - 1] ?? '', characters[i + 1] ?? '', encoding, kana);
  });
  // Half-width kana alone are what any bytes give; beside other Japanese they are what people wrote.
  if (halfKana > 0.5 * count) sum -= 0.5 * halfKana;
  return count > 0 ? Math.max(0, sum / count) : 0;
}

function weight(
  character: string,
  before: string,
  after: string,
  encoding: TextEncodingName,
  kana: boolean,
): number {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code < 0xf900)) return -1;
  switch (encoding) {
    case 'windows-1252': {
      const alone = before <= '\u007f' || after <= '\u007f';
      if (character === '\u00a0') return /[\d ]/.test(before) && alone ? 0.8 : 0.2;
      if (LATIN_MARKS.includes(character)) return alone ? 0.8 : 0.2;
      // A letter stands among letters.
      const inWord = /[A-Za-z]/.test(before) || /[A-Za-z]/.test(after);
      return LATIN.includes(character) && alone && inWord ? 0.9 : 0.02;
    }
    case 'windows-1251': {
      const letter = /[\u0410-\u044fёЁ]/;
      if (!letter.test(character)) return LATIN_MARKS.includes(character) ? 0.4 : 0;
      const small = character === character.toLowerCase();
      const shouts = !small && letter.test(before) && before === before.toLowerCase();
      if (shouts) return -0.5;
      return letter.test(before) || letter.test(after) ? (small ? 0.85 : 0.6) : 0.05;
    }
    case 'shift_jis':
    case 'euc-jp':
    case 'iso-2022-jp':
      if (/[\u3041-\u30fe]/.test(character)) return 1;
      if (JAPANESE.has(character)) return 1;
      if (/[\uff66-\uff9f]/.test(character)) return encoding === 'shift_jis' ? 0.6 : 0.2;
      return shared(character, 0.3);
    case 'euc-kr':
      if (/[\uac00-\ud7a3]/.test(character)) return 1;
      return shared(character, 0.1);
    case 'gb18030':
    case 'big5':
      // GB has kana too: a text that needs them is Japanese.
      if (/[\u3041-\u30fe]/.test(character)) return 0.2;
      if (CHINESE.has(character)) return kana ? 0.6 : 1;
      return shared(character, 0.3);
    default:
      return 0;
  }
}

/** Marks that all East Asian encodings have, and ideographs that are not frequent. */
function shared(character: string, rare: number): number {
  if (
    /[\uff01-\uff5e\u3000-\u3011℃％°±×÷μΩ→αβγδεθλσφω√∞～―－‐・Å·²³\u2160-\u217b①-⑳㎡㎝㎏㎜㈱№]/u.test(
      character,
    )
  )
    return 0.7;
  return /[\u4e00-\u9fff]/.test(character) ? rare : 0.1;
}

function samplesOf(text: string): string[] {
  const found = text
    .split(/[\t;,|\r\n"]/)
    .map((cell) => cell.trim())
    .filter((cell) => [...cell].some((character) => character > '\u007f'));
  return [...new Set(found)].slice(0, 2).map((cell) => cell.slice(0, 40));
}
