/** Experiment files: written in a fixed order, opened in every version, united, and never an exception. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newDocument } from '../../../src/experiment/defaults.ts';
import { parseDocument } from '../../../src/experiment/parse.ts';
import { DEFAULT_SETTINGS } from '../../../src/experiment/settings.ts';
import { fitPowerLaw } from '../../../src/scaling/index.ts';
import { brokenJsonAt } from '../../../src/sharing/broken-json.ts';
import {
  experimentFile,
  writeExperimentFile,
  type ExperimentFile,
  type FileContents,
} from '../../../src/sharing/experiment-file.ts';
import {
  looksLikeExperimentFile,
  readExperimentFile,
} from '../../../src/sharing/read-experiment-file.ts';
import { lawInResults } from '../../../src/sharing/results-law.ts';
import { uniteFiles } from '../../../src/sharing/unite-files.ts';
import { PROTOCOL, record, SERIES_ID } from './record.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const FOLDER = path.resolve('tests/fixtures/experiment-files');
const golden = (name: string) => readFileSync(path.join(FOLDER, name), 'utf8');

function opened(text: string): ExperimentFile {
  const read = readExperimentFile(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  expect(read.notes).toEqual([]);
  return read.file;
}

const series = {
  id: SERIES_ID,
  label: 'energy',
  simulatedTargets: ['energy'],
  measuredTarget: 'energy',
  sameProperty: true,
  descriptors: { plan: [] },
  protocol: PROTOCOL,
  noiseFloor: null,
};

function contents(change: Partial<FileContents> = {}): FileContents {
  return {
    appVersion: '0.2.0',
    document: {
      ...newDocument({ kind: 'lesson', lesson: 'built-in' }),
      settings: { ...DEFAULT_SETTINGS, sizes: '100, 200' },
    },
    tables: [],
    series: [series],
    records: [],
    laws: [],
    ...change,
  };
}

describe('writing', () => {
  test('keeps the names and the order that stay', () => {
    const file = experimentFile(contents());
    expect(Object.keys(file)).toEqual([
      'format',
      'version',
      'appVersion',
      'protocolVersion',
      'document',
      'tables',
      'series',
      'spec',
      'records',
      'laws',
    ]);
    expect(file).toMatchObject({
      format: 'sim2real-results',
      version: 2,
      spec: { version: 2, sizes: [100, 200] },
    });
  });

  test('does not depend on the order in which points ended', () => {
    const records = [
      record({ n: 200, trial: 1 }),
      record({ n: 200 }),
      record({ arm: 'ridge', n: 0 }),
    ];
    const text = (some: FileContents['records']) =>
      writeExperimentFile(experimentFile(contents({ records: some })));
    expect(text(records)).toBe(text([...records].reverse()));
  });

  test('says null for a specification that cannot be read', () => {
    const { document } = contents();
    const settings = { ...DEFAULT_SETTINGS, trials: 'some' };
    const file = experimentFile(contents({ document: { ...document, settings } }));
    expect(file.spec).toBeNull();
  });

  test('states the law of an exact curve at the level of 90 %', () => {
    const law = fitPowerLaw(
      [100, 200, 400, 800, 1600, 3200].map((n) => ({ n, error: 2 * n ** -0.5 + 0.05 })),
    );
    if (law.kind !== 'fit') throw new Error('six sizes are enough for a law');
    const stated = lawInResults(SERIES_ID, 50, law);
    expect(stated.level).toBe(0.9);
    expect(stated.alpha).toBeCloseTo(0.5, 2);
    expect(stated.C).toBeCloseTo(0.05, 3);
    expect(stated.intervals.C[0]).toBeLessThanOrEqual(0.05);
    expect(stated.intervals.C[1]).toBeGreaterThanOrEqual(0.05);
  });
});

describe('opening', () => {
  test('gives back what was written', () => {
    const records = [record(), record({ arm: 'ridge', n: 0, r2: NaN, stoppedBy: null })];
    const file = experimentFile(contents({ records }));
    const text = writeExperimentFile(file);
    expect(opened(text)).toEqual(file);
    expect(writeExperimentFile(opened(text))).toBe(text);
    expect(opened(`\uFEFF${text}`)).toEqual(file);
  });

  test('the golden file of version 2 is as it was', () => {
    const text = golden('tables-v2.json');
    expect(JSON.parse(writeExperimentFile(opened(text)))).toMatchObject(JSON.parse(text) as object);
  });

  test('the golden file of version 1 becomes a document with tables by fingerprint', () => {
    const old = JSON.parse(golden('tables-v1.json')) as {
      readonly spec: object;
      readonly protocolHash: string;
      readonly records: readonly { readonly id: string }[];
    };
    const file = opened(golden('tables-v1.json'));
    expect(file.protocolVersion).toBe(1);
    const { series: _, ...spec1 } = old.spec as { series: unknown };
    expect(file.spec).toEqual({ ...spec1, version: 2, leakRule: 'own' });
    const [one] = file.series;
    expect(one).toMatchObject({ label: 'Tg, mid', protocol: old.protocolHash });
    expect(file.records.map(({ id }) => id).sort()).toEqual(old.records.map(({ id }) => id).sort());
    expect(new Set(file.records.map((each) => each.series))).toEqual(new Set([one?.id]));
    expect(file.records.find(({ arm }) => arm === 'ridge')?.r2).toBeNaN();
    expect(file.laws).toMatchObject([{ series: one?.id, intervals: { D: [0.4, null] } }]);
    expect(file.tables.map(({ role, rows }) => [role, rows])).toEqual([
      ['simulated', 800],
      ['measured', 120],
    ]);
    expect(file.document.extra).toEqual([{ n: 400, trial: 0 }]);
    const reference = { rows: null, columns: null, read: {} };
    expect(file.document.source).toEqual({
      kind: 'tables',
      simulated: [{ fingerprint: '1'.repeat(64), name: 'md.csv', ...reference }],
      measured: [{ fingerprint: '2'.repeat(64), name: 'lab.csv', ...reference }],
      series: [
        {
          simulated: 0,
          measured: 0,
          roles: {
            inputs: ['smiles', 'salt', 'form'],
            conditions: ['temperature_K', 'pressure_MPa'],
            simulatedTarget: 'Tg (K)',
            measuredTarget: 'Tg, mid',
          },
          choices: {
            leaveOutOdd: true,
            convert: true,
            repeats: 'average',
            logTarget: true,
            groupColumn: 'class',
            testColumn: null,
            sameProperty: true,
            moreTargets: ['density_g_per_cm3'],
            columnsApart: [],
            columnsConverted: [],
            descriptors: {
              smiles: {
                readAs: 'smiles',
                fingerprint: { kind: 'morgan', radius: 3, length: 2048 },
                physical: true,
              },
              salt: { readAs: 'formula', statistics: ['mean'] },
              form: { readAs: 'category' },
              temperature_K: { log: false },
              pressure_MPa: { log: true },
            },
          },
        },
      ],
    });
    expect(parseDocument(file.document)).toEqual({ ok: true, document: file.document, notes: [] });
    expect(opened(writeExperimentFile(file))).toEqual(file);
  });

  test('a file of the built-in example becomes the lesson', () => {
    const file = opened(golden('lesson-v1.json'));
    expect(file.document.source).toEqual({ kind: 'lesson', lesson: 'built-in' });
    expect(file.records).toHaveLength(3);
    expect(file.document.settings).toMatchObject({ sizes: '100, 200', activation: 'tanh' });
  });

  test('records of another protocol or series are left out, and told', () => {
    const file = experimentFile(
      contents({
        records: [
          record(),
          record({ n: 200, protocol: '0'.repeat(64) }),
          record({ n: 400, series: '0'.repeat(64) }),
        ],
      }),
    );
    const read = readExperimentFile(JSON.stringify(file));
    expect(read).toMatchObject({ ok: true, notes: [{ code: 'records-left-out', count: 2 }] });
    expect(read.ok && read.file.records).toEqual([record()]);
  });

  test('records without their numbers are left out, and told', () => {
    const { mae: _, ...broken } = record({ n: 200 });
    const file = { ...experimentFile(contents()), records: [record(), broken, null, 7] };
    const read = readExperimentFile(JSON.stringify(file));
    expect(read).toMatchObject({
      ok: true,
      notes: [{ code: 'items-left-out', path: 'records.1', count: 3 }],
    });
  });

  test.each([
    ['[1, 2', { code: 'broken-json', line: 1, column: 6, found: '' }],
    ['{\n "a": 1,\n "b": tru\n}', { code: 'broken-json', line: 3, column: 7, found: 'tru' }],
    ['', { code: 'broken-json', line: 1, column: 1, found: '' }],
    ['{"a":1}', { code: 'other-content', found: '' }],
    ['[[1]]', { code: 'other-content', found: '' }],
    ['{"format":"geojson"}', { code: 'other-content', found: 'geojson' }],
    ['{"format":"sim2real-results"}', { code: 'other-content', found: '' }],
    ['{"format":"sim2real-results","version":7}', { code: 'newer-file', version: 7, ours: 2 }],
    ['{"format":"sim2real-results","version":1}', { code: 'damaged', part: 'spec' }],
    [
      '{"format":"sim2real-results","version":2}',
      { code: 'document', problem: { code: 'not-a-document', found: '' } },
    ],
  ])('%j says what is wrong', (text, problem) => {
    expect(readExperimentFile(text)).toEqual({ ok: false, problem });
  });

  test('files are known by their beginning', () => {
    expect(looksLikeExperimentFile(golden('tables-v1.json').slice(0, 100))).toBe(true);
    expect(looksLikeExperimentFile('[{"format":"sim2real-results"}]')).toBe(false);
    expect(looksLikeExperimentFile('n,error\n1,2')).toBe(false);
  });

  test('damaged files give an answer', () => {
    const texts = ['tables-v1.json', 'lesson-v1.json', 'tables-v2.json'].map(golden);
    const damage = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      length: fc.nat(30),
      put: fc.oneof(
        fc.string(),
        fc.constantFrom('null', '[]', '{}', '-1', '"x"', '1e999', ',', '}'),
      ),
    });
    fc.assert(
      fc.property(damage, ({ text, at, length, put }) => {
        const place = Math.floor(at * text.length);
        const read = readExperimentFile(text.slice(0, place) + put + text.slice(place + length));
        if (!read.ok) return;
        const again = opened(writeExperimentFile(read.file));
        expect(again).toEqual(read.file);
      }),
      { numRuns: RUNS },
    );
  });

  test('any JSON in place of any part gives an answer', () => {
    const parts = JSON.parse(golden('tables-v2.json')) as Record<string, unknown>;
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(parts)), fc.jsonValue(), (part, value) => {
        readExperimentFile(JSON.stringify({ ...parts, [part]: value }));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the place where JSON breaks', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };

  test('is found exactly where JSON.parse finds that there is one', () => {
    const nearly = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }))
      .map(([text, at, cut, put]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + cut);
      });
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), nearly), (text) => {
        expect(brokenJsonAt(text) === null).toBe(isJson(text));
      }),
      { numRuns: 20 * RUNS },
    );
  });

  test('is the letter that browsers name', () => {
    expect(brokenJsonAt('{"a": [1, 2}, "b": 3}')).toEqual({
      line: 1,
      column: 12,
      found: '}, "b": 3}',
    });
    expect(brokenJsonAt('{"a": "line\nbreak"}')).toMatchObject({ line: 1, column: 7 });
    expect(brokenJsonAt('{"a": 01}')).toMatchObject({ column: 7 });
    expect(brokenJsonAt(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`)).toBeNull();
  });
});

describe('uniting', () => {
  const named = (name: string, change: Partial<FileContents>) => ({
    name,
    file: experimentFile(contents(change)),
  });
  const withSettings = (settings: object): FileContents['document'] => {
    const { document } = contents();
    return { ...document, settings: { ...document.settings, ...settings } };
  };

  test('takes every point once, and a grid that holds them all', () => {
    const shared = record({ n: 100 });
    const united = uniteFiles([
      named('a.json', {
        records: [shared, record({ n: 200, mae: 0.08 })],
        document: withSettings({ sizes: '100, 200', trials: '2' }),
      }),
      named('b.json', {
        records: [{ ...shared, seconds: 9 }, record({ n: 400, trial: 4 })],
        document: {
          ...withSettings({ sizes: '100, 400', trials: '5', measured: '20, 50' }),
          extra: [{ n: 800, trial: 7 }],
        },
      }),
    ]);
    expect(united).toMatchObject({
      ok: true,
      conflicts: [],
      file: {
        spec: {
          sizes: [100, 200, 400],
          measured: [20, 50],
          trials: 5,
          extra: [{ n: 800, trial: 7 }],
        },
      },
    });
    expect(united.ok && united.file.records.map(({ n }) => n)).toEqual([100, 200, 400]);
    expect(united.ok && united.file.records[0]?.seconds).toBe(1.5);
  });

  test('does not depend on how points were dealt to files', () => {
    const all = [100, 200, 400, 800].flatMap((n) => [0, 1, 2].map((trial) => record({ n, trial })));
    const whole = experimentFile(contents({ records: all }));
    fc.assert(
      fc.property(fc.array(fc.subarray(all), { minLength: 1, maxLength: 4 }), (shards) => {
        const left = all.filter((one) => !shards.some((shard) => shard.includes(one)));
        const files = [...shards, left].map((records, i) => named(`${i}.json`, { records }));
        const united = uniteFiles(files);
        expect(united.ok && united.file.records).toEqual(whole.records);
      }),
      { numRuns: 50 },
    );
  });

  test('tells both values where two files disagree, and takes the first', () => {
    const united = uniteFiles([
      named('a.json', { records: [record({ mae: 0.1 })] }),
      named('b.json', { records: [record({ mae: 0.2 })] }),
    ]);
    expect(united).toMatchObject({
      ok: true,
      file: { records: [{ mae: 0.1 }] },
      conflicts: [
        {
          id: record().id,
          first: { file: 'a.json', record: { mae: 0.1 } },
          second: { file: 'b.json', record: { mae: 0.2 } },
        },
      ],
    });
  });

  test('keeps laws only while no point came in', () => {
    const text = golden('tables-v2.json');
    const file = opened(text);
    const same = uniteFiles([
      { name: 'a', file },
      { name: 'b', file },
    ]);
    expect(same.ok && same.file).toEqual(file);
    const fewer = experimentFile({ ...file, records: file.records.slice(1) });
    const more = uniteFiles([
      { name: 'a', file: fewer },
      { name: 'b', file },
    ]);
    expect(more.ok && more.file.laws).toEqual([]);
    expect(more.ok && more.file.records).toEqual(file.records);
  });

  test('refuses another experiment, by name', () => {
    const other = { ...series, id: '77'.repeat(32) };
    const differs = (change: Partial<FileContents>) =>
      uniteFiles([named('a.json', {}), named('b.json', change)]);
    const problem = { code: 'other-experiment', first: 'a.json', second: 'b.json' };
    expect(differs({ series: [other] })).toEqual({
      ok: false,
      problem: { ...problem, differs: 'series' },
    });
    expect(differs({ series: [{ ...series, protocol: '0'.repeat(64) }] })).toEqual({
      ok: false,
      problem: { ...problem, differs: 'protocol' },
    });
    expect(differs({ protocolVersion: 1 })).toEqual({
      ok: false,
      problem: { ...problem, differs: 'version' },
    });
    expect(() => uniteFiles([])).toThrow(RangeError);
  });
});
