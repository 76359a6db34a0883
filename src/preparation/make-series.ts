/** Features, keys and targets become a series: the fingerprints are those of keys and targets. */
import type { FeatureMatrix } from '../descriptors/feature-matrix.ts';
import type { TargetScale } from './target-scale.ts';
import type { Series } from './series.ts';
import { hashColumns } from '../hashing.ts';

export interface SeriesParts {
  readonly label: string;
  readonly sameProperty: boolean;
  readonly targetScale?: TargetScale;
  readonly simulated: {
    readonly features: FeatureMatrix;
    readonly keys: readonly string[];
    readonly targets: readonly Float64Array<ArrayBuffer>[];
  };
  readonly measured: {
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
  return {
    label,
    sameProperty,
    ...(targetScale === undefined ? {} : { targetScale }),
    simulated: { ...simulated, fingerprint: hashColumns(simulated.keys, simulated.targets) },
    measured: { ...measured, fingerprint: hashColumns(measured.keys, [measured.values]) },
  };
}

function columnNames(matrix: FeatureMatrix): string {
  return JSON.stringify(matrix.blocks.map(({ kind, names }) => [kind, names]));
}
