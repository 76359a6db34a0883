/**
 * Stands between the page and a database that may refuse: no call rejects, every refusal is told with a code, and features
 * make room for everything else when the disk is full.
 */
import type { ClosedBy, Database, Mode, Transaction } from './database.ts';
import { forgetAllIn } from './inventory.ts';
import { problemOf, type StorageProblem } from './problems.ts';
import type { StoreName } from './schema.ts';

export type Written<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly problem: StorageProblem };

export class Guard {
  private gone: StorageProblem | undefined;
  private readonly database: Database | undefined;

  /** A database, or the reason why there is none. `onProblem` hears of every refusal after that. */
  constructor(
    source: { readonly database: Database } | { readonly problem: StorageProblem },
    private readonly onProblem: (problem: StorageProblem) => void,
  ) {
    if ('database' in source) this.database = source.database;
    else this.gone = source.problem;
  }

  /** Why nothing can be kept any more; undefined while it can. */
  get problem(): StorageProblem | undefined {
    return this.gone;
  }

  /** The connection is lost; told once, and every later call is refused. */
  lose(by: ClosedBy): void {
    if (this.gone !== undefined) return;
    this.gone = { code: 'storage-closed', by };
    if (by !== 'page') this.onProblem(this.gone);
  }

  close(): void {
    this.lose('page');
    this.database?.close();
  }

  /** The answer of the reading transaction; `otherwise` where the database refuses. */
  async read<T>(
    stores: readonly StoreName[],
    work: (transaction: Transaction) => Promise<T>,
    otherwise: T,
  ): Promise<T> {
    const outcome = await this.attempt(stores, 'read', work);
    if (outcome.done) return outcome.value;
    this.tell(outcome.problem);
    return otherwise;
  }

  /** One transaction: all of it or nothing. On a full disk it is tried once more without the features. */
  async write<T>(
    stores: readonly StoreName[],
    work: (transaction: Transaction) => Promise<T>,
    mode: Exclude<Mode, 'read'> = 'strict-write',
  ): Promise<Written<T>> {
    let outcome = await this.attempt(stores, mode, work);
    if (!outcome.done && outcome.problem.code === 'storage-full') {
      await this.attempt(['features', 'inventory'], 'write', (transaction) =>
        forgetAllIn(transaction, 'features'),
      );
      outcome = await this.attempt(stores, mode, work);
    }
    if (!outcome.done) this.tell(outcome.problem);
    return outcome;
  }

  /** Begins its transaction within the call. */
  private async attempt<T>(
    stores: readonly StoreName[],
    mode: Mode,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<Written<T>> {
    if (this.gone !== undefined || !this.database) {
      return { done: false, problem: this.gone ?? { code: 'storage-closed', by: 'page' } };
    }
    try {
      return { done: true, value: await this.database.transaction(stores, mode, work) };
    } catch (error) {
      return { done: false, problem: problemOf(error) };
    }
  }

  /** A lost connection was told when it was lost. */
  private tell(problem: StorageProblem): void {
    if (this.gone === undefined) this.onProblem(problem);
  }
}
