/**
 * What stands in an experiment unless a link says otherwise. Part of the format e1 and therefore never changed: the page's own
 * defaults and guesses may get better, and links of every release still mean what they meant. A member that a later release
 * adds to the document may be added here, with what its absence means.
 */
import type { ExperimentDocument } from '../experiment/document.ts';
import type { Plain } from '../experiment/parsing/plain.ts';
import { isObject } from '../experiment/parsing/shape.ts';
import { canonicalJson } from '../hashing.ts';

type Members = { readonly [key: string]: Plain };

const SETTINGS: Members = {
  sizes: '100, 200, 400, 800',
  measured: '50',
  trials: '3',
  seed: '1',
  testShare: '0.3',
  leakRule: 'own',
  hidden: '128, 128',
  activation: 'relu',
  fixedSteps: '500',
  pretraining: {
    learningRate: '0.001',
    batch: '64',
    maxSteps: '6000',
    evaluationInterval: '100',
    patience: '10',
    weightDecay: '0',
    decay: 'constant',
    loss: 'mse',
  },
  fineTuning: {
    learningRate: '0.0003',
    batch: '16',
    maxSteps: '6000',
    evaluationInterval: '100',
    patience: '10',
    weightDecay: '0',
    decay: 'constant',
    loss: 'mse',
  },
};

const DOCUMENT: Members = {
  format: 'sim2real-experiment',
  version: 1,
  title: null,
  extra: [],
  engine: 'automatic',
  worth: { valuePerError: '', costPerSample: '', smallestGain: '' },
  view: { metric: 'mae', m: null, target: null, showBeyond: false, hidden: [] },
};

const SERIES: Members = {
  simulated: 0,
  measured: 0,
  roles: null,
  choices: {
    columnsApart: [],
    columnsConverted: [],
    leaveOutOdd: false,
    convert: false,
    repeats: 'keep',
    logTarget: false,
    groupColumn: null,
    testColumn: null,
    sameProperty: null,
    moreTargets: [],
    descriptors: {},
  },
};

const TABLE: Members = { rows: null, columns: null, read: {} };

/** The document's members that differ. Settings that nobody typed are null: absent ones are the defaults above. */
export function withoutDefaults(document: ExperimentDocument): Members {
  const { settings, source, ...rest } = document as unknown as Members;
  return {
    ...differing(rest, DOCUMENT),
    ...member('settings', { ...differingSettings(settings, SETTINGS) }),
    source: sourceWith(source, (item, base) => differing(item, base)),
  };
}

/** The document again, for `parseDocument` to judge. Whatever is given, an object comes back. */
export function withDefaults(given: Plain | undefined): Members {
  const { settings, source, ...rest } = isObject(given) ? given : {};
  return {
    ...completed(rest, DOCUMENT),
    settings: completedSettings(settings, SETTINGS),
    source: sourceWith(source, (item, base) => completed(item, base)),
  };
}

const member = (key: string, value: Members): Members =>
  Object.keys(value).length > 0 ? { [key]: value } : {};

function differing(value: Members, base: Members): Members {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]): [string, Plain][] => {
      const normal = Object.hasOwn(base, key) ? base[key] : undefined;
      if (normal !== undefined && canonicalJson(one) === canonicalJson(normal)) return [];
      // What has no members by default has names of columns: they stand there whole.
      const deeper = isObject(one) && isObject(normal) && Object.keys(normal).length > 0;
      return [[key, deeper ? differing(one, normal) : one]];
    }),
  );
}

function completed(value: Members, base: Members): Members {
  const members = Object.entries(value).map(([key, one]): [string, Plain] => {
    const normal = Object.hasOwn(base, key) ? base[key] : undefined;
    const deeper = isObject(one) && isObject(normal) && Object.keys(normal).length > 0;
    return [key, deeper ? completed(one, normal) : one];
  });
  return { ...base, ...Object.fromEntries(members) };
}

function differingSettings(typed: Plain | undefined, base: Members): Members {
  const settings = isObject(typed) ? typed : {};
  const absent = Object.keys(base).filter((key) => !Object.hasOwn(settings, key));
  const members = Object.entries(settings).flatMap(([key, one]): [string, Plain][] => {
    const normal = Object.hasOwn(base, key) ? base[key] : undefined;
    if (isObject(one) && isObject(normal)) {
      const deeper = differingSettings(one, normal);
      return Object.keys(deeper).length > 0 ? [[key, deeper]] : [];
    }
    return one === normal ? [] : [[key, one]];
  });
  return Object.fromEntries<Plain>([
    ...members,
    ...absent.map((key): [string, null] => [key, null]),
  ]);
}

function completedSettings(given: Plain | undefined, base: Members): Members {
  const settings = isObject(given) ? given : {};
  const keys = new Set([...Object.keys(base), ...Object.keys(settings)]);
  return Object.fromEntries(
    [...keys].flatMap((key): [string, Plain][] => {
      const normal = Object.hasOwn(base, key) ? base[key] : undefined;
      const one = Object.hasOwn(settings, key) ? settings[key] : normal;
      if (one === null || one === undefined) return [];
      return [[key, isObject(normal) && isObject(one) ? completedSettings(one, normal) : one]];
    }),
  );
}

/** The source with every table and series by itself made shorter, or whole again. */
function sourceWith(
  source: Plain | undefined,
  each: (item: Members, base: Members) => Members,
): Plain {
  if (!isObject(source)) return source ?? null;
  const items = (list: Plain | undefined, base: Members): Plain =>
    Array.isArray(list)
      ? (list as readonly Plain[]).map((item) => (isObject(item) ? each(item, base) : item))
      : (list ?? []);
  if (source.kind !== 'tables') return source;
  return {
    ...source,
    simulated: items(source.simulated, TABLE),
    measured: items(source.measured, TABLE),
    series: items(source.series, SERIES),
  };
}
