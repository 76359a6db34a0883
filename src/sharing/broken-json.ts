/** Where a text stops being JSON: browsers tell it in different words, or not at all. */
import { countLines } from '../tables/text-chunks.ts';

export interface JsonPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** The offending letters, a few of them; '' at the text's end. */
  readonly found: string;
}

/** What may come next. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'end';

/** null where the text is JSON. Goes over the text once, without recursion. */
export function brokenJsonAt(text: string): JsonPlace | null {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const next: Expected | null =
      end === null ? null : expectedAfter(text.charAt(at), expected, open);
    if (end === null || next === null) return placeOf(text, at);
    expected = next;
    at = skipBlanks(text, end);
  }
  return expected === 'end' ? null : placeOf(text, at);
}

function placeOf(text: string, at: number): JsonPlace {
  return {
    line: countLines(text.slice(0, at)) + 1,
    column: at - text.lastIndexOf('\n', at - 1),
    found: text.slice(at, at + 20).split('\n', 1)[0] ?? '',
  };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text.charAt(at)) && at < text.length) at++;
  return at;
}

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** Behind the token that starts here; null where none does. */
function tokenEnd(text: string, at: number): number | null {
  const first = text.charAt(at);
  if ('[]{},:'.includes(first)) return at + 1;
  if (first === '"') return stringEnd(text, at);
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : null;
}

function stringEnd(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return null;
    if (code !== 0x5c) continue;
    at++;
    const escape = text.charAt(at);
    if (escape === 'u') {
      if (!/^[\da-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) return null;
      at += 4;
    } else if (escape === '' || !'"\\/bfnrt'.includes(escape)) return null;
  }
  return null;
}

/** null where a token with this first letter may not stand. Opens and closes what `open` holds. */
function expectedAfter(first: string, expected: Expected, open: ('[' | '{')[]): Expected | null {
  const wantsValue = expected === 'value' || expected === 'value-or-end';
  const mayEnd = expected !== 'end' && expected.endsWith('-or-end');
  const after = (): Expected => (open.length === 0 ? 'end' : 'comma-or-end');
  switch (first) {
    case '[':
    case '{':
      if (!wantsValue) return null;
      open.push(first);
      return first === '[' ? 'value-or-end' : 'key-or-end';
    case ']':
    case '}':
      if (!mayEnd || open.at(-1) !== (first === ']' ? '[' : '{')) return null;
      open.pop();
      return after();
    case ',':
      if (expected !== 'comma-or-end') return null;
      return open.at(-1) === '{' ? 'key' : 'value';
    case ':':
      return expected === 'colon' ? 'value' : null;
    case '"':
      if (expected === 'key' || expected === 'key-or-end') return 'colon';
      return wantsValue ? after() : null;
    default:
      return wantsValue ? after() : null;
  }
}
