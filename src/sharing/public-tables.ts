/**
 * Public tables that a person may ask for: the originals in their authors' repositories at fixed commits, checked by
 * SHA-256 before anything is read. Nothing is requested before a person asks, and nothing but the file's address is sent.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The one foreign host that the page's Content-Security-Policy allows. */
export const PUBLIC_HOST = 'https://raw.githubusercontent.com';

export interface PublicTable {
  readonly id: string;
  /** As the file is called in its repository. */
  readonly file: string;
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly sha256: string;
  readonly licence: string;
  readonly citation: string;
  readonly side: 'simulated' | 'measured';
}

const CHI = {
  repository: 'yoshida-lab/MTL_ChiParameter',
  commit: '7d9a4d872af19e0025898a09118fb1847ae4171c',
  licence: 'MIT',
} as const;

export const PUBLIC_TABLES: readonly PublicTable[] = [
  {
    id: 'radonpy-pi1070',
    file: 'PI1070.csv',
    repository: 'RadonPy/RadonPy',
    commit: '648c9a492808339c9bb7ad2c1137e5a7b07614ca',
    path: 'data/PI1070.csv',
    sha256: '4ee41d526db3d03eb5b83010672b4e63a4d51a114871a2187ca7fd57d30556a4',
    licence: 'BSD-3-Clause',
    citation: 'Hayashi et al. 2022, npj Comput. Mater. 8, 222',
    side: 'simulated',
  },
  {
    ...CHI,
    id: 'chi-cosmo-rs',
    file: 'data_COSMO.csv',
    path: 'sample_data/data_COSMO.csv',
    sha256: '6c303495159a3a15d342ef2b775b1e0312574a2a5dfc6ed1de55cb3cca629528',
    citation: 'Aoki et al. 2023, Macromolecules 56, 5446',
    side: 'simulated',
  },
  {
    ...CHI,
    id: 'chi-measured',
    file: 'data_Chi.csv',
    path: 'sample_data/data_Chi.csv',
    sha256: 'cc8fbf4a100d3a5b2379c5bff5d495a68f61ffb4d04ce41d1f66650b1c80573d',
    citation: 'Orwoll and Arnold 2007, Physical Properties of Polymers Handbook; Aoki et al. 2023',
    side: 'measured',
  },
];

/** The public table that an experiment's table may be, by its file's name: content decides once it was fetched. */
export function publicTableNamed(file: string): PublicTable | null {
  return PUBLIC_TABLES.find((table) => table.file === file) ?? null;
}

export function addressOf({ repository, commit, path }: PublicTable): string {
  return `${PUBLIC_HOST}/${repository}/${commit}/${path}`;
}

export type PublicTableProblem =
  /** No answer: offline, or the host is blocked here. */
  | { readonly code: 'not-reachable'; readonly file: string }
  | { readonly code: 'refused'; readonly file: string; readonly status: number }
  /** Another content than the one that was published: it is not used. */
  | { readonly code: 'other-content'; readonly file: string; readonly sha256: string };

export type PublicTableOutcome =
  | { readonly ok: true; readonly file: File }
  | { readonly ok: false; readonly problem: PublicTableProblem };

/** Fetches one table and checks it. Rejects only with the signal's reason. */
export async function fetchPublicTable(
  table: PublicTable,
  signal?: AbortSignal,
): Promise<PublicTableOutcome> {
  const { file } = table;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const response = await fetch(addressOf(table), {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(signal ? { signal } : {}),
    });
    if (!response.ok) {
      return { ok: false, problem: { code: 'refused', file, status: response.status } };
    }
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch {
    signal?.throwIfAborted();
    return { ok: false, problem: { code: 'not-reachable', file } };
  }
  const found = bytesToHex(sha256(bytes));
  if (found !== table.sha256) {
    return { ok: false, problem: { code: 'other-content', file, sha256: found } };
  }
  return { ok: true, file: new File([bytes], file, { type: 'text/csv' }) };
}
