import { describe, expect, test } from 'vitest';
import { DEFAULT_CHOICES, newDocument } from '../../../src/experiment/defaults.ts';
import type { RoleChoice, SeriesDocument, TablesSource } from '../../../src/experiment/document.ts';
import { parseDocument } from '../../../src/experiment/parse.ts';
import { pinned } from '../../../src/experiment/pin.ts';
import { roleChoiceOf, rolesOf } from '../../../src/experiment/role-choice.ts';
import {
  newSeries,
  withChoices,
  withColumnOptions,
  withColumnRole,
  withGuessedRoles,
  withTarget,
} from '../../../src/experiment/series-changes.ts';
import { seriesView } from '../../../src/experiment/series-choice.ts';
import { DEFAULT_SETTINGS } from '../../../src/experiment/settings.ts';
import { titleOf } from '../../../src/experiment/title.ts';
import { sourceProblems } from '../../../src/experiment/to-spec.ts';
import { guessRoles } from '../../../src/tables/guess-roles.ts';
import { withColumnRole as roleChanged, withTargets } from '../../../src/tables/roles.ts';
import { rowsOfNumbers, tableFrom } from './tables.ts';

const simulated = await tableFrom('sim.csv', rowsOfNumbers('a,b,c,gap_eV,energy_eV', 40));
const measured = await tableFrom('real.csv', rowsOfNumbers('a,b,c,energy_eV', 30, 0.1));
const chemistry = {
  simulated: await tableFrom(
    'md.csv',
    'smiles,temperature_K,density_g_per_cm3,Tg (K)\nCC,300,0.9,200\nCCC,310,0.8,210\nCCO,320,0.7,x\n',
  ),
  measured: await tableFrom(
    'lab.csv',
    'smiles,temperature_K,Tg (°C),class,use\nCC,300,-70,a,test\nCCC,310,-60,a,train\nCCO,300,-50,b,train\n',
  ),
};
const series = newSeries(0, 0);
const view = (change: Partial<SeriesDocument> = {}) =>
  seriesView({ ...series, ...change }, simulated, measured);

describe('roles', () => {
  test('are as guessed until a person chooses', () => {
    expect(view().roles).toEqual(guessRoles(simulated, measured));
    expect(view().choice).toMatchObject({
      label: 'energy_eV',
      simulatedTargets: ['energy_eV'],
      measuredTarget: 'energy_eV',
      sameProperty: true,
      plan: [{ kind: 'numbers', columns: ['a', 'b', 'c'], condition: false }],
    });
  });

  test('by name give back what they were made from, reasons included', () => {
    for (const { simulated: s, measured: m } of [{ simulated, measured }, chemistry]) {
      const guess = guessRoles(s, m);
      expect(rolesOf(roleChoiceOf(guess), s, m)).toEqual(guess);
    }
  });

  test('change as they did by hand', () => {
    const guess = guessRoles(simulated, measured);
    const changed = withColumnRole(series, guess, 'b', 'condition');
    const expected = roleChanged(guess, 'b', 'condition');
    expect(view(changed).roles).toEqual(expected);
    const back = withColumnRole(changed, view(changed).roles, 'b', 'input');
    expect(view(back).roles).toEqual(guess);
    expect(view(withGuessedRoles(changed)).roles).toEqual(guess);
  });

  test('take another target on one side, which is no input any more', () => {
    const guess = guessRoles(simulated, measured);
    const changed = withTarget(series, guess, 'simulated', 'gap_eV');
    const { roles, roleProblems, sameProperty } = view(changed);
    expect(roles).toMatchObject({ simulatedTarget: 'gap_eV', measuredTarget: 'energy_eV' });
    expect(roles.columns.map(({ name, role }) => [name, role])).toEqual(
      withTargets(guess, 'gap_eV', 'energy_eV').columns.map(({ name, role }) => [name, role]),
    );
    expect(roleProblems.map(({ code }) => code)).toEqual(['different-targets']);
    expect(sameProperty).toBe(false);
    const both = withTarget(series, guess, 'measured', 'c');
    expect(view(both).roles.columns.find(({ name }) => name === 'c')?.role).toBe('target');
  });

  test('a first target is taken on both sides where both have the column', () => {
    const none: RoleChoice = {
      inputs: ['a'],
      conditions: [],
      simulatedTarget: null,
      measuredTarget: null,
    };
    const { roles } = view({ roles: none });
    expect(withTarget(series, roles, 'measured', 'energy_eV').roles).toEqual({
      ...none,
      simulatedTarget: 'energy_eV',
      measuredTarget: 'energy_eV',
    });
    expect(withTarget(series, roles, 'simulated', 'gap_eV').roles?.measuredTarget).toBeNull();
  });

  test('chosen columns that are in neither table are problems, not silence', () => {
    const roles = { ...roleChoiceOf(guessRoles(simulated, measured)), inputs: ['a', 'gone'] };
    const { problems, choice } = view({ roles });
    expect(choice).toBeNull();
    expect(problems).toContainEqual({
      code: 'roles',
      problem: { code: 'missing-column', table: 'measured', column: 'gone' },
    });
  });
});

