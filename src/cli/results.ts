/** The results file of a run: what stood in it before, with the points of now and the laws of all. */
import { existsSync } from 'node:fs';
import { fitLawNow } from '../findings/law-analysis.ts';
import { lawsOf } from '../findings/laws.ts';
import { experimentFile, type ExperimentFile } from '../sharing/experiment-file.ts';
import { lawInResults } from '../sharing/results-law.ts';
import { uniteFiles } from '../sharing/unite-files.ts';
import type { SweepRecord } from '../sweep/record.ts';
import { experimentFileAt } from './experiment-files.ts';
import { Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** What a run goes on with; null where there is no such file. Rejects with Failure for a file of another experiment. */
export async function resultsBefore(
  terminal: Terminal,
  out: string,
  now: ExperimentFile,
): Promise<ExperimentFile | null> {
  if (!existsSync(out)) return null;
  const before = await experimentFileAt(terminal, out);
  united(terminal, out, now, before);
  return before;
}

/** The experiment of `now` with the points of both, and a grid that holds both. Throws Failure. */
export function united(
  { words }: Terminal,
  out: string,
  now: ExperimentFile,
  before: ExperimentFile,
): ExperimentFile {
  const outcome = uniteFiles([
    { name: out, file: now },
    { name: out, file: before },
  ]);
  if (!outcome.ok) throw new Failure(words.cli.otherExperiment(out, outcome.problem.differs));
  return outcome.file;
}

export const withRecords = (
  file: ExperimentFile,
  records: readonly SweepRecord[],
): ExperimentFile => experimentFile({ ...file, records });

/** With the law of every series and m that has one; a part of an experiment has none. */
export async function withLaws(file: ExperimentFile): Promise<ExperimentFile> {
  const measured = file.spec?.measured ?? [];
  const laws = await lawsOf(file.series, measured, file.records, fitLawNow);
  return experimentFile({
    ...file,
    laws: laws.map(({ series, m, law }) => lawInResults(series, m, law)),
  });
}
