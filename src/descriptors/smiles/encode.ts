/**
 * A column of SMILES as features and material keys. RDKit is behind a service: a pool of workers in the page,
 * anything that keeps the contract in a test.
 */
import type { Column } from '../../tables/table.ts';
import { distinctTexts } from '../distinct.ts';
import type { DropReason, EncodedPart, EncodedSide } from '../encoded.ts';
import type { FeatureBlock } from '../feature-matrix.ts';
import { columnName, DEFAULT_FINGERPRINTS, type Fingerprint, type SmilesPart } from '../plan.ts';
import type { SmilesProblem } from './problem.ts';

/** What is asked of every SMILES, besides its canonical form. */
export interface SmilesRequest {
  readonly fingerprints: readonly Fingerprint[];
  readonly physical: boolean;
}

/** The answer for a list of SMILES. */
export interface SmilesFeatures {
  /** The canonical SMILES ('poly:' and that of the cyclic oligomer for a repeat unit), or why there is none. */
  readonly canonical: readonly (string | SmilesProblem)[];
  /** One block per fingerprint, then the physical descriptors: texts x columns, zeros where there is no molecule. */
  readonly blocks: readonly FeatureBlock[];
}

export interface SmilesService {
  describe(
    texts: readonly string[],
    request: SmilesRequest,
    onProgress?: (done: number, total: number) => void,
    signal?: AbortSignal,
  ): Promise<SmilesFeatures>;
}

/** Encodes one column of SMILES; `onProgress` hears (done, total) distinct SMILES. */
export async function encodeSmiles(
  part: SmilesPart,
  tables: readonly (readonly Column[])[],
  onProgress: (done: number, total: number) => void,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly smiles?: SmilesService | undefined;
  },
): Promise<EncodedPart> {
  const { texts, places, names } = distinctTexts(part.column, tables);
  const request: SmilesRequest = {
    fingerprints: part.fingerprints ?? DEFAULT_FINGERPRINTS,
    physical: part.physical ?? false,
  };
  const { canonical, blocks } = await describeTexts(texts, request, onProgress, options);
  const column = columnName(part.column, 'simulated');
  const side = (index: 0 | 1): EncodedSide => {
    const reasons = new Map<number, DropReason>();
    const name = names[index];
    const entries = places[index].map((place, row) => {
      const found = canonical[place];
      if (typeof found === 'string') return place;
      reasons.set(
        row,
        found === undefined
          ? { code: 'missing', column: name }
          : { code: 'unreadable-smiles', column: name, text: texts[place] ?? '', problem: found },
      );
      return -1;
    });
    return { entries, reasons };
  };
  return {
    blocks: blocks.map((block): FeatureBlock => {
      return { ...block, names: block.names.map((one) => `${column} ${one}`) };
    }),
    keys: canonical.map((one) => (typeof one === 'string' ? one : '')),
    simulated: side(0),
    measured: side(1),
    notes: [],
  };
}

async function describeTexts(
  texts: readonly string[],
  request: SmilesRequest,
  onProgress: (done: number, total: number) => void,
  { signal, smiles }: { signal?: AbortSignal | undefined; smiles?: SmilesService | undefined },
): Promise<SmilesFeatures> {
  if (smiles !== undefined) return smiles.describe(texts, request, onProgress, signal);
  const { SmilesPool } = await import('./pool.ts');
  const pool = new SmilesPool();
  try {
    return await pool.describe(texts, request, onProgress, signal);
  } finally {
    pool.dispose();
  }
}
