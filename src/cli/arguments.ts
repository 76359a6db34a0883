/** What each command takes, once: the parser, the help and the commands read it from here. */
import { parseArgs } from 'node:util';
import type { Words } from '../words/words.ts';
import { Failure } from './failure.ts';

interface Option {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What stands for its value in the help. */
  readonly value?: string;
  /** Its sentence, where another option of that name has one too. */
  readonly text?: keyof Words['cli']['options'];
}

const flag = { type: 'boolean' } as const;
const one = <V extends string>(value: V) => ({ type: 'string', value }) as const;
const many = <V extends string>(value: V) => ({ type: 'string', multiple: true, value }) as const;

const tables = { simulated: many('FILE'), measured: many('FILE') } as const;
const experiment = {
  ...tables,
  spec: one('FILE'),
  link: one('LINK'),
  'other-tables': flag,
  target: { ...one('NAME'), text: 'column' },
  'simulated-target': one('NAME'),
  sizes: one('LIST'),
  samples: one('LIST'),
  trials: one('NUMBER'),
  seed: one('NUMBER'),
  set: many('KEY=VALUE'),
} as const;
const out = { out: one('FILE') } as const;
const running = { workers: one('NUMBER'), quiet: flag } as const;

export const COMMANDS = {
  run: {
    takes: '',
    options: { ...experiment, ...out, ...running, shard: one('I/K'), unit: many('ID') },
  },
  law: {
    takes: 'FILE',
    options: {
      target: one('NUMBER'),
      metric: one('NAME'),
      'value-per-error': one('NUMBER'),
      'cost-per-sample': one('NUMBER'),
      'smallest-gain': one('NUMBER'),
      ...out,
    },
  },
  plan: { takes: '', options: { ...experiment, shard: one('I/K'), ...out } },
  merge: { takes: 'FILE...', options: out },
  verify: { takes: 'FILE|LINK', options: { ...tables, ...running, ...out } },
} as const satisfies Readonly<
  Record<string, { readonly takes: string; readonly options: Readonly<Record<string, Option>> }>
>;

export type CommandName = keyof typeof COMMANDS;

export const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

type ValueOf<O> = O extends { readonly type: 'boolean' }
  ? boolean
  : O extends { readonly multiple: true }
    ? readonly string[]
    : string;

/** The values of a command's options; what was not given is absent. */
export type Values<C extends CommandName> = {
  readonly [K in keyof (typeof COMMANDS)[C]['options']]?: ValueOf<
    (typeof COMMANDS)[C]['options'][K]
  >;
};

/** Options of an experiment, as `run` and `plan` share them. */
export type ExperimentValues = {
  readonly [K in keyof typeof experiment]?: ValueOf<(typeof experiment)[K]>;
};

export interface Arguments<C extends CommandName> {
  readonly values: Values<C>;
  readonly files: readonly string[];
  readonly help: boolean;
}

/** Throws Failure for an option that the command does not have, or a value that is missing. */
export function readArguments<C extends CommandName>(
  words: Words,
  command: C,
  args: readonly string[],
): Arguments<C> {
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {
    help: flag,
  };
  for (const [name, option] of Object.entries<Option>(COMMANDS[command].options)) {
    const { type, multiple = false } = option;
    options[name] = { type, multiple };
  }
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const { help, ...values } = parsed.values;
    return { values: values as Values<C>, files: parsed.positionals, help: help === true };
  } catch (error) {
    throw new Failure(words.cli.badArguments(String((error as Error).message), command));
  }
}

/** How a command is called and what each option does. */
export function helpOf(words: Words, command: CommandName): string {
  const { takes, options } = COMMANDS[command];
  const rows = Object.entries<Option>(options).map(
    ([name, { value, text }]) =>
      [
        `--${name}${value === undefined ? '' : ` ${value}`}`,
        words.cli.options[text ?? (name as keyof Words['cli']['options'])],
      ] as const,
  );
  return [
    `${words.cli.usage}: sim2real ${[command, takes, '[--…]'].filter((part) => part !== '').join(' ')}`,
    wrapped(words.cli.about[command], 0),
    `${words.cli.optionsTitle}:`,
    laidOut([...rows, ['--help', words.cli.options.help]]),
  ].join('\n\n');
}

export function generalHelp(words: Words): string {
  return [
    wrapped(words.cli.about.all, 0),
    `${words.cli.commands}:`,
    laidOut(
      (Object.keys(COMMANDS) as CommandName[]).map((name) => [
        `sim2real ${name}`,
        firstSentence(words.cli.about[name]),
      ]),
    ),
    laidOut([
      ['sim2real COMMAND --help', words.cli.options.help],
      ['sim2real --version', words.cli.options.version],
    ]),
  ].join('\n\n');
}

const firstSentence = (text: string): string => text.slice(0, text.indexOf('. ') + 1) || text;

const WIDTH = 100;

/** Two columns. */
function laidOut(rows: readonly (readonly [string, string])[]): string {
  const indent = Math.max(...rows.map(([left]) => left.length)) + 4;
  return rows
    .map(([left, right]) => `  ${left}`.padEnd(indent) + wrapped(right, indent))
    .join('\n');
}

/** Broken between words; further lines are indented. */
function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
