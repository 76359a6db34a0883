/** What the command line says: help, progress, what is wrong and what to do. Plain text without markup. */
import type { LinkProblem } from '../../sharing/link.ts';
import type { UniteProblem } from '../../sharing/unite-files.ts';
import type { Side } from '../../tables/side.ts';
import { document } from './document.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

const points = (count: number) => `${formatCount(count)} ${count === 1 ? 'point' : 'points'}`;
const units = (count: number) => `${formatCount(count)} ${count === 1 ? 'unit' : 'units'}`;

/** One sentence or two about each command; how it is called and its options are laid out by the program. */
const about = {
  all: 'How many simulations are enough: error(n) = D n^-alpha + C. Messages stand on stderr, JSON on stdout or in the file after --out.',
  run: 'Trains what is missing of an experiment on every core, by the WebAssembly engine: the same bits as on the page. Each point is kept in FILE.part as soon as it is there; Ctrl+C keeps what is finished, and the same command goes on from there.',
  law: 'The law, its intervals and what follows from it. FILE: results (JSON), records (CSV), or a list of n, error or n, trial, error in any table format.',
  plan: 'The experiment with every choice made explicit, and its units: what is trained together, its points, and what it costs in steps of pretraining.',
  merge:
    'Results files of one experiment become one; the same point in two files counts once. A folder stands for the .json files in it. The laws are of all points.',
  verify:
    'Trains every point again that a results file or a link has, and compares. Ends with 0 when all are identical, bit for bit, with 3 when they are within what different engines explain, and with 1 when they differ.',
} as const;

/** What each option is for. */
const options = {
  simulated:
    'simulated table (CSV, TSV, Excel, Parquet, JSON; plain or gzipped); repeat it for several',
  measured:
    'measured table; repeat it for several: every simulated table goes with every measured one',
  spec: 'an experiment, or a results file of the page or of this program',
  link: 'a link of the page, or what stands in it from #e1= on',
  'other-tables': 'take these tables although the experiment was made with others',
  column: 'measured column to predict; also the simulated one where that table has it',
  'simulated-target': 'simulated column to pretrain on',
  sizes: 'numbers of simulated samples, such as 100,200,400,800',
  samples: 'numbers of measured samples m, such as 25,50',
  trials: 'how often everything is drawn anew',
  seed: 'what all chance follows from',
  set: 'any other setting, such as hidden=64,64 or pretraining.maxSteps=2000 or choices.repeats=average; repeat it for several',
  out: 'where the JSON goes; without it to stdout',
  workers: 'threads; as many as there are cores',
  shard: 'only the first number of so many parts that cost about the same, such as 1/3',
  unit: 'only this unit of the plan; repeat it for several',
  quiet: 'no progress',
  target: 'the error to reach, in the unit of the errors',
  metric: 'mae or rmse',
  'value-per-error': 'what one unit of error less is worth',
  'cost-per-sample': 'what one simulation costs, in the same money',
  'smallest-gain': 'the smallest gain of a doubling that is worth having',
  help: 'this text',
  version: 'versions of the program, its engine and its records',
} as const;

const SIDES: Readonly<Record<Side, string>> = { simulated: 'simulated', measured: 'measured' };

const DIFFERS: Readonly<Record<UniteProblem['differs'], string>> = {
  series: 'other tables, columns or descriptors',
  protocol: 'settings that differ in more than sizes, samples and trials',
  version: 'points of the first version of the page, which cannot be gone on with',
};

const shape = (rows: number | null, columns: number | null): string =>
  [
    rows === null ? null : `${formatCount(rows)} rows`,
    columns === null ? null : `${formatCount(columns)} columns`,
  ]
    .filter((one) => one !== null)
    .join(', ');

function linkProblem(problem: LinkProblem): string {
  switch (problem.code) {
    case 'no-link':
      return 'This is no link of the page: there is no #e1= in it.';
    case 'newer-link':
      return `This link was made by a newer version of the page (format ${problem.version}; this one reads up to ${problem.ours}). Update the program.`;
    case 'too-long':
      return `This is no link of the page: it has ${formatCount(problem.letters)} letters; at most ${formatCount(problem.limit)} can be read.`;
    case 'too-large':
      return `This is no link of the page: it would unpack to more than ${formatCount(problem.limit)} bytes.`;
    case 'damaged':
      return 'The link is damaged: it was cut off, or letters of it changed. Copy it once more, in quotes.';
    case 'document':
      return document.problem(problem.problem);
  }
}

