/** The present experiment as a command line: the same records without a window, on one machine or on a cluster. */
import type { ExperimentDocument } from '../experiment/document.ts';

/** A link that is longer than this is no argument that a person copies: then the file stands for it. */
const LONGEST_ARGUMENT = 8_000;

/**
 * For a POSIX shell. `hash`: the experiment's link without its results ('#e1=…'). null for a pasted list: there is nothing to
 * train.
 */
export function commandFor({ source }: ExperimentDocument, hash: string): string | null {
  if (source.kind === 'list') return null;
  const tables =
    source.kind === 'tables'
      ? (['simulated', 'measured'] as const).flatMap((side) =>
          source[side].slice(0, 1).map(({ name }) => `--${side} ${quoted(name)}`),
        )
      : [];
  const experiment =
    hash.length > LONGEST_ARGUMENT ? '--spec experiment.json' : `--link ${quoted(hash)}`;
  return ['npx sim2real run', ...tables, experiment, '--out results.json'].join(' ');
}

/** Nothing in single quotes has a meaning to the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
