/** What the options change of an experiment: --target, --sizes and the like, and --set for everything else that it has. */
import type { ExperimentDocument, SeriesDocument, TypedSettings } from '../experiment/document.ts';
import { parseDocument } from '../experiment/parse.ts';
import { withChoices, withTarget } from '../experiment/series-changes.ts';
import { seriesView } from '../experiment/series-choice.ts';
import { withTyped } from '../experiment/settings.ts';
import type { TableLookup } from '../experiment/to-spec.ts';
import { columnOf, type Table } from '../tables/table.ts';
import type { Words } from '../words/words.ts';
import type { ExperimentValues } from './arguments.ts';
import { Failure } from './failure.ts';

/** The document with what the options say. Throws Failure for what no experiment can be. */
export function changed(
  words: Words,
  document: ExperimentDocument,
  tables: TableLookup,
  values: ExperimentValues,
): ExperimentDocument {
  const settings = settingsIn(words, values);
  const choices = choicesIn(words, values);
  const { source } = document;
  const next: ExperimentDocument = {
    ...document,
    settings: withTyped(document.settings, settings),
    source:
      source.kind === 'tables'
        ? {
            ...source,
            series: source.series.map((one) => {
              const simulated = tables.get(source.simulated[one.simulated]?.fingerprint ?? '');
              const measured = tables.get(source.measured[one.measured]?.fingerprint ?? '');
              const chosen = withChoices(one, choices);
              return simulated && measured
                ? withTargets(words, chosen, simulated, measured, values)
                : chosen;
            }),
          }
        : source,
  };
  if (source.kind !== 'tables' && values.target !== undefined) {
    throw new Failure(words.cli.noTargetInLesson);
  }
  // What the options brought is judged as if it came from a file.
  const parsed = parseDocument(next);
  if (!parsed.ok) throw new Failure(words.document.problem(parsed.problem));
  const [note] = parsed.notes;
  if (note) throw new Failure(words.cli.badSetting(note.path.replace(/^settings\./, '')));
  return parsed.document;
}

function withTargets(
  words: Words,
  series: SeriesDocument,
  simulated: Table,
  measured: Table,
  values: ExperimentValues,
): SeriesDocument {
  const { target } = values;
  const source = values['simulated-target'];
  const check = (option: string, table: Table, column: string) => {
    if (!columnOf(table, column)) {
      throw new Failure(words.cli.unknownColumn(option, column, table.name));
    }
  };
  let next = series;
  const choose = (side: 'simulated' | 'measured', column: string) => {
    next = withTarget(next, seriesView(next, simulated, measured).roles, side, column);
  };
  if (target !== undefined) {
    check('target', measured, target);
    choose('measured', target);
    if (source === undefined && columnOf(simulated, target)) choose('simulated', target);
  }
  if (source !== undefined) {
    check('simulated-target', simulated, source);
    choose('simulated', source);
  }
  return next;
}

/** What stands before the first dot of a --set. */
const CHOICES = 'choices';

function pairsIn(words: Words, { set = [] }: ExperimentValues) {
  return set.map((text) => {
    const match = /^([A-Za-z]+)(?:\.([A-Za-z]+))?=(.*)$/s.exec(text.trim());
    const [, first, second, value] = match ?? [];
    if (first === undefined || value === undefined) throw new Failure(words.cli.notASetting(text));
    return { first, second, value };
  });
}

function settingsIn(words: Words, values: ExperimentValues): TypedSettings {
  const plain = { sizes: values.sizes, measured: values.samples, ...oneEach(values) };
  let settings: TypedSettings = Object.fromEntries(
    Object.entries(plain).filter(([, value]) => value !== undefined),
  );
  for (const { first, second, value } of pairsIn(words, values)) {
    if (first === CHOICES) continue;
    settings = withTyped(settings, { [first]: second === undefined ? value : { [second]: value } });
  }
  return settings;
}

const oneEach = ({ trials, seed }: ExperimentValues) => ({ trials, seed });

/** Flags and lists are written as in JSON; everything else is a text. */
function choicesIn(words: Words, values: ExperimentValues): Record<string, unknown> {
  return Object.fromEntries(
    pairsIn(words, values)
      .filter(({ first }) => first === CHOICES)
      .map(({ second, value }) => {
        if (second === undefined) throw new Failure(words.cli.notASetting(`${CHOICES}=${value}`));
        return [second, valueOf(value)];
      }),
  );
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