export const cli = {
  linkProblem,
  about,
  options,
  usage: 'Usage',
  commands: 'Commands',
  optionsTitle: 'Options',
  version: (app: string, engine: string, protocol: number) =>
    `sim2real ${app} (engine wasm ${engine}, protocol ${protocol})`,
  unknownCommand: (command: string) =>
    `There is no command “${command}”. sim2real --help lists them.`,
  badArguments: (detail: string, command: string) =>
    `${detail.replace(/\.?$/, '.')} sim2real ${command} --help says what it takes.`,
  missingFile: (command: string) =>
    `Which file? sim2real ${command} --help says what the command takes.`,
  unexpectedFile: (command: string, file: string) =>
    `sim2real ${command} does not take “${file}” like this: files are given by their options.`,
  linesLeftOut: (file: string, count: number) =>
    `${file}: ${formatCount(count)} ${count === 1 ? 'line is' : 'lines are'} no record and ${count === 1 ? 'was' : 'were'} left out.`,
  oneFileOnly: (command: string) => `sim2real ${command} takes one file.`,
  notTwoSpecs: 'Give the experiment by --spec or by --link, not by both.',
  noTables: 'Give both tables by --simulated and --measured, or an experiment by --spec or --link.',
  noTable: (side: Side) => `The ${SIDES[side]} table is missing: give it by --${SIDES[side]}.`,
  unreadable: (file: string, detail: string) => `${file} cannot be read: ${detail}`,
  unwritable: (file: string, detail: string) => `${file} cannot be written: ${detail}`,
  noExperimentInList: 'A list of errors has nothing to train. sim2real law works out its law.',
  unknownLesson: (lesson: string) => `There is no built-in experiment “${lesson}”.`,
  notANumber: (option: string, text: string) =>
    `--${option}: “${text}” is not a number above zero.`,
  notAMetric: (text: string) => `--metric: “${text}” is neither mae nor rmse.`,
  notAShard: (text: string) => `--shard: “${text}” is not such as 2/8, from 1/8 to 8/8.`,
  notASetting: (text: string) =>
    `--set: “${text}” is not such as hidden=64,64 or pretraining.maxSteps=2000 or choices.repeats=average.`,
  badSetting: (key: string) =>
    `--set: there is no setting “${key}”, or it cannot be what was given.`,
  unknownColumn: (option: string, column: string, files: string) =>
    `--${option}: ${files} has no column “${column}”.`,
  noTargetInLesson: 'The built-in experiment has one target: leave --target out.',
  unknownUnit: (id: string) =>
    `The plan has no unit “${id}”. sim2real plan with the same tables and settings lists them.`,
  tableMissing: (
    side: Side,
    wanted: {
      readonly name: string;
      readonly rows: number | null;
      readonly columns: number | null;
    },
  ) => {
    const size = shape(wanted.rows, wanted.columns);
    return `The experiment needs the ${SIDES[side]} table ${wanted.name}${size === '' ? '' : ` (${size})`}: give it by --${SIDES[side]}.`;
  },
  otherTable: (
    side: Side,
    wanted: {
      readonly name: string;
      readonly rows: number | null;
      readonly columns: number | null;
    },
    given: { readonly name: string; readonly rows: number; readonly columns: number },
  ) => {
    const before = shape(wanted.rows, wanted.columns);
    const now = shape(given.rows, given.columns);
    const how =
      before === now || before === ''
        ? 'its content differs'
        : `it has ${now}, the experiment’s has ${before}`;
    return `${given.name} is not the ${SIDES[side]} table that the experiment was made with (${wanted.name}): ${how}. Give that one, or add --other-tables for a new experiment with the same settings.`;
  },
  tooManyTables: (side: Side, file: string) =>
    `The experiment has no place for another ${SIDES[side]} table: ${file}.`,
  otherExperiment: (file: string, differs: UniteProblem['differs']) =>
    `${file} holds another experiment: ${DIFFERS[differs]}. Choose another file for --out.`,
  reading: (file: string) => `Reading ${file}`,
  read: (file: string, rows: number, columns: number) => `${file}: ${shape(rows, columns)}`,
  describing: (done: number, total: number) =>
    `Describing materials: ${formatCount(done)} of ${formatCount(total)}`,
  prepared: (label: string, simulated: number, measured: number, features: number) =>
    `${label}: ${formatCount(simulated)} simulated and ${formatCount(measured)} measured rows, ${formatCount(features)} features`,
  planned: (planned: number, done: number, part: string | null) =>
    [
      points(planned) + (part === null ? '' : ` (${part})`),
      ...(done === 0 ? [] : [`${formatCount(done)} of them done before`]),
    ].join(', '),
  ofShard: (shard: number, count: number) => `part ${shard} of ${count}`,
  ofUnits: units,
  planUnits: (count: number, of: number, steps: number) =>
    `${units(count)}, ${points(of)}, about ${formatCount(Math.round(steps))} steps of pretraining in all`,
  progress: (done: number, planned: number, secondsLeft: number | null) =>
    `${formatCount(done)} of ${points(planned)}` +
    (secondsLeft === null ? '' : `, ${numbers.duration(secondsLeft)} left`),
  stopped: (done: number, planned: number, file: string | null) =>
    `Stopped at ${formatCount(done)} of ${points(planned)}. ` +
    (file === null
      ? 'They stand on stdout.'
      : `They stand in ${file}; the same command goes on from there.`),
  finished: (done: number, file: string | null) =>
    file === null ? `Finished: ${points(done)}.` : `Finished: ${points(done)} in ${file}.`,
  incomplete: (missing: number) =>
    `${points(missing)} could not be trained; the messages above say why.`,
  notKept: (count: number, detail: string) =>
    `${points(count)} could not be written while training: ${detail}`,
  merged: (files: number, count: number, file: string | null) =>
    `${formatCount(files)} ${files === 1 ? 'file' : 'files'}, ${points(count)}${file === null ? '' : ` in ${file}`}.`,
  noFiles: 'There are no results files to merge.',
  noPoints: (file: string) => `${file} has no points of a curve.`,
  nothingToVerify: 'There are no points to compare with: it was shared without its results.',
  oldPoints:
    'These points come from the first version of the page, whose splits were drawn in another way; they cannot be trained again.',
  otherProtocol:
    'With these tables and settings the points are those of another experiment: nothing can be compared.',
  curve: (label: string | null, m: number | null, metric: string) =>
    [label, m === null ? null : `m = ${formatCount(m)}`, metric]
      .filter((one) => one !== null)
      .join(', '),
  law: (D: number, alpha: number, C: number) =>
    `error = ${formatValue(D)} n^−${formatValue(alpha)} + ${formatValue(C)}`,
  interval: (name: string, lower: number, upper: number) =>
    `${name} ${numbers.interval(lower, upper)} (90 %)`,
} as const;
