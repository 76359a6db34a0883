/**
 * A link as a text that went through mails and chats: what they put into it or around it comes off again. Total, and in time
 * proportional to the text.
 */

/** Longer texts are no links; addresses end far below. */
export const MOST_LINK_LETTERS = 2_000_000;

export interface LinkText {
  /** The number behind the e: what the payload means. */
  readonly version: number;
  /** Payloads that may be meant, the likeliest first: what blanks separate may belong to it or be a sentence after it. */
  readonly payloads: readonly string[];
}

/** Encoded once by a chat, once more by a mail, and so on. */
const MOST_ENCODINGS = 5;
const MOST_PREFIXES = 20;
const MARK = /(?:^|[^A-Za-z0-9_-])e(\d{1,4})=/;
/** Blanks, invisible marks, and what mails put at the beginning or the end of a line. */
const BREAKS = /(?:=?\r?\n[>|\s]*|[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060\ufeff])+/;

/** null where the text holds nothing like a link. */
export function readLinkText(text: string): LinkText | null {
  const plain = percentDecoded(text);
  const mark = MARK.exec(plain);
  if (!mark) return null;
  const rest = plain.slice(mark.index + mark[0].length).replace(/^[\s>]+/, '');
  return { version: Number(mark[1]), payloads: payloadsIn(rest) };
}

/** Whether an address is meant to carry an experiment: else its hash is a place on the page, or somebody else's. */
export function meansLink(hash: string): boolean {
  return readLinkText(hash.slice(0, 100)) !== null || !/^#?[\w-]{0,60}$/.test(hash);
}

/** What is not encoded correctly stays as it stands. Only ASCII matters: nothing else can be part of a link. */
function percentDecoded(text: string): string {
  let now = text;
  for (let i = 0; i < MOST_ENCODINGS && now.includes('%'); i++) {
    const next = now.replace(/%([0-7][0-9A-Fa-f])/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
    if (next === now) break;
    now = next;
  }
  return now;
}

function payloadsIn(rest: string): string[] {
  const pieces: string[] = [];
  for (const piece of rest.split(BREAKS)) {
    // Base64 of the other alphabet is as good.
    const [letters = ''] = /^[A-Za-z0-9_+/-]*/.exec(piece) ?? [];
    pieces.push(letters.replaceAll('+', '-').replaceAll('/', '_'));
    // Punctuation ends a link.
    if (letters.length < piece.length) break;
  }
  const whole = pieces.join('');
  const found = new Set([whole, whole.replace(/[-_]+$/, '')]);
  // Cut in few pieces and followed by words, or in many and followed by few.
  for (let i = 1; i < pieces.length && i <= MOST_PREFIXES; i++) {
    found.add(pieces.slice(0, i).join(''));
    found.add(pieces.slice(0, -i).join(''));
  }
  return [...found].filter((payload) => payload !== '');
}

/** Base64 without padding, in the alphabet that addresses may have. */
export function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** null where the text is none. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}