describe('choices', () => {
  const of = (change: Partial<SeriesDocument['choices']>) =>
    seriesView(withChoices(series, change), chemistry.simulated, chemistry.measured);

  test('rows with text where numbers should be are left out only with consent', () => {
    const { problems, choice, oddCells } = of({});
    expect(oddCells).toEqual([{ file: 'md.csv', line: 4, column: 'Tg (K)', text: 'x' }]);
    expect(problems).toEqual([{ code: 'odd-cells', count: 1, first: oddCells[0] }]);
    expect(choice).toBeNull();
    expect(of({ leaveOutOdd: true }).choice).not.toBeNull();
  });

  test('units are converted when asked for', () => {
    expect(of({ leaveOutOdd: true }).choice?.conversion).toBeUndefined();
    expect(of({ leaveOutOdd: true, convert: true }).choice?.conversion).toEqual({
      form: 'affine',
      factor: 1,
      offset: -273.15,
    });
  });

  test('all others reach the preparation', () => {
    const { choice, moreTargets, groupColumns, testColumns } = of({
      leaveOutOdd: true,
      repeats: 'average',
      logTarget: true,
      sameProperty: false,
      groupColumn: 'class',
      testColumn: 'use',
      moreTargets: ['temperature_K', 'density_g_per_cm3'],
    });
    expect(moreTargets).toEqual(['density_g_per_cm3']);
    expect(testColumns).toEqual(['use']);
    expect(groupColumns).toEqual([]);
    expect(choice).toMatchObject({
      simulatedTargets: ['Tg (K)', 'density_g_per_cm3'],
      measuredTarget: 'Tg (°C)',
      sameProperty: false,
      repeats: 'average',
      targetScale: 'log10',
      groupColumn: 'class',
      testColumn: 'use',
    });
  });

  test('that were made for other tables are told', () => {
    const { problems, choice } = of({
      leaveOutOdd: true,
      groupColumn: 'family',
      testColumn: 'class',
      moreTargets: ['viscosity'],
    });
    expect(choice).toBeNull();
    expect(problems).toEqual([
      {
        code: 'chosen-column-missing',
        choice: 'moreTargets',
        file: 'md.csv',
        column: 'viscosity',
      },
      { code: 'chosen-column-missing', choice: 'groupColumn', file: 'lab.csv', column: 'family' },
      { code: 'no-own-split', file: 'lab.csv', column: 'class' },
    ]);
  });

  test('of a column are kept beside each other, and its plan says them in full', () => {
    let changed = withChoices(series, { leaveOutOdd: true });
    changed = withColumnOptions(changed, 'smiles', { physical: true });
    changed = withColumnOptions(changed, 'temperature_K', { log: true });
    changed = withColumnOptions(changed, 'smiles', {
      fingerprint: { kind: 'morgan', radius: 3, length: 512 },
    });
    const { choice } = seriesView(changed, chemistry.simulated, chemistry.measured);
    expect(choice?.plan).toEqual([
      {
        kind: 'smiles',
        column: 'smiles',
        condition: false,
        fingerprints: [{ kind: 'morgan', radius: 3, length: 512 }],
        physical: true,
      },
      { kind: 'numbers', columns: ['temperature_K'], log: ['temperature_K'], condition: true },
    ]);
  });
});

