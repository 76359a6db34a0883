/** Where the program speaks: words, messages on stderr, JSON on stdout or into a file that is never half written. */
import { renameSync, writeFileSync, writeSync } from 'node:fs';
import type { Words } from '../words/words.ts';
import { detailOf, Failure } from './failure.ts';

export interface Terminal {
  readonly words: Words;
  /** A message, on a line of its own. */
  readonly say: (text: string) => void;
  /** Something that passes: it stays on one line of a terminal, and is left out of a log. */
  readonly pass: (text: string) => void;
}

const STDERR = 2;

export function createTerminal(words: Words, quiet: boolean): Terminal {
  const live = process.stderr.isTTY;
  let passing = false;
  return {
    words,
    say(text) {
      writeSync(STDERR, `${passing ? '\r\u001B[K' : ''}${text}\n`);
      passing = false;
    },
    pass(text) {
      if (!live || quiet) return;
      writeSync(STDERR, `\r\u001B[K${text}`);
      passing = true;
    },
  };
}

/** The whole text or what was there before: it is written beside and renamed. Throws Failure. */
export function writeWhole(words: Words, file: string, text: string): void {
  const beside = `${file}.${process.pid}.new`;
  try {
    writeFileSync(beside, text, { flush: true });
    renameSync(beside, file);
  } catch (error) {
    throw new Failure(words.cli.unwritable(file, detailOf(error)));
  }
}

/** Into the file, or onto stdout where none is named. */
export async function deliver(words: Words, file: string | undefined, text: string): Promise<void> {
  if (file !== undefined) writeWhole(words, file, text);
  else await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
}
