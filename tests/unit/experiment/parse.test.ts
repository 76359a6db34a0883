/** Documents from outside: whatever comes, the answer is a valid document or a reason, and never an exception. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newDocument } from '../../../src/experiment/defaults.ts';
import { DOCUMENT_VERSION, type ExperimentDocument } from '../../../src/experiment/document.ts';
import { parseDocument, restrictTo } from '../../../src/experiment/parse.ts';
import { MIGRATIONS, migrated } from '../../../src/experiment/parsing/migrate.ts';
import { documentOf, GOLDEN } from './documents.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 300);

/** Valid, and the same when read again: through memory and through JSON. */
function isStable(document: ExperimentDocument): void {
  expect(parseDocument(document)).toEqual({ ok: true, document, notes: [] });
  expect(parseDocument(JSON.parse(JSON.stringify(document)))).toEqual({
    ok: true,
    document,
    notes: [],
  });
}

const lesson = newDocument({ kind: 'lesson', lesson: 'built-in' });

describe('golden documents', () => {
  test.each(GOLDEN)('$file is read, without a note', ({ version, json }) => {
    const parsed = parseDocument(json);
    expect(parsed).toMatchObject({ ok: true, notes: [] });
    if (version === DOCUMENT_VERSION) expect(parsed).toMatchObject({ document: json });
    if (parsed.ok) isStable(parsed.document);
  });

  test('there is one for each version', () => {
    const versions = new Set(GOLDEN.map(({ version }) => version));
    for (let version = 1; version <= DOCUMENT_VERSION; version++) {
      expect(versions.has(version)).toBe(true);
    }
  });

  test('a new document is valid', () => isStable(lesson));
});

describe('migration', () => {
  test('has a step for every version that ended', () => {
    expect(MIGRATIONS).toHaveLength(DOCUMENT_VERSION - 1);
  });

  test('takes only the steps that are missing', () => {
    const steps = ['a', 'b', 'c'].map((mark) => (document: object) => ({
      ...document,
      [mark]: Object.keys(document).length,
    }));
    expect(migrated({ version: 2 }, 2, steps, 4)).toEqual({ version: 4, b: 1, c: 2 });
    expect(migrated({ version: 4 }, 4, steps, 4)).toEqual({ version: 4 });
    expect(migrated({ version: 1 }, 1, steps, 2)).toEqual({ version: 2, a: 1 });
  });
});

describe('what cannot be opened', () => {
  test.each([
    [null, ''],
    ['text', 'text'],
    [[lesson], ''],
    [{}, ''],
    [{ ...lesson, format: 'other' }, 'other'],
    [{ ...lesson, version: '1' }, ''],
    [{ ...lesson, version: 0.5 }, ''],
    [new Date(0), ''],
  ])('%j is no document', (given, found) => {
    expect(parseDocument(given)).toEqual({ ok: false, problem: { code: 'not-a-document', found } });
  });

  test('a document of a later release is refused rather than misunderstood', () => {
    expect(parseDocument({ ...lesson, version: 99 })).toEqual({
      ok: false,
      problem: { code: 'newer-version', version: 99, ours: DOCUMENT_VERSION },
    });
  });

  test.each([undefined, null, 'tables', { kind: 'other' }, { kind: 'lesson' }])(
    'a document with the source %j says so',
    (source) => {
      expect(parseDocument({ ...lesson, source })).toEqual({
        ok: false,
        problem: { code: 'no-source' },
      });
    },
  );
});

describe('what can be mended', () => {
  const tables = documentOf(GOLDEN.find(({ file }) => file === 'tables-v1.json')?.json);

  const notesOf = (given: unknown) => {
    const parsed = parseDocument(given);
    return parsed.ok ? parsed : { document: null, notes: [] };
  };

  test('unknown keys are ignored, wrong types are as if nobody had decided, numbers are moved into range', () => {
    const { document, notes } = notesOf({
      ...lesson,
      colour: 'red',
      engine: 'quantum',
      settings: { sizes: 100, trials: '4', pretraining: { batch: [], loss: 'huber' } },
      view: { ...lesson.view, m: 1e12, target: -3, metric: 'rmse' },
    });
    expect(document).toEqual({
      ...lesson,
      settings: { trials: '4', pretraining: { loss: 'huber' } },
      view: { ...lesson.view, m: 2 ** 21 - 1, metric: 'rmse' },
    });
    expect(notes).toEqual([
      { code: 'unknown-key', path: 'colour' },
      { code: 'replaced', path: 'settings.sizes', found: '100' },
      { code: 'replaced', path: 'settings.pretraining.batch', found: '[…] (0)' },
      { code: 'replaced', path: 'engine', found: 'quantum' },
      { code: 'clamped', path: 'view.m', found: 1e12, taken: 2 ** 21 - 1 },
      { code: 'replaced', path: 'view.target', found: '-3' },
    ]);
  });

  test('points that cannot be run and points that stand there twice are left out', () => {
    const extra = [
      { n: 100, trial: 4 },
      { n: 3, trial: 0 },
      { n: 100, trial: 4 },
      { n: 1e9, trial: 0 },
      'x',
    ];
    const { document, notes } = notesOf({ ...lesson, extra });
    expect(document?.extra).toEqual([{ n: 100, trial: 4 }]);
    expect(notes).toEqual([{ code: 'items-left-out', path: 'extra.1', count: 4 }]);
  });

  test('series of tables that are not named are left out', () => {
    const { source } = tables;
    if (source.kind !== 'tables') throw new Error('tables');
    const { document, notes } = notesOf({
      ...tables,
      source: { ...source, simulated: source.simulated.slice(0, 1) },
    });
    expect(document?.source).toMatchObject({ series: source.series.slice(0, 1) });
    expect(notes).toEqual([{ code: 'items-left-out', path: 'source.series', count: 1 }]);
  });

  test('a table without its fingerprint is none', () => {
    const { document } = notesOf({
      ...lesson,
      source: { kind: 'tables', simulated: [{ name: 'a.csv', rows: 3 }], measured: [], series: [] },
    });
    expect(document?.source).toMatchObject({ simulated: [] });
  });

  test('names that mean something to JavaScript are names', () => {
    const given = JSON.parse(
      JSON.stringify({
        ...tables,
        settings: {},
      }).replace('"blend"', '"__proto__"'),
    ) as unknown;
    const { document } = notesOf(given);
    const options = (document?.source.kind === 'tables' && document.source.series[0]?.choices) || {
      descriptors: {},
    };
    expect(Object.keys(options.descriptors)).toContain('__proto__');
    expect(({} as Record<string, unknown>).fingerprint).toBeUndefined();
    if (document) isStable(document);
  });
});

