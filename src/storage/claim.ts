/**
 * One tab owns an experiment, the others only read it. A Web Lock decides: the browser frees it when the tab is closed or
 * dies, so that no experiment stays locked.
 */

export interface OwnedClaim {
  readonly owner: true;
  /** False where the browser has no Web Locks (a page served over plain http): nobody can see a second tab. */
  readonly guarded: boolean;
  release(): void;
}

export interface WaitingClaim {
  readonly owner: false;
  /**
   * Resolves when the experiment is free and this tab owns it; what is stored may have changed until then. Resolves with
   * undefined after `giveUp`.
   */
  readonly freed: Promise<OwnedClaim | undefined>;
  giveUp(): void;
}

export type Claim = OwnedClaim | WaitingClaim;

const PREFIX = 'sim2real:experiment:';

/** Claims an experiment until it is released or the tab ends. Never rejects. */
export async function claimExperiment(
  id: string,
  locks: LockManager | null = systemLocks(),
): Promise<Claim> {
  if (!locks) return unguarded();
  const name = `${PREFIX}${id}`;
  try {
    const owned = await hold(locks, name, { ifAvailable: true });
    if (owned) return owned;
  } catch {
    // Pages of an opaque origin have the interface, but every request is refused.
    return unguarded();
  }
  const giveUp = new AbortController();
  const freed = hold(locks, name, { signal: giveUp.signal }).catch((error: unknown) => {
    if (giveUp.signal.aborted) return undefined;
    throw error;
  });
  return { owner: false, freed, giveUp: () => giveUp.abort() };
}

/** The ids of experiments that some tab owns, this one included; none where there are no Web Locks. */
export async function claimedExperiments(
  locks: LockManager | null = systemLocks(),
): Promise<ReadonlySet<string>> {
  const state = await locks?.query().catch(() => undefined);
  const names = (state?.held ?? []).flatMap(({ name }) => name ?? []);
  return new Set(
    names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)),
  );
}

/** The claim once the lock is granted; undefined where it is not available at once and that was asked for. */
function hold(
  locks: LockManager,
  name: string,
  options: LockOptions,
): Promise<OwnedClaim | undefined> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, options, (lock) => {
        if (!lock) return resolve(undefined);
        return new Promise<void>((release) => {
          resolve({ owner: true, guarded: true, release });
        });
      })
      .catch(reject);
  });
}

const unguarded = (): OwnedClaim => ({ owner: true, guarded: false, release: () => undefined });

function systemLocks(): LockManager | null {
  // Typed as always there, which holds only for secure pages.
  return typeof navigator === 'undefined'
    ? null
    : ((navigator as { readonly locks?: LockManager }).locks ?? null);
}
