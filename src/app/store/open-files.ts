/**
 * Experiment files that a person dropped: the curve stands there at once. Several files of one experiment unite by the ids
 * of their records. Rows are not in a file: until the tables are here, the points can only be looked at.
 */
import { unitText } from '../../experiment/unit-text.ts';
import type { ExperimentFile } from '../../sharing/experiment-file.ts';
import { looksLikeExperimentFile, readExperimentFile } from '../../sharing/read-experiment-file.ts';
import { uniteFiles } from '../../sharing/unite-files.ts';
import { IDLE } from '../../sweep/run/run-state.ts';
import {
  placeExperiment,
  updateFacts,
  updateTrained,
  updateView,
  type PageCore,
} from './page-core.ts';
import { union } from './records.ts';
import { loadTables } from './remember.ts';
import type { FileTrouble, Shown } from './state.ts';

/** Experiment files and everything else, told apart by how they begin. */
export async function sortFiles(
  files: readonly File[],
): Promise<{ readonly experiments: readonly File[]; readonly others: readonly File[] }> {
  const are = await Promise.all(files.map(isExperimentFile));
  return {
    experiments: files.filter((_, i) => are[i]),
    others: files.filter((_, i) => !are[i]),
  };
}

/** Our files name their format first. */
const HEAD_BYTES = 4096;

async function isExperimentFile(file: File): Promise<boolean> {
  return looksLikeExperimentFile(await file.slice(0, HEAD_BYTES).text());
}

/** Opens them as one new experiment; what stood in its entrance stays in the list. What cannot be read is told. */
export async function openExperimentFiles(page: PageCore, files: readonly File[]): Promise<void> {
  const troubles: FileTrouble[] = [];
  const read: { readonly name: string; readonly file: ExperimentFile }[] = [];
  for (const file of files) {
    const outcome = readExperimentFile(await file.text());
    if (!outcome.ok) {
      troubles.push({ kind: 'refused', file: file.name, problem: outcome.problem });
      continue;
    }
    for (const note of outcome.notes) troubles.push({ kind: 'note', file: file.name, note });
    read.push({ name: file.name, file: outcome.file });
  }
  updateFacts(page, () => ({ fileTroubles: troubles }));
  if (read.length === 0) return;
  const united = uniteFiles(read);
  if (!united.ok) {
    const trouble = { kind: 'apart', problem: united.problem } as const;
    updateFacts(page, ({ fileTroubles }) => ({ fileTroubles: [...fileTroubles, trouble] }));
    return;
  }
  const { conflicts } = united;
  if (conflicts.length > 0) {
    const trouble = { kind: 'conflicts', conflicts } as const;
    updateFacts(page, ({ fileTroubles }) => ({ fileTroubles: [...fileTroubles, trouble] }));
  }
  await show(page, united.file, read.map(({ name }) => name).join(', '));
}

async function show(page: PageCore, file: ExperimentFile, name: string): Promise<void> {
  const { document, records, series, spec } = file;
  const entrance = document.source.kind;
  const id = page.platform.newId();
  placeExperiment(page, entrance, { id, document });
  if (entrance !== 'list' && spec) {
    const shown: Shown = {
      spec: { ...spec, series },
      series,
      protocols: series.map(({ protocol }) => protocol),
      unit: unitText(series[0]?.measuredTarget ?? ''),
      noiseFloor: series[0]?.noiseFloor ?? null,
      origin: { kind: 'file', name },
      compact: null,
    };
    const { origin } = shown;
    updateFacts(page, ({ records: known }) => ({ records: withRecords(known, records) }));
    updateTrained(page, 'shown', entrance, () => shown);
    updateTrained(page, 'shared', entrance, () =>
      records.length > 0 ? { experiment: id, origin, spec: shown.spec, records, hash: null } : null,
    );
    updateTrained(page, 'run', entrance, () => ({
      ...IDLE,
      status: 'stopped',
      done: records.length,
      planned: records.length,
    }));
    // Points of an earlier protocol can be looked at; of this one they are points like any other.
    if (file.protocolVersion === 2) {
      await page.storage.records.append(records.map((record) => ({ id: record.id, record })));
    }
  }
  updateView(page, { entrance, dialog: null });
  await loadTables(page, document);
}

function withRecords(
  known: ReadonlyMap<string, ExperimentFile['records']>,
  added: ExperimentFile['records'],
): ReadonlyMap<string, ExperimentFile['records']> {
  const next = new Map(known);
  for (const protocol of new Set(added.map((record) => record.protocol))) {
    const of = added.filter((record) => record.protocol === protocol);
    next.set(protocol, union(next.get(protocol) ?? [], of));
  }
  return next;
}
