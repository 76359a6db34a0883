/** Reads a text in the encoding that a person chose or that its bytes show, and says which it was where it is a guess. */
import { plainEncodingOf } from '../file-form.ts';
import { TableFailure } from '../table-error.ts';
import type { TableDecision } from '../table-decision.ts';
import type { TextEncodingName } from '../text-chunks.ts';
import { guessEncodings, LEAST_SCORE, type EncodingGuess } from './encoding.ts';

export interface ReadText<T> {
  readonly result: T;
  readonly encoding: TextEncodingName;
  readonly decision?: TableDecision;
}

const SAMPLE_BYTES = 200_000;

/**
 * `act` reads the whole text in one encoding and throws TableFailure 'wrong-encoding' where the bytes are not of it;
 * `bytes` gives the file's content once more. Throws 'wrong-encoding' with what it could be where no guess is good.
 */
export async function readText<T>(
  start: Uint8Array,
  chosen: TextEncodingName | undefined,
  bytes: () => AsyncIterable<Uint8Array>,
  act: (encoding: TextEncodingName) => Promise<T>,
): Promise<ReadText<T>> {
  const encoding = chosen ?? plainEncodingOf(start) ?? 'utf-8';
  try {
    const result = await act(encoding);
    if (chosen === undefined || chosen === 'utf-8') return { result, encoding };
    return { result, encoding, ...decided(encoding, await guesses(bytes())) };
  } catch (error) {
    if (!(error instanceof TableFailure) || error.detail.code !== 'wrong-encoding') throw error;
    const found = await guesses(bytes());
    const [best] = found;
    const certain = chosen === undefined && best !== undefined && best.score >= LEAST_SCORE;
    if (!certain) throw new TableFailure({ ...error.detail, others: offers(found, encoding) });
    const result = await act(best.encoding);
    return { result, encoding: best.encoding, ...decided(best.encoding, found) };
  }
}

function decided(
  encoding: TextEncodingName,
  found: readonly EncodingGuess[],
): { decision?: TableDecision } {
  const samples = found.find((one) => one.encoding === encoding)?.samples ?? [];
  if (found.length === 0) return {};
  return { decision: { code: 'encoding', encoding, samples, others: offers(found, encoding) } };
}

function offers(
  found: readonly EncodingGuess[],
  not: TextEncodingName,
): { encoding: TextEncodingName; sample: string }[] {
  return found
    .filter((one) => one.encoding !== not)
    .map(({ encoding, samples }) => ({ encoding, sample: samples[0] ?? '' }));
}

async function guesses(bytes: AsyncIterable<Uint8Array>): Promise<readonly EncodingGuess[]> {
  return guessEncodings(await linesBeyondAscii(bytes));
}

/** Whole lines that hold a byte beyond ASCII (or an escape), as far as a guess needs them. */
async function linesBeyondAscii(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const kept: number[] = [];
  let line: number[] = [];
  let beyond = false;
  for await (const piece of pieces) {
    for (const byte of piece) {
      if (line.length < SAMPLE_BYTES) line.push(byte);
      if (byte > 127 || byte === 0x1b) beyond = true;
      if (byte !== 10) continue;
      if (beyond) for (const one of line) kept.push(one);
      line = [];
      beyond = false;
    }
    if (kept.length >= SAMPLE_BYTES) break;
  }
  if (beyond) for (const one of line) kept.push(one);
  return Uint8Array.from(kept);
}
