/** Links: the same experiment comes out, every released one still opens, and whatever else is given is refused in peace. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CHOICES, newDocument } from '../../../src/experiment/defaults.ts';
import { PARTS, type ExperimentDocument } from '../../../src/experiment/document.ts';
import { parseDocument, restrictTo } from '../../../src/experiment/parse.ts';
import { effectiveSettings } from '../../../src/experiment/settings.ts';
import { sharedResults } from '../../../src/sharing/compact-records.ts';
import { recordId } from '../../../src/sweep/identity.ts';
import type { SweepRecord } from '../../../src/sweep/record.ts';
import { readTable } from '../../../src/tables/read-table.ts';
import {
  decodeLink,
  documentKey,
  encodeLink,
  type LinkContents,
} from '../../../src/sharing/link.ts';
import { meansLink } from '../../../src/sharing/link-text.ts';
import { documentOf, GOLDEN } from '../experiment/documents.ts';
import { PROTOCOL, record, SERIES_ID } from './record.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const FOLDER = path.resolve('tests/fixtures/links');

const only = (document: ExperimentDocument): LinkContents => ({
  document,
  results: null,
  tables: [],
  list: null,
});

async function opened(text: string): Promise<LinkContents> {
  const link = await decodeLink(text);
  if (!link.ok) throw new Error(JSON.stringify(link.problem));
  return link.contents;
}

const lesson: ExperimentDocument = {
  ...newDocument({ kind: 'lesson', lesson: 'built-in' }),
  settings: effectiveSettings({ sizes: '50, 100', trials: '4' }),
};
const tables = documentOf(GOLDEN.find(({ file }) => file === 'tables-v1.json')?.json);

/** Of records that have all they need. */
const series = {
  id: SERIES_ID,
  label: 'energy',
  simulatedTargets: ['energy'],
  measuredTarget: 'energy',
  sameProperty: true,
  descriptors: { plan: [] },
  protocol: PROTOCOL,
  noiseFloor: 0.125,
};
const points = (count: number): SweepRecord[] =>
  Array.from({ length: count }, (_, i) => {
    const one = record({
      n: 10 * (1 + (i >> 2)),
      trial: i & 3,
      mae: Math.sqrt(i + 2) / 7,
      rmse: Math.sqrt(i + 3) / 7,
      r2: i === 1 ? NaN : 1 - Math.sqrt(i + 1) / 9,
      stoppedBy: i === 2 ? 'budget' : 'patience',
      twins: { mae: 0.1, rmse: 0.2, r2: 0.3, testRows: 5 },
      ...(i === 3
        ? ({ engine: 'none', engineVersion: '1', stoppedBy: null, n: 0, arm: 'ridge' } as const)
        : {}),
    });
    return { ...one, id: recordId(PROTOCOL, one) };
  });

