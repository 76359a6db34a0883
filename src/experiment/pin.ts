/**
 * A document with every guess and default made explicit, so that it means the same wherever and whenever it is opened:
 * what is stored, shared or written into a file is pinned. It describes the same experiment as before, bit for bit.
 */
import { fullDescriptorOptions } from './column-options.ts';
import type { ExperimentDocument, SeriesDocument, Source, TypedSettings } from './document.ts';
import { roleChoiceOf } from './role-choice.ts';
import { seriesView } from './series-choice.ts';
import { effectiveSettings } from './settings.ts';
import type { TableLookup } from './to-spec.ts';

/** Guesses about tables that are not here stay guesses: nothing is known of them. */
export function pinned(
  document: ExperimentDocument,
  tables: TableLookup,
  proposed: TypedSettings,
): ExperimentDocument {
  return {
    ...document,
    source: pinnedSource(document.source, tables),
    settings: effectiveSettings(document.settings, proposed),
  };
}

function pinnedSource(source: Source, tables: TableLookup): Source {
  if (source.kind !== 'tables') return source;
  const series = source.series.map((one): SeriesDocument => {
    const simulated = tables.get(source.simulated[one.simulated]?.fingerprint ?? '');
    const measured = tables.get(source.measured[one.measured]?.fingerprint ?? '');
    if (!simulated || !measured) return one;
    const { choices, roles, sameProperty } = seriesView(one, simulated, measured);
    const descriptors = {
      ...choices.descriptors,
      ...fullDescriptorOptions(roles, measured, choices.descriptors),
    };
    return {
      ...one,
      roles: roleChoiceOf(roles),
      choices: { ...choices, sameProperty, descriptors },
    };
  });
  return { ...source, series };
}
