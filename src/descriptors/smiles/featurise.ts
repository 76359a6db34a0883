/**
 * SMILES to canonical form, fingerprints and physical descriptors with RDKit, one molecule at a time. Every RDKit object
 * is deleted where it was made: the WebAssembly heap is not garbage-collected.
 */
import type { MainModule, Mol } from '@rdkit/rdkit';
import type { FeatureBlock } from '../feature-matrix.ts';
import type { Fingerprint } from '../plan.ts';
import { countEnds, cyclicOligomer } from './cyclic-oligomer.ts';
import type { SmilesFeatures, SmilesRequest } from './encode.ts';
import { PHYSICAL, readPhysical } from './physical.ts';
import type { SmilesProblem } from './problem.ts';

/** Marks the key of a polymer, so that polyethylene is not taken for the ring that stands for it. */
export const POLYMER_PREFIX = 'poly:';

/** MACCS keys 1 to 166; bit 0 is unused. */
const MACCS_LENGTH = 167;

/** Features of each text; `request` must have passed checkPlan. Never throws for a text. */
export function featurise(
  rdkit: MainModule,
  texts: readonly string[],
  request: SmilesRequest,
): SmilesFeatures {
  const blocks = emptyBlocks(request, texts.length);
  const canonical = texts.map((text, row) => {
    const opened = openMolecule(rdkit, text);
    if (!('molecule' in opened)) return opened;
    const { molecule, units } = opened;
    try {
      return describeMolecule(molecule, units, request, blocks, row);
    } finally {
      molecule.delete();
    }
  });
  return { canonical, blocks };
}

/** The blocks of a request, filled with zeros: rows x columns. */
export function emptyBlocks(request: SmilesRequest, rows: number): FeatureBlock[] {
  const blocks = request.fingerprints.map((fingerprint): FeatureBlock => {
    const length = fingerprintLength(fingerprint);
    const names = Array.from({ length }, (_, i) => `${fingerprintName(fingerprint)} ${i}`);
    return { kind: 'bytes', names, values: new Uint8Array(rows * length) };
  });
  if (request.physical) {
    const values = new Float32Array(rows * PHYSICAL.length);
    blocks.push({ kind: 'float32', names: PHYSICAL.map(({ name }) => name), values });
  }
  return blocks;
}

type Opened = { readonly molecule: Mol; readonly units: number } | SmilesProblem;

/** The molecule, or the cyclic oligomer of a repeat unit with its number of units (0: no polymer). */
function openMolecule(rdkit: MainModule, text: string): Opened {
  const ends = countEnds(text);
  if (ends === 0) return read(rdkit, text, 0);
  if (ends !== 2) {
    // What cannot be read at all is not worth counting.
    return withMolecule(rdkit, text, () => ({ code: 'polymer-ends', ends }));
  }
  const oligomer = cyclicOligomer(text);
  if (typeof oligomer !== 'string') return read(rdkit, oligomer.smiles, oligomer.units);
  // RDKit reads more ways of writing than we do: its canonical form is the second attempt.
  return withMolecule(rdkit, text, (molecule) => {
    const again = cyclicOligomer(molecule.get_smiles());
    return typeof again === 'string'
      ? { code: 'polymer-ends-not-joinable' }
      : read(rdkit, again.smiles, again.units);
  });
}

function read(rdkit: MainModule, smiles: string, units: number): Opened {
  const molecule = parse(rdkit, smiles);
  return molecule === null ? { code: 'unreadable' } : { molecule, units };
}

function withMolecule(rdkit: MainModule, text: string, use: (molecule: Mol) => Opened): Opened {
  const molecule = parse(rdkit, text);
  if (molecule === null) return { code: 'unreadable' };
  try {
    return use(molecule);
  } finally {
    molecule.delete();
  }
}

/** RDKit's molecule, or null: an exception in C++ (a bare WebAssembly.Exception) means the same as null. */
function parse(rdkit: MainModule, text: string): Mol | null {
  try {
    return rdkit.get_mol(text);
  } catch {
    return null;
  }
}

function describeMolecule(
  molecule: Mol,
  units: number,
  request: SmilesRequest,
  blocks: readonly FeatureBlock[],
  row: number,
): string | SmilesProblem {
  let descriptor = 'canonical SMILES';
  try {
    const smiles = molecule.get_smiles();
    request.fingerprints.forEach((fingerprint, i) => {
      descriptor = fingerprintName(fingerprint);
      const block = blocks[i];
      const length = fingerprintLength(fingerprint);
      if (block)
        unpackBits(fingerprintBits(molecule, fingerprint), block.values, row * length, length);
    });
    if (request.physical) {
      descriptor = 'physical descriptors';
      const values = readPhysical(molecule.get_descriptors(), units);
      blocks.at(-1)?.values.set(values, row * PHYSICAL.length);
    }
    return units > 0 ? POLYMER_PREFIX + smiles : smiles;
  } catch {
    return { code: 'descriptor-failed', descriptor };
  }
}

function fingerprintBits(molecule: Mol, fingerprint: Fingerprint): Uint8Array {
  switch (fingerprint.kind) {
    case 'morgan': {
      const details = JSON.stringify({ radius: fingerprint.radius, nBits: fingerprint.length });
      return molecule.get_morgan_fp_as_uint8array(details) as Uint8Array;
    }
    case 'rdkit': {
      const { maxPath, length } = fingerprint;
      const details = JSON.stringify({ minPath: 1, maxPath, nBits: length });
      return molecule.get_rdkit_fp_as_uint8array(details) as Uint8Array;
    }
    case 'maccs':
      return molecule.get_maccs_fp_as_uint8array() as Uint8Array;
  }
}

/** Packed bits, least significant first, to one byte each. */
function unpackBits(
  packed: Uint8Array,
  to: Uint8Array | Float32Array,
  start: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) to[start + i] = ((packed[i >> 3] ?? 0) >> (i & 7)) & 1;
}

function fingerprintLength(fingerprint: Fingerprint): number {
  return fingerprint.kind === 'maccs' ? MACCS_LENGTH : fingerprint.length;
}

function fingerprintName(fingerprint: Fingerprint): string {
  if (fingerprint.kind === 'morgan') return `morgan${fingerprint.radius}`;
  return fingerprint.kind === 'rdkit' ? `rdkit${fingerprint.maxPath}` : 'maccs';
}
