/**
 * Experiments as they are kept in this browser: the document, what was done, the law as a small picture, and which records
 * and tables belong to it. Deleting one takes everything with it that no other experiment needs, in one transaction.
 */
import type { Clock } from './clock.ts';
import type { Transaction } from './database.ts';
import type { Guard } from './guard.ts';
import { forgetAllIn, forgetIn } from './inventory.ts';
import { prefixOf, type RecordLog } from './records.ts';

/** What is known of a document here; the rest is the experiment room's business. */
export interface TitledDocument {
  /** As a person named it; null: named after its data. */
  readonly title: string | null;
}

/** How far the experiment was when it was stored. */
export interface ExperimentState {
  /** As the page calls it: 'running', 'paused', 'stopped', 'finished', ... */
  readonly status: string;
  /** Points. */
  readonly done: number;
  readonly planned: number;
}

/** The law as a small picture needs it: mean errors, and error = D n^-alpha + C where it was fitted. */
export interface LawPicture {
  readonly points: readonly (readonly [n: number, error: number])[];
  readonly curve: { readonly D: number; readonly alpha: number; readonly C: number } | null;
}

export interface Experiment {
  readonly id: string;
  /** What the list shows: the document's own title, or a name made from its data. */
  readonly title: string;
  readonly document: TitledDocument;
  readonly state: ExperimentState;
  readonly law: LawPicture | null;
  /** Fingerprints of its tables. */
  readonly tables: readonly string[];
  /** First 16 hexadecimal digits of the protocols that its records have. */
  readonly protocols: readonly string[];
}

/** `tables` and `protocols` are all that the experiment ever had, so that deleting it leaves nothing behind. */
export interface StoredExperiment extends Experiment {
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly changed: number;
  /** When it was last opened; 0: never. */
  readonly opened: number;
}

const EVERYTHING_OF_IT = [
  'documents',
  'records',
  'artefacts',
  'tables',
  'features',
  'inventory',
] as const;

export class ExperimentShelf {
  constructor(
    private readonly guard: Guard,
    private readonly clock: Clock,
    private readonly log: RecordLog,
  ) {}

  /** The most recently changed first. */
  async list(): Promise<readonly StoredExperiment[]> {
    const all = await this.guard.read(['documents'], allIn, []);
    return [...all].sort((a, b) => b.changed - a.changed);
  }

  get(id: string): Promise<StoredExperiment | undefined> {
    return this.guard.read(
      ['documents'],
      (transaction) => experimentIn(transaction, id),
      undefined,
    );
  }

  /** The one that was opened last; undefined where none was. */
  async lastOpened(): Promise<StoredExperiment | undefined> {
    const opened = (await this.list()).filter((experiment) => experiment.opened > 0);
    return opened.sort((a, b) => b.opened - a.opened)[0];
  }

  /**
   * Stores or replaces an experiment. Store it before its first record, so that its protocols are known when a tab dies.
   * False where the browser refused.
   */
  async put(experiment: Experiment): Promise<boolean> {
    const { id, title, document, state, law, tables, protocols } = experiment;
    const now = this.clock.now();
    const written = await this.guard.write(['documents'], async (transaction) => {
      const old = await experimentIn(transaction, id);
      const stored: StoredExperiment = {
        ...{ id, title, document, state, law },
        tables: union(old?.tables, tables),
        protocols: union(old?.protocols, protocols),
        created: old?.created ?? now,
        changed: now,
        opened: old?.opened ?? 0,
      };
      await transaction.put('documents', id, stored);
    });
    return written.done;
  }

  /** From now on it is the one that was opened last. */
  markOpened(id: string): Promise<boolean> {
    return this.change(id, (experiment) => ({ ...experiment, opened: this.clock.now() }));
  }

  /** Gives a title, also inside the document. False where it is not there or the browser refused. */
  rename(id: string, title: string): Promise<boolean> {
    return this.change(id, (experiment) => ({
      ...experiment,
      title,
      document: { ...experiment.document, title },
      changed: this.clock.now(),
    }));
  }

  /** A copy under a new id, with the same tables and records; undefined where the browser refused. */
  async duplicate(id: string, title: string): Promise<string | undefined> {
    const copy = newExperimentId();
    const now = this.clock.now();
    const written = await this.guard.write(['documents'], async (transaction) => {
      const original = await experimentIn(transaction, id);
      if (!original) return false;
      const document = { ...original.document, title };
      const dates = { created: now, changed: now, opened: 0 };
      await transaction.put('documents', copy, {
        ...original,
        id: copy,
        title,
        document,
        ...dates,
      });
      return true;
    });
    return written.done && written.value ? copy : undefined;
  }

  /**
   * Deletes an experiment with its records and tables as far as no other needs them, and all features, which say much
   * about tables and can be computed again. End its run first, and ask `claimedExperiments` whether another tab has it
   * open. False where the browser refused: then everything is still there.
   */
  async remove(id: string): Promise<boolean> {
    const known = await this.get(id);
    const others = (await this.list()).filter((other) => other.id !== id);
    await this.log.forget(
      without(
        known?.protocols,
        others.flatMap(({ protocols }) => protocols),
      ),
    );
    const written = await this.guard.write(EVERYTHING_OF_IT, async (transaction) => {
      const gone = await experimentIn(transaction, id);
      if (!gone) return;
      await transaction.remove('documents', id);
      const rest = await allIn(transaction);
      for (const protocol of without(
        gone.protocols,
        rest.flatMap(({ protocols }) => protocols),
      )) {
        await transaction.removeAll('records', prefixOf(protocol));
        await transaction.removeAll('artefacts', prefixOf(protocol));
      }
      await forgetIn(
        transaction,
        'tables',
        without(
          gone.tables,
          rest.flatMap(({ tables }) => tables),
        ),
      );
      await forgetAllIn(transaction, 'features');
    });
    return written.done;
  }

  /** Deletes every experiment and everything that was kept for them; only settings stay. */
  async removeAll(): Promise<boolean> {
    await this.log.forget('all');
    const written = await this.guard.write(EVERYTHING_OF_IT, async (transaction) => {
      for (const store of EVERYTHING_OF_IT) await transaction.removeAll(store);
    });
    return written.done;
  }

  private async change(
    id: string,
    how: (experiment: StoredExperiment) => StoredExperiment,
  ): Promise<boolean> {
    const written = await this.guard.write(['documents'], async (transaction) => {
      const experiment = await experimentIn(transaction, id);
      if (!experiment) return false;
      await transaction.put('documents', id, how(experiment));
      return true;
    });
    return written.done && written.value;
  }
}

/** 32 hexadecimal digits that no other experiment has; also where the page is not served over https. */
export function newExperimentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function experimentIn(
  transaction: Transaction,
  id: string,
): Promise<StoredExperiment | undefined> {
  return (await transaction.get('documents', id)) as StoredExperiment | undefined;
}

async function allIn(transaction: Transaction): Promise<readonly StoredExperiment[]> {
  const entries = await transaction.entries('documents');
  return [...(entries.values() as Iterable<StoredExperiment>)];
}

const union = (a: readonly string[] = [], b: readonly string[]) => [...new Set([...a, ...b])];

function without(items: readonly string[] = [], others: readonly string[]): readonly string[] {
  const kept = new Set(others);
  return items.filter((item) => !kept.has(item));
}
