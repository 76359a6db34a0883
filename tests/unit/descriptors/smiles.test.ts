import initRDKit, { type MainModule } from '@rdkit/rdkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { DESCRIPTOR_VERSION, type Fingerprint } from '../../../src/descriptors/plan.ts';
import {
  countEnds,
  cyclicOligomer,
  OLIGOMER_DETAILS,
  SMALLEST_RING,
} from '../../../src/descriptors/smiles/cyclic-oligomer.ts';
import { featurise } from '../../../src/descriptors/smiles/featurise.ts';
import { PHYSICAL } from '../../../src/descriptors/smiles/physical.ts';
import { readSmilesText } from '../../../src/descriptors/smiles/smiles-text.ts';
import { readRecords, sharedFile } from './shared-data.ts';

let rdkit: MainModule;
beforeAll(async () => {
  rdkit = await initRDKit();
  rdkit.disable_logging();
});

const FINGERPRINTS: Fingerprint[] = [
  { kind: 'morgan', radius: 2, length: 1024 },
  { kind: 'rdkit', maxPath: 7, length: 2048 },
  { kind: 'maccs' },
];

const canonicalOf = (texts: string[]) =>
  featurise(rdkit, texts, { fingerprints: [], physical: false }).canonical;

/** Canonical form and all features of one text, as one comparable value. */
function everything(text: string) {
  const { canonical, blocks } = featurise(rdkit, [text], {
    fingerprints: FINGERPRINTS,
    physical: true,
  });
  return {
    canonical: canonical[0],
    bits: blocks.filter((one) => one.kind === 'bytes').map((one) => one.values.join('')),
    physical: [...(blocks.at(-1)?.values ?? [])].map((value) => Number(value.toPrecision(5))),
  };
}

describe('molecules', () => {
  test('one canonical form for every spelling; what cannot be read is named', () => {
    expect(canonicalOf(['OCC', 'CCO', 'C(O)C', 'C1CC', 'nonsense', 'C(C)(C)(C)(C)C'])).toEqual([
      'CCO',
      'CCO',
      'CCO',
      { code: 'unreadable' },
      { code: 'unreadable' },
      { code: 'unreadable' },
    ]);
  });

  test('the bits are those that RDKit writes as text', () => {
    const smiles = 'CC(=O)Oc1ccccc1C(O)=O';
    const molecule = rdkit.get_mol(smiles);
    expect(everything(smiles).bits).toEqual([
      molecule?.get_morgan_fp('{"radius":2,"nBits":1024}'),
      molecule?.get_rdkit_fp('{"minPath":1,"maxPath":7,"nBits":2048}'),
      molecule?.get_maccs_fp(),
    ]);
    molecule?.delete();
  });

  test('physical descriptors of aspirin', () => {
    const { physical } = everything('CC(=O)Oc1ccccc1C(O)=O');
    const of = (name: string) => physical[PHYSICAL.findIndex((one) => one.name === name)];
    expect(of('amw')).toBeCloseTo(180.16, 2); // g/mol
    expect(of('tpsa')).toBeCloseTo(63.6, 2); // Ertl et al. 2000
    expect(of('NumHeavyAtoms')).toBe(13);
    expect(of('NumAromaticRings')).toBe(1);
  });

  test('the version in the experiment is the one that runs', () => {
    expect(DESCRIPTOR_VERSION).toContain(rdkit.version());
  });

  test('a long run leaves no molecules behind', () => {
    const memory = () => process.memoryUsage().arrayBuffers + process.memoryUsage().external;
    const texts = Array.from(
      { length: 300 },
      (_, i) => `${'C'.repeat((i % 30) + 1)}O${'*'.repeat(i % 3)}`,
    );
    const run = () =>
      featurise(rdkit, texts, { fingerprints: FINGERPRINTS.slice(0, 1), physical: true });
    run();
    const before = memory();
    for (let i = 0; i < 3; i++) run();
    expect(memory() - before).toBeLessThan(30e6);
  });
});

