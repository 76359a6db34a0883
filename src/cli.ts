/**
 * sim2real: the same experiment without a window. Messages go to stderr, JSON to stdout or into a file; bad input ends with
 * exit code 1 and a sentence. Reading, preparation, training and findings are the page's own rooms.
 */
import { PROTOCOL_VERSION } from './sweep/identity.ts';
import { WASM_ENGINE_VERSION } from './training/wasm/engine.ts';
import { preferredLanguage, loadWords } from './words/words.ts';
import {
  generalHelp,
  helpOf,
  isCommand,
  readArguments,
  type CommandName,
} from './cli/arguments.ts';
import { Failure } from './cli/failure.ts';
import { createTerminal, deliver, type Terminal } from './cli/terminal.ts';

const words = await loadWords(preferredLanguage([(process.env.LANG ?? '').replace('_', '-')]));

/** Resolves with the exit code. */
async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') return print(generalHelp(words));
  if (name === '--version') {
    return print(words.cli.version(__APP_VERSION__, WASM_ENGINE_VERSION, PROTOCOL_VERSION));
  }
  if (!isCommand(name)) throw new Failure(words.cli.unknownCommand(name));
  return perform(name, args);
}

/** Each command loads what it needs. */
async function perform(name: CommandName, args: readonly string[]): Promise<number> {
  switch (name) {
    case 'run': {
      const read = readArguments(words, name, args);
      if (read.help) return print(helpOf(words, name));
      noFiles(name, read.files);
      const { run } = await import('./cli/commands/run.ts');
      return run(terminal(read.values.quiet), read.values);
    }
    case 'plan': {
      const read = readArguments(words, name, args);
      if (read.help) return print(helpOf(words, name));
      noFiles(name, read.files);
      const { plan } = await import('./cli/commands/plan.ts');
      return plan(terminal(), read.values);
    }
    case 'law': {
      const read = readArguments(words, name, args);
      if (read.help) return print(helpOf(words, name));
      const { law } = await import('./cli/commands/law.ts');
      return law(terminal(), read.values, oneFile(name, read.files));
    }
    case 'merge': {
      const read = readArguments(words, name, args);
      if (read.help) return print(helpOf(words, name));
      const { merge } = await import('./cli/commands/merge.ts');
      return merge(terminal(), read.values, read.files);
    }
    case 'verify': {
      const read = readArguments(words, name, args);
      if (read.help) return print(helpOf(words, name));
      const { verify } = await import('./cli/commands/verify.ts');
      return verify(terminal(read.values.quiet), read.values, oneFile(name, read.files));
    }
  }
}

const terminal = (quiet = false): Terminal => createTerminal(words, quiet);

async function print(text: string): Promise<number> {
  await deliver(words, undefined, `${text}\n`);
  return 0;
}

function oneFile(command: CommandName, files: readonly string[]): string {
  const [file, second] = files;
  if (file === undefined) throw new Failure(words.cli.missingFile(command));
  if (second !== undefined) throw new Failure(words.cli.oneFileOnly(command));
  return file;
}

function noFiles(command: CommandName, files: readonly string[]): void {
  const [file] = files;
  if (file !== undefined) throw new Failure(words.cli.unexpectedFile(command, file));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  terminal().say(error.message);
  process.exitCode = error.exitCode;
}
