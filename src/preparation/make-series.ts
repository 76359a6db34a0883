/** Features, keys and targets become a series: the fingerprints are those of keys and targets. */
import { hashFeatures } from '../descriptors/hash-features.ts';
import type { FeatureMatrix } from '../descriptors/feature-matrix.ts';
import type { TargetScale } from './target-scale.ts';
import type { Series } from './series.ts';
import { hashColumns, hashJson } from '../hashing.ts';

/** Which rows of which table a domain is; by default the domain is a table of its own. */
interface Origin {
  readonly table?: string;
  readonly tableRows?: number;
  readonly rows?: Uint32Array<ArrayBuffer>;
}

export interface SeriesParts {
  /** Default: the hash of everything that is given here except the label. */
  readonly id?: string;
  readonly label: string;
  readonly sameProperty: boolean;
  readonly targetScale?: TargetScale;
  readonly simulated: Origin & {
    readonly features: FeatureMatrix;
    readonly keys: readonly string[];
    readonly targets: readonly Float64Array<ArrayBuffer>[];
  };
  readonly measured: Origin & {
    readonly features: FeatureMatrix;
    readonly keys: readonly string[];
    readonly values: Float64Array<ArrayBuffer>;
    readonly groups?: readonly string[];
    readonly ownSplit?: Uint8Array<ArrayBuffer>;
  };
}

/** Throws RangeError when rows, keys and targets differ in length or the two domains in their features. */
export function makeSeries(parts: SeriesParts): Series {
  const { label, sameProperty, targetScale, simulated, measured } = parts;
  const lengths = [simulated.keys.length, ...simulated.targets.map((target) => target.length)];
  if (lengths.some((length) => length !== simulated.features.rows)) {
    throw new RangeError(
      `Simulated rows differ: ${simulated.features.rows} and ${lengths.join(', ')}.`,
    );
  }
  const { rows } = measured.features;
  if (measured.keys.length !== rows || measured.values.length !== rows) {
    throw new RangeError(
      `Measured rows differ: ${rows}, ${measured.keys.length}, ${measured.values.length}.`,
    );
  }
  if (columnNames(simulated.features) !== columnNames(measured.features)) {
    throw new RangeError('Simulated and measured features are not the same columns.');
  }
  const source = { ...simulated, ...originOf(simulated, simulated.targets) };
  const target = { ...measured, ...originOf(measured, [measured.values]) };
  return {
    id: parts.id ?? hashParts({ ...parts, simulated: source, measured: target }),
    label,
    sameProperty,
    ...(targetScale === undefined ? {} : { targetScale }),
    simulated: source,
    measured: target,
  };
}

function originOf(
  { keys, table, tableRows, rows }: Origin & { readonly keys: readonly string[] },
  columns: readonly Float64Array<ArrayBuffer>[],
) {
  const fingerprint = hashColumns(keys, columns);
  return {
    fingerprint,
    table: table ?? fingerprint,
    tableRows: tableRows ?? keys.length,
    rows: rows ?? Uint32Array.from(keys.keys()),
  };
}

function hashParts({
  sameProperty,
  targetScale,
  simulated,
  measured,
}: Pick<Series, 'sameProperty' | 'targetScale' | 'simulated' | 'measured'>): string {
  const domain = ({
    table,
    tableRows,
    fingerprint,
    rows,
    features,
  }: Series['simulated' | 'measured']) => [
    table,
    tableRows,
    fingerprint,
    hashColumns([], [Float64Array.from(rows)]),
    hashFeatures(features),
  ];
  return hashJson({
    sameProperty,
    targetScale: targetScale ?? 'linear',
    simulated: domain(simulated),
    measured: domain(measured),
    groups: measured.groups,
    ownSplit: measured.ownSplit && [...measured.ownSplit],
  });
}

function columnNames(matrix: FeatureMatrix): string {
  return JSON.stringify(matrix.blocks.map(({ kind, names }) => [kind, names]));
}