describe('polymer repeat units', () => {
  const twoCuts: [string, ...string[]][] = [
    [
      '*CC(*)C',
      '*C(C)C*',
      '*CC(C)*',
      'C(C*)(C)*',
      '[*]C(C)C[*]',
      '[1*]CC([2*])C',
      '[*:1]CC(C)[*:2]',
    ],
    ['*CCO*', '*COC*', '*OCC*', 'C(*)CO*', 'O(*)CC*'],
    ['*Oc1ccc(*)cc1', '*c1ccc(O*)cc1', '*c1ccc(cc1)O*'],
    ['*CC(*)c1ccccc1', '*C(C*)c1ccccc1'],
    ['*NCCCCCC(=O)*', '*C(=O)CCCCCN*', '*CCNC(=O)CCC*', '*CCCNC(=O)CC*'],
    ['*C=C*', '*=CC=*'],
    ['*/C=C/*', '*\\C=C\\*', 'C(\\*)=C/*'],
    ['*C/C=C\\C*', '*/C=C\\CC*', '*CC/C=C\\*', '*\\C=C/CC*'],
    ['*C[C@H](C)O*', '*[C@H](C)OC*', '*OC[C@H](C)*', 'C[C@@H](C*)O*'],
    ['*[Si](C)(C)O*', '*O[Si](*)(C)C'],
    ['*c1ccc(*)s1', '*c1sc(*)cc1', '*C1=CC=C(*)S1'],
    ['*CC(*)S(=O)(=O)[O-].[Na+]', '[Na+].*C(C*)S(=O)(=O)[O-]'],
    ['*N1CCC(*)CC1', '*C1CCN(*)CC1'],
  ];
  test.each(twoCuts)('%s does not depend on the cut', (first, ...others) => {
    const expected = everything(first);
    expect(expected.canonical).toMatch(/^poly:/);
    for (const other of others) expect(everything(other), other).toEqual(expected);
  });

  test('tacticity and double bonds are kept apart', () => {
    const forms = ['*C[C@H](C)O*', '*CC(C)O*', '*C/C=C\\C*', '*C/C=C/C*', '*CC=CC*', '*CCCC*'];
    expect(new Set(canonicalOf(forms)).size).toBe(forms.length);
    // The rings that RDKit itself zips from labelled units.
    for (const unit of [
      '*C[C@H](C)O*',
      '*[C@@H](C)OC*',
      '*/C=C\\CC*',
      'C[C@@H](C*)O*',
      '*/C=C/*',
    ]) {
      expect(joined(unit), unit).toBe(zipped(unit));
    }
  });

  test('any cut along a random backbone', () => {
    const segment = fc.constantFrom(
      'C',
      'O',
      'C(C)',
      'C(=O)',
      'N',
      'c1ccc(cc1)',
      'c1cccc(c1)',
      'C(F)(F)',
      'S',
      '[Si](C)(C)',
      'C(c9ccccc9)',
      '[C@H](C)',
      '[C@@](C)(F)',
      'C1CCC(CC1)',
      'C/C=C/C',
      'C#C',
    );
    const backbone = fc.array(segment, { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(backbone, fc.nat(6), (parts, shift) => {
        const at = shift % parts.length;
        const turned = [...parts.slice(at), ...parts.slice(0, at)];
        const one = everything(`*${parts.join('')}*`);
        expect(one.canonical).toMatch(/^poly:/);
        expect(everything(`*${turned.join('')}*`)).toEqual(one);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('the ring is large enough, and never aromatic by itself', () => {
    const sizes = ['*C*', '*CC*', '*CCCCCCCCCCCC*', '*C=C*', '*c1ccc(*)cc1'].map((unit) => {
      const oligomer = cyclicOligomer(unit);
      return typeof oligomer === 'string' ? NaN : oligomer.units;
    });
    expect(sizes).toEqual([SMALLEST_RING, SMALLEST_RING / 2, 1, 5, 3]);
    // Unlike polyacetylene, these have aromatic atoms of their own: as many as in the unit, times k.
    for (const [unit, aromatic] of [
      ['*C=C*', 0],
      ['*C=N*', 0],
      ['*C=CC(=O)*', 0],
      ['*C=Cc1ccc(*)cc1', 6],
      ['*C(=O)Nc1ccc(*)cc1', 6],
      ['*Nc1ccc(*)cc1', 6],
      ['*C#Cc1ccc(*)cc1', 6],
      ['*c1ccc(*)s1', 5],
    ] as const) {
      const oligomer = cyclicOligomer(unit);
      if (typeof oligomer === 'string') throw new Error(unit);
      expect(aromaticAtoms(canonicalOf([unit])[0]), unit).toBe(aromatic * oligomer.units);
    }
  });

  test('physical descriptors are per repeat unit', () => {
    const amw = PHYSICAL.findIndex((one) => one.name === 'amw');
    const rings = PHYSICAL.findIndex((one) => one.name === 'NumRings');
    expect(everything('*CC*').physical[amw]).toBeCloseTo(28.054, 2);
    expect(everything('*CC(*)c1ccccc1').physical[amw]).toBeCloseTo(104.15, 1);
    expect(everything('*CC(*)c1ccccc1').physical[rings]).toBe(1);
  });

  test('other numbers of ends, and ends that do not join, are reported', () => {
    expect(canonicalOf(['*CC', '*CC(*)C*', '**', '*C.C*', '*=CC*', '*1CC1*', '*C('])).toEqual([
      { code: 'polymer-ends', ends: 1 },
      { code: 'polymer-ends', ends: 3 },
      { code: 'polymer-ends-not-joinable' },
      { code: 'polymer-ends-not-joinable' },
      { code: 'polymer-ends-not-joinable' },
      { code: 'polymer-ends-not-joinable' },
      { code: 'unreadable' },
    ]);
  });

  test('no text hangs or breaks the reader', () => {
    const token = fc.constantFrom(...'*CNOcn()[]=#/\\%12.@H+-: ', '[C@H]', '*', 'Cl', '%10');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const text = tokens.join('');
        readSmilesText(text);
        cyclicOligomer(text);
        expect(countEnds(text)).toBeGreaterThanOrEqual(0);
        expect(() => everything(text)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  for (const name of ['sim.csv', 'real_glass_transition_temperature.csv', 'sim_openpolymer.csv']) {
    const file = sharedFile(`polymer/${name}`);
    test.skipIf(file === undefined)(`${name}: read as RDKit zips them`, () => {
      const units = readRecords(file ?? '').map((one) => one['smiles'] ?? '');
      const sample = units.filter(
        (unit, i) => countEnds(unit) === 2 && i % Math.ceil(units.length / 60) === 0,
      );
      const wrong = sample.filter((unit) => joined(unit) !== zipped(unit));
      expect(sample.length).toBeGreaterThan(40);
      expect(wrong).toEqual([]);
    });
  }
});

function aromaticAtoms(canonical: unknown): number {
  if (typeof canonical !== 'string') return NaN;
  const text = readSmilesText(canonical.replace('poly:', ''));
  return text?.atoms.filter((atom) => atom.aromatic).length ?? NaN;
}

/** The canonical ring of two units or more, as we join them. */
function joined(unit: string): string {
  const oligomer = cyclicOligomer(unit, 2);
  return typeof oligomer === 'string' ? oligomer : canonicalRing(oligomer.smiles);
}

/** The same ring by an independent way: RDKit's molzip over labelled copies. */
function zipped(unit: string): string {
  const oligomer = cyclicOligomer(unit, 2);
  const units = typeof oligomer === 'string' ? 2 : oligomer.units;
  const label = (head: number, tail: number) => {
    let seen = 0;
    return unit.replace(/\[\d*\*[^\]]*\]|\*/g, () => `[*:${seen++ === 0 ? head : tail}]`);
  };
  const copies = Array.from({ length: units }, (_, i) => label(i + 1, ((i + 1) % units) + 1));
  const first = rdkit.get_mol(copies.slice(1).join('.'));
  const last = rdkit.get_mol(copies[0] ?? '');
  const ring = first && last && rdkit.molzip(first, last, '');
  const smiles = ring ? canonicalRing(ring.get_smiles()) : 'no ring';
  for (const one of [first, last, ring]) one?.delete();
  return smiles;
}

function canonicalRing(smiles: string): string {
  const ring = rdkit.get_mol(smiles, OLIGOMER_DETAILS);
  const canonical = ring?.get_smiles() ?? 'no ring';
  ring?.delete();
  return canonical;
}