describe('pinning', () => {
  const tables = new Map(
    [simulated, measured, chemistry.simulated, chemistry.measured].map((one) => [
      one.fingerprint,
      one,
    ]),
  );
  const reference = ({ fingerprint, name, rows, columns }: typeof simulated) => {
    return { fingerprint, name, rows, columns: columns.length, read: {} };
  };
  const source: TablesSource = {
    kind: 'tables',
    simulated: [reference(simulated), reference(chemistry.simulated)],
    measured: [reference(measured), reference(chemistry.measured)],
    series: [newSeries(0, 0), withChoices(newSeries(1, 1), { leaveOutOdd: true, convert: true })],
  };
  const document = { ...newDocument(source), settings: { trials: '7' } };
  const seriesOf = (from: typeof document) =>
    (from.source as TablesSource).series.map((one) => {
      const [s, m] = [
        tables.get(source.simulated[one.simulated]?.fingerprint ?? ''),
        tables.get(source.measured[one.measured]?.fingerprint ?? ''),
      ];
      return s && m ? seriesView(one, s, m).choice : null;
    });

  test('leaves nothing open and changes nothing', () => {
    const full = pinned(document, tables, { sizes: '10, 20' });
    expect(full.settings).toEqual({ ...DEFAULT_SETTINGS, trials: '7', sizes: '10, 20' });
    const pinnedSeries = (full.source as TablesSource).series;
    for (const { roles, choices } of pinnedSeries) {
      expect(roles).not.toBeNull();
      expect(choices.sameProperty).not.toBeNull();
    }
    expect(pinnedSeries[1]?.choices.descriptors).toEqual({
      smiles: {
        readAs: 'smiles',
        fingerprint: { kind: 'morgan', radius: 2, length: 1024 },
        physical: false,
      },
      temperature_K: { log: false },
    });
    expect(seriesOf(full as typeof document)).toEqual(seriesOf(document));
    expect(pinned(full, tables, { sizes: '99' })).toEqual(full);
    expect(parseDocument(full)).toEqual({ ok: true, document: full, notes: [] });
  });

  test('leaves guesses about tables that are not here', () => {
    const full = pinned(document, new Map(), {});
    expect(full.source).toEqual(source);
  });

  test('names the experiment after its data', () => {
    expect(titleOf(document)).toMatchObject({ kind: 'tables', targets: [] });
    expect(titleOf(pinned(document, tables, {}))).toEqual({
      kind: 'tables',
      targets: ['energy_eV', 'Tg (°C)'],
      simulated: ['sim', 'md'],
      measured: ['real', 'lab'],
    });
    expect(titleOf({ ...document, title: ' Mine ' })).toEqual({ kind: 'typed', title: 'Mine' });
    expect(titleOf({ ...document, title: '  ' })).toMatchObject({ kind: 'tables' });
  });

  test('what keeps a document from running is told all at once', () => {
    expect(sourceProblems(source, tables)).toEqual([]);
    const without = new Map(tables);
    without.delete(simulated.fingerprint);
    const open = { ...source, series: [newSeries(0, 0), newSeries(1, 1)] };
    expect(sourceProblems(open, without)).toEqual([
      { code: 'table-missing', side: 'simulated', table: source.simulated[0] },
      {
        code: 'series',
        series: 1,
        problem: expect.objectContaining({ code: 'odd-cells', count: 1 }) as unknown,
      },
    ]);
    expect(sourceProblems({ ...source, simulated: [], measured: [], series: [] }, tables)).toEqual([
      { code: 'no-table', side: 'simulated' },
      { code: 'no-table', side: 'measured' },
    ]);
    expect(sourceProblems({ ...source, series: [] }, tables)).toEqual([{ code: 'no-series' }]);
    expect(sourceProblems({ kind: 'list', text: '', choices: {} }, tables)).toEqual([
      { code: 'list' },
    ]);
    expect(sourceProblems({ kind: 'lesson', lesson: 'x' }, tables)).toEqual([]);
  });
});

test('choices start where nothing is decided', () => {
  expect(newSeries(2, 1)).toEqual({
    simulated: 2,
    measured: 1,
    roles: null,
    choices: DEFAULT_CHOICES,
  });
});