describe('a link', () => {
  test('is base64url of deflated JSON, with sorted keys, and says only what is not as usual', async () => {
    const link = await encodeLink(only(lesson));
    expect(link).toMatch(/^#e1=[A-Za-z0-9_-]+$/);
    const text = inflateRawSync(Buffer.from(link.slice(4), 'base64url')).toString();
    expect(text).toBe(
      `{"check":"${text.slice(10, 18)}","document":{"settings":{"sizes":"50, 100","trials":"4"},"source":{"kind":"lesson","lesson":"built-in"}}}`,
    );
    expect(link.length).toBeLessThan(200);
  });

  test('of tables says nothing of choices that nobody made', async () => {
    const pair = { simulated: 0, measured: 0, roles: null, choices: DEFAULT_CHOICES };
    const table = { fingerprint: '1'.repeat(64), name: 'a', rows: null, columns: null, read: {} };
    const source = {
      kind: 'tables',
      simulated: [table],
      measured: [table],
      series: [pair],
    } as const;
    const link = await encodeLink(only({ ...lesson, source }));
    const text = inflateRawSync(Buffer.from(link.slice(4), 'base64url')).toString();
    expect(JSON.parse(text)).toMatchObject({ document: { source: { series: [{}] } } });
    expect(text).toContain('"series":[{}]');
  });

  test('is the same for the same state, whatever the order of its members', async () => {
    const turned = Object.fromEntries(Object.entries(tables).reverse()) as unknown as typeof tables;
    expect(await encodeLink(only(turned))).toBe(await encodeLink(only(tables)));
  });

  test('takes no typed list and no engine with it unless asked', async () => {
    const list = documentOf(GOLDEN.find(({ file }) => file === 'list-v1.json')?.json);
    expect((await opened(await encodeLink(only(list)))).document).toEqual(restrictTo(list, 'link'));
    const asked = await opened(await encodeLink({ ...only(list), list: '100, 0.5' }));
    expect(asked.list).toBe('100, 0.5');
  });

  test.each(['deflated by another engine', 'stored', 'best'])('opens when %s', async (how) => {
    const level = { stored: 0, best: 9 }[how] ?? 1;
    const text = inflateRawSync(
      Buffer.from((await encodeLink(only(tables))).slice(4), 'base64url'),
    );
    const other = `#e1=${deflateRawSync(text, { level }).toString('base64url')}`;
    expect((await opened(other)).document).toEqual(restrictTo(tables, 'link'));
  });

  test('has a key of what decides the experiment, not of how it is looked at', () => {
    const looked = { ...tables, title: 'x', view: { ...tables.view, target: 3 } };
    expect(documentKey(looked)).toBe(documentKey(tables));
    expect(documentKey({ ...tables, extra: [] })).not.toBe(documentKey(tables));
    expect(documentKey(tables)).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('golden links', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.txt'));
  test('there are some of version 1', () => {
    expect(files.filter((file) => /-e1\.txt$/.test(file)).length).toBeGreaterThan(2);
  });

  test.each(files)('%s means what it meant', async (file) => {
    const text = readFileSync(path.join(FOLDER, file), 'utf8');
    const { document, results, tables: rows, list } = await opened(text);
    const wanted = JSON.parse(
      readFileSync(path.join(FOLDER, file.replace(/\.txt$/, '.json')), 'utf8'),
    ) as Record<string, unknown>;
    expect({
      document,
      records: results?.records.map(({ id, mae, engine }) => ({ id, mae, engine })) ?? null,
      hash: results?.hash ?? null,
      tables: rows.map(({ name, fingerprint }) => ({ name, fingerprint })),
      list,
    }).toMatchObject(wanted);
  });
});

describe('results', () => {
  test('come back with float32 errors, their engines and the hash of the full records', async () => {
    const results = sharedResults([series], points(37));
    if (!results) throw new Error('no results');
    const link = await encodeLink({ ...only(tables), results });
    const back = (await opened(link)).results;
    expect(back).toEqual(results);
    points(37).forEach((one) => {
      const found = back?.records.find(({ id }) => id === one.id);
      expect(found?.mae).toBe(Math.fround(one.mae));
      expect(found?.r2).toBe(Math.fround(one.r2));
      expect(found?.steps).toBe(one.steps);
    });
    const without = await encodeLink(only(tables));
    // 37 points with three errors each.
    expect(link.length - without.length).toBeLessThan(1200);
  });

  test('of the first version have other ids and stay in files', () => {
    expect(sharedResults([series], [record()])).toBeNull();
    expect(sharedResults([series], [])).toBeNull();
  });
});

describe('tables', () => {
  const csv = 'a (m),name,y\n-0.5,é,1e-7\n2,"b,c",x\n,d,0.1\n3,e,<2\n';

  test('come back with the content that the document names', async () => {
    const outcome = await readTable('small.csv', new TextEncoder().encode(csv));
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { table } = outcome;
    const document: ExperimentDocument = {
      ...tables,
      source: {
        kind: 'tables',
        simulated: [
          {
            fingerprint: table.fingerprint,
            name: 'small.csv',
            rows: table.rows,
            columns: 3,
            read: {},
          },
        ],
        measured: [],
        series: [],
      },
    };
    const [back] = (await opened(await encodeLink({ ...only(document), tables: [table] }))).tables;
    expect(back).toEqual({ ...table, warnings: [], decisions: [] });
    // A table that the document does not name is not taken.
    expect((await opened(await encodeLink({ ...only(tables), tables: [table] }))).tables).toEqual(
      [],
    );
  });

  test('are known by content: line ends and a byte order mark do not matter, a cell does', async () => {
    const print = async (text: string) => {
      const outcome = await readTable('t.csv', new TextEncoder().encode(text));
      return outcome.ok ? outcome.table.fingerprint : outcome.error.code;
    };
    const plain = await print(csv);
    expect(await print(csv.replaceAll('\n', '\r\n'))).toBe(plain);
    expect(await print(`\uFEFF${csv}`)).toBe(plain);
    expect(await print(`\uFEFF${csv.trimEnd().replaceAll('\n', '\r\n')}`)).toBe(plain);
    expect(await print(csv.replace('0.1', '0.2'))).not.toBe(plain);
  });
});

describe('what mails and chats do to a link', () => {
  const cases: readonly [string, (link: string) => string][] = [
    ['a whole address', (link) => `https://example.org/sim2real/index.html${link}`],
    ['without the hash sign', (link) => link.slice(1)],
    ['encoded', (link) => encodeURIComponent(link)],
    ['encoded three times', (link) => [1, 2, 3].reduce((text) => encodeURIComponent(text), link)],
    ['a full stop after it', (link) => `${link}.`],
    ['brackets and quotes', (link) => `(see “<https://example.org/${link}>”), please`],
    ['a sentence after it', (link) => `Look: ${link} and tell me`],
    ['emphasis', (link) => `_https://example.org/${link}_`],
    ['lines of 76 letters', (link) => link.replace(/.{76}/g, '$&\n')],
    ['a quoted mail', (link) => `> ${link.replace(/.{40}/g, '$&\r\n> ')}`],
    ['soft line breaks', (link) => link.replace(/.{60}/g, '$&=\r\n')],
    ['blanks and invisible marks', (link) => link.replace(/.{30}/g, '$& \u200b')],
    ['encoded blanks', (link) => link.replace(/.{50}/g, '$&%20')],
    ['a broken encoding after it', (link) => `${link}%E0%A4%A`],
    ['the other alphabet', (link) => link.replaceAll('-', '+').replaceAll('_', '/')],
    ['padding', (link) => `${link}==`],
  ];

  test.each(cases)('%s', async (_, change) => {
    for (const document of [lesson, tables]) {
      const link = await encodeLink(only(document));
      expect((await opened(change(link))).document).toEqual(restrictTo(document, 'link'));
    }
  });
});

describe('what is no link', () => {
  const problem = async (text: string) => {
    const link = await decodeLink(text);
    return link.ok ? 'ok' : link.problem.code;
  };

  test.each([
    ['', 'no-link'],
    ['#law', 'no-link'],
    ['https://example.org/', 'no-link'],
    ['#e1=', 'damaged'],
    ['#e1=%E0%A4%A', 'damaged'],
    ['#e1=%', 'damaged'],
    ['#e1=A', 'damaged'],
    ['#e1=!!!!', 'damaged'],
    ['#e1=e1=e1=', 'damaged'],
    ['#e2=AAAA', 'newer-link'],
    [`#e1=${'A'.repeat(3_000_000)}`, 'too-long'],
  ])('%.40s: %s', async (text, code) => {
    expect(await problem(text)).toBe(code);
  });

  test('JSON of something else, and an experiment of a later release', async () => {
    const packed = (value: unknown) =>
      `#e1=${deflateRawSync(JSON.stringify(value)).toString('base64url')}`;
    for (const value of [null, 1, [], {}, { check: '00000000', document: lesson }]) {
      expect(await problem(packed(value))).toBe('damaged');
    }
  });

  test('a bomb is stopped while it inflates', async () => {
    const bomb = deflateRawSync(Buffer.alloc(300_000_000), { level: 9 }).toString('base64url');
    expect(bomb.length).toBeLessThan(500_000);
    const before = process.memoryUsage().rss;
    expect(await problem(`#e1=${bomb}`)).toBe('too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('any letter of a link changed, and any cut, is noticed', async () => {
    const link = await encodeLink(only(lesson));
    for (let i = 4; i < link.length; i++) {
      const other = link.charAt(i) === 'A' ? 'B' : 'A';
      const changed = await decodeLink(link.slice(0, i) + other + link.slice(i + 1));
      // The last letter may have bits that mean nothing.
      if (changed.ok) expect(changed.contents.document).toEqual(lesson);
      const cut = await decodeLink(link.slice(0, i));
      if (cut.ok) expect(cut.contents.document).toEqual(lesson);
    }
  });

  test('places on the page are not taken for links', () => {
    expect(['', '#', '#law', '#field-sizes', '#card-next'].some(meansLink)).toBe(false);
    expect(['#e1=', '#e1=abc', '#e1%3Dabc', '#e9=abc', '#%E0%A4%A'].every(meansLink)).toBe(true);
  });
});

describe('properties', () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  const name = fc.oneof(text, fc.constantFrom('__proto__', 'null', 'a (eV)', '計算'));
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
  const fingerprint = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
  const schedule = fc.record(
    { learningRate: text, batch: text, decay: fc.constantFrom('constant', 'cosine') },
    { requiredKeys: [] },
  );
  const settings = fc.record(
    {
      sizes: text,
      trials: fc.constantFrom('3', '4', '', 'null'),
      seed: text,
      leakRule: fc.constantFrom('own', 'any'),
      pretraining: schedule,
      fineTuning: schedule,
    },
    { requiredKeys: [] },
  );
  const table = fc.record({
    fingerprint,
    name,
    rows: maybe(fc.nat()),
    columns: maybe(fc.nat()),
    read: fc.record({ sheet: name, decimal: fc.constantFrom('.', ',') }, { requiredKeys: [] }),
  });
  const choices = fc.record({
    leaveOutOdd: fc.boolean(),
    convert: fc.boolean(),
    repeats: fc.constantFrom('keep', 'average'),
    logTarget: fc.boolean(),
    groupColumn: maybe(name),
    testColumn: maybe(name),
    sameProperty: maybe(fc.boolean()),
    moreTargets: fc.uniqueArray(name, { maxLength: 3 }),
    descriptors: fc.dictionary(name, fc.record({ log: fc.boolean() }, { requiredKeys: [] })),
  });
  const roles = fc.record({
    inputs: fc.uniqueArray(name, { maxLength: 4 }),
    conditions: fc.uniqueArray(name, { maxLength: 2 }),
    simulatedTarget: maybe(name),
    measuredTarget: maybe(name),
  });
  const source = fc.oneof(
    fc.record({ kind: fc.constant('lesson'), lesson: text }),
    fc.record({
      kind: fc.constant('tables'),
      simulated: fc.array(table, { minLength: 1, maxLength: 3 }),
      measured: fc.array(table, { minLength: 1, maxLength: 2 }),
      series: fc.array(
        fc.record({
          simulated: fc.constant(0),
          measured: fc.constant(0),
          roles: maybe(roles),
          choices,
        }),
        { maxLength: 3 },
      ),
    }),
  );
  const document = fc
    .record({
      title: maybe(text),
      source,
      settings,
      extra: fc.array(fc.record({ n: fc.integer({ min: 10, max: 9999 }), trial: fc.nat(999) })),
      worth: fc.record({ valuePerError: text, costPerSample: text, smallestGain: text }),
      view: fc.record({
        metric: fc.constantFrom('mae', 'rmse'),
        m: maybe(fc.integer({ min: 1, max: 999 })),
        target: maybe(fc.double({ min: 1e-300, max: 1e300, noNaN: true })),
        showBeyond: fc.boolean(),
        hidden: fc.subarray([...PARTS]),
      }),
    })
    .map((parts) => ({ ...newDocument({ kind: 'lesson', lesson: '' }), ...parts }))
    .map((given) => {
      const parsed = parseDocument(given);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
      return restrictTo(parsed.document, 'link');
    });

  test('decode(encode(x)) = x', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(20), async (one, count) => {
        const contents = { ...only(one), results: sharedResults([series], points(count)) };
        expect(await opened(await encodeLink(contents))).toEqual(contents);
      }),
      { numRuns: RUNS },
    );
  });

  test('garbage never throws', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      bytes.map((some) => `#e1=${Buffer.from(some).toString('base64url')}`),
      bytes.map((some) => `#e1=${deflateRawSync(some).toString('base64url')}`),
      fc.json().map((json) => `#e1=${deflateRawSync(json).toString('base64url')}`),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (given) => {
        expect((await decodeLink(given)).ok).toBe(false);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  test('damage gives the same experiment or a reason', async () => {
    const link = await encodeLink({ ...only(tables), results: sharedResults([series], points(9)) });
    const wanted = restrictTo(tables, 'link');
    const edits = fc.array(fc.tuple(fc.nat(link.length - 1), fc.nat(6), fc.string()), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(edits, async (list) => {
        const damaged = list.reduce(
          (now, [at, gone, more]) => now.slice(0, at) + more + now.slice(at + gone),
          link,
        );
        const found = await decodeLink(damaged);
        if (found.ok) expect(found.contents.document).toEqual(wanted);
      }),
      { numRuns: RUNS },
    );
  });
});
