/** What a person had chosen, read back from the descriptors of a series in a file of the first version. */
import { DEFAULT_CHOICES } from '../experiment/defaults.ts';
import type { RoleChoice, SeriesChoices, SeriesDocument } from '../experiment/document.ts';
import type { Plain } from '../experiment/parsing/plain.ts';
import { isObject } from '../experiment/parsing/shape.ts';
import type { Series1 } from './results-version-1.ts';

type Members = { readonly [key: string]: Plain };

/** What is of no use in it is left to the document's reader, through which all of this goes. */
export function choicesOf(series: Series1): Pick<SeriesDocument, 'roles' | 'choices'> {
  const { simulatedTargets, measuredTarget, sameProperty } = series;
  const descriptors = isObject(series.descriptors) ? series.descriptors : {};
  const named = (value: Plain | undefined) => (typeof value === 'string' ? value : null);
  const columns = itemsOf(descriptors.plan).filter(isObject).flatMap(columnsOf);
  const choices: SeriesChoices = {
    ...DEFAULT_CHOICES,
    // Rows with such cells were left out, or there were none.
    leaveOutOdd: true,
    convert: isObject(descriptors.conversion),
    repeats: descriptors.repeats === 'average' ? 'average' : 'keep',
    logTarget: descriptors.target === 'log10',
    groupColumn: named(descriptors.groups),
    testColumn: named(descriptors.test),
    sameProperty,
    moreTargets: simulatedTargets.slice(1),
    descriptors: Object.fromEntries(columns.map(({ name, options }) => [name, options])),
  };
  const withCondition = (wanted: boolean) =>
    columns.filter(({ condition }) => condition === wanted).map(({ name }) => name);
  const roles: RoleChoice = {
    inputs: withCondition(false),
    conditions: withCondition(true),
    simulatedTarget: simulatedTargets[0] ?? null,
    measuredTarget,
  };
  return { roles, choices };
}

interface Column1 {
  readonly name: string;
  readonly condition: boolean;
  readonly options: Members;
}

/** The columns of one part of a plan. */
function columnsOf(part: Members): Column1[] {
  const condition = part.condition === true;
  const names = (value: Plain | undefined) =>
    itemsOf(value).filter((one): one is string => typeof one === 'string');
  if (part.kind === 'numbers') {
    const log = names(part.log);
    return names(part.columns).map((name) => ({
      name,
      condition,
      options: { log: log.includes(name) },
    }));
  }
  return names([part.column ?? null]).map((name) => ({
    name,
    condition,
    options: optionsOf(part),
  }));
}

function optionsOf({ kind, fingerprints, physical, statistics }: Members): Members {
  switch (kind) {
    case 'smiles':
      return {
        readAs: 'smiles',
        ...(fingerprints === undefined ? {} : { fingerprint: itemsOf(fingerprints)[0] ?? 'none' }),
        ...(physical === undefined ? {} : { physical }),
      };
    case 'composition':
      return { readAs: 'formula', ...(statistics === undefined ? {} : { statistics }) };
    default:
      return { readAs: 'category' };
  }
}

const itemsOf = (value: Plain | undefined): readonly Plain[] =>
  Array.isArray(value) ? (value as readonly Plain[]) : [];
