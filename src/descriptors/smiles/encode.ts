/**
 * A column of SMILES as features and material keys. RDKit is behind a service: a pool of workers in the page,
 * anything that keeps the contract in a test.
 */
import type { Column } from '../../tables/table.ts';
import { distinctTexts } from '../distinct.ts';
import type { DropReason, EncodedPart } from '../encoded.ts';
import type { FeatureBlock } from '../feature-matrix.ts';
import {
  columnName,
  DEFAULT_FINGERPRINTS,
  type DescribedAs,
  type Fingerprint,
  type SmilesPart,
} from '../plan.ts';
import { plainEnds } from './end-marks.ts';
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
  columns: readonly Column[],
  as: DescribedAs,
  smiles: SmilesService,
  onProgress?: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<EncodedPart> {
  const { texts, places, name } = distinctTexts(part.column, columns, as);
  const request: SmilesRequest = {
    fingerprints: part.fingerprints ?? DEFAULT_FINGERPRINTS,
    physical: part.physical ?? false,
  };
  const asked = part.endsAsAtoms ? texts : texts.map((text) => plainEnds(text).text);
  const { canonical, blocks } = await smiles.describe(asked, request, onProgress, signal);
  const column = columnName(part.column, 'simulated');
  const reasons = new Map<number, DropReason>();
  const entries = places.map((place, row) => {
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
  return {
    blocks: blocks.map((block): FeatureBlock => {
      return { ...block, names: block.names.map((one) => `${column} ${one}`) };
    }),
    keys: canonical.map((one) => (typeof one === 'string' ? one : '')),
    entries,
    reasons,
    notes: [],
  };
}