describe('hostile values', () => {
  const cyclic: Record<string, unknown> = { ...lesson };
  cyclic.extra = [cyclic];
  const throwing = {
    ...lesson,
    get title(): string {
      throw new Error('no title');
    },
  };
  const endless = (): object =>
    new Proxy(
      {},
      {
        ownKeys: () => ['x'],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
        get: () => endless(),
      },
    );
  const unspeakable = {
    get format(): string {
      throw {
        toString() {
          throw new Error('not even this');
        },
      } as unknown as Error;
    },
  };
  const revoked = Proxy.revocable({ ...lesson }, {});
  revoked.revoke();

  test.each([
    ['a cycle', cyclic],
    ['a getter that throws', throwing],
    ['objects in objects without end', { ...lesson, view: endless() }],
    ['an error that cannot be written', unspeakable],
    ['a revoked proxy', revoked.proxy],
    ['a list of a billion holes', { ...lesson, extra: new Array(1e9) }],
    ['a very long text', { ...lesson, title: 'x'.repeat(30_000_000) }],
    ['deep nesting', JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)],
  ])('%s is refused with its reason', (_, given) => {
    const parsed = parseDocument(given);
    expect(parsed.ok).toBe(false);
    expect(parsed).toMatchObject({
      problem: { code: expect.stringMatching(/^(too-large|unreadable|not-a-document)$/) as string },
    });
  });

  test('typed arrays, dates, functions and symbols are nothing', () => {
    const parsed = parseDocument({
      ...lesson,
      title: new Date(),
      extra: new Float64Array(1e6),
      engine: () => 'cpu',
      view: Symbol('view'),
      worth: new Map(),
    });
    expect(parsed).toEqual({ ok: true, document: lesson, notes: [] });
  });
});

describe('anything', () => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
    maxDepth: 4,
  });

  test('gives an answer', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const parsed = parseDocument(given);
        if (parsed.ok) isStable(parsed.document);
      }),
      { numRuns: RUNS },
    );
  });

  /** The paths of everything in a value. */
  const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))]
      : [path];

  /** The value with something else at a path; undefined removes it. */
  const withAt = (value: unknown, path: readonly string[], next: unknown): unknown => {
    const [key, ...rest] = path;
    if (key === undefined) return next;
    const copy = (
      Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }
    ) as Record<string, unknown>;
    Object.defineProperty(copy, key, {
      value: withAt(copy[key], rest, next),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return copy;
  };

  test('in place of any part of a document leaves a valid document or a reason', () => {
    const damages = fc.record({
      golden: fc.constantFrom(...GOLDEN),
      changes: fc.array(
        fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), anything),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
    });
    fc.assert(
      fc.property(damages, ({ golden, changes }) => {
        let given = golden.json;
        for (const [at, next] of changes) {
          const paths = pathsOf(golden.json);
          given = withAt(given, paths[Math.floor(at * paths.length)] ?? [], next);
        }
        const parsed = parseDocument(given);
        if (parsed.ok) isStable(parsed.document);
      }),
      { numRuns: RUNS },
    );
  });

  test('keys that nobody knows change nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...GOLDEN),
        fc.dictionary(
          fc.string({ minLength: 1 }).map((key) => `x${key}`),
          fc.jsonValue(),
          {
            maxKeys: 4,
          },
        ),
        ({ json }, more) => {
          const document = documentOf(json);
          expect(documentOf({ ...document, ...more })).toEqual(document);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('places', () => {
  test.each(GOLDEN)('$file stays valid wherever it is kept', ({ json }) => {
    const document = documentOf(json);
    for (const place of ['link', 'browser', 'file'] as const) {
      const kept = restrictTo(document, place);
      isStable(kept);
      expect(restrictTo(kept, place)).toEqual(kept);
    }
    expect(restrictTo(document, 'browser')).toEqual(document);
    expect(restrictTo(document, 'file')).toEqual(document);
  });

  test('a link takes no pasted numbers and no engine with it', () => {
    const list = documentOf(GOLDEN.find(({ file }) => file === 'list-v1.json')?.json);
    expect(restrictTo(list, 'link')).toEqual({
      ...list,
      source: { kind: 'list', text: '', choices: {} },
      engine: 'automatic',
    });
  });
});
