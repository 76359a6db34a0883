/**
 * SMILES to canonical form, fingerprints and physical descriptors with RDKit, one molecule at a time. Every RDKit object
 * is deleted where it was made: the WebAssembly heap is not garbage-collected.
 */
import type { MainModule, Mol } from '@rdkit/rdkit';
import type { FeatureBlock } from '../feature-matrix.ts';
import type { Fingerprint } from '../plan.ts';
import {
  countEnds,
  cyclicOligomer,
  OLIGOMER_DETAILS,
  type CyclicOligomer,
  type OligomerProblem,
} from './cyclic-oligomer.ts';
import type { SmilesFeatures, SmilesRequest } from './encode.ts';
import { PHYSICAL, readPhysical } from './physical.ts';
import type { SmilesProblem } from './problem.ts';
import { readSmilesText, writeSingleBonds, type SmilesText } from './smiles-text.ts';

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
    const opened: Mol[] = [];
    try {
      const subject = openSubject(rdkit, text, opened);
      return 'code' in subject ? subject : describeSubject(subject, request, blocks, row);
    } finally {
      for (const molecule of opened) molecule.delete();
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

/** What is described: a molecule, or the ring that stands for a polymer. */
interface Subject {
  readonly molecule: Mol;
  /** The repeat unit, whose own rings are counted, and how many of it the ring holds. */
  readonly polymer?: { readonly unit: Mol; readonly units: number };
}

/** Puts every molecule that it makes into `opened`, for the caller to delete. */
function openSubject(rdkit: MainModule, text: string, opened: Mol[]): Subject | SmilesProblem {
  const molecule = parse(rdkit, text, '{}');
  if (molecule === null) return { code: 'unreadable' };
  opened.push(molecule);
  const ends = countEnds(text);
  if (ends === 0) return { molecule };
  if (ends !== 2) return { code: 'polymer-ends', ends };
  const oligomer = joinUnit(text, molecule.get_smiles());
  if (typeof oligomer === 'string') return { code: 'polymer-ends-not-joinable' };
  const ring = parse(rdkit, oligomer.smiles, OLIGOMER_DETAILS);
  if (ring === null) return { code: 'polymer-ends-not-joinable' };
  opened.push(ring);
  return { molecule: ring, polymer: { unit: molecule, units: oligomer.units } };
}

/**
 * The oligomer of the text as it was written: alone, a unit may be more symmetric than the chain, and its canonical form
 * then lacks a stereo centre. But it is the canonical form that knows what is aromatic, and that is simply written.
 */
function joinUnit(text: string, canonical: string): CyclicOligomer | OligomerProblem {
  const graph = readSmilesText(text);
  if (graph && aromaticAtoms(graph) === aromaticAtoms(readSmilesText(canonical))) {
    const oligomer = cyclicOligomer(writeSingleBonds(text, graph));
    if (typeof oligomer !== 'string') return oligomer;
  }
  return cyclicOligomer(canonical);
}

function aromaticAtoms(graph: SmilesText | undefined): number | undefined {
  return graph?.atoms.filter((atom) => atom.aromatic).length;
}

/** RDKit's molecule, or null: an exception in C++ (a bare WebAssembly.Exception) means the same as null. */
function parse(rdkit: MainModule, text: string, details: string): Mol | null {
  try {
    return rdkit.get_mol(text, details);
  } catch {
    return null;
  }
}

function describeSubject(
  { molecule, polymer }: Subject,
  request: SmilesRequest,
  blocks: readonly FeatureBlock[],
  row: number,
): string | SmilesProblem {
  let descriptor = 'canonical';
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
      descriptor = 'physical';
      const values = readPhysical(
        molecule.get_descriptors(),
        polymer && { unit: polymer.unit.get_descriptors(), units: polymer.units },
      );
      blocks.at(-1)?.values.set(values, row * PHYSICAL.length);
    }
    return polymer ? POLYMER_PREFIX + smiles : smiles;
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
