/** How much this page takes of the browser's storage, and the request that the browser keeps it when space gets scarce. */

export interface Usage {
  /** Bytes, as the browser estimates them; everything of this address is counted. */
  readonly used: number;
  readonly quota: number;
  /** Whether the browser promised not to clear it by itself. */
  readonly persisted: boolean;
}

/** Undefined where the browser does not say. Never rejects. */
export async function storageUsage(): Promise<Usage | undefined> {
  const manager = systemStorage();
  try {
    const [estimate, persisted] = await Promise.all([manager?.estimate(), manager?.persisted()]);
    if (estimate?.usage === undefined || estimate.quota === undefined) return undefined;
    return { used: estimate.usage, quota: estimate.quota, persisted: persisted ?? false };
  } catch {
    // Where storage is forbidden there is nothing to say about it; opening it has told why.
    return undefined;
  }
}

/**
 * Asks the browser to keep everything; true when it does. Some browsers ask the person: call it after something that a
 * person did, and let nothing wait for it. Never rejects.
 */
export async function askToPersist(): Promise<boolean> {
  try {
    return (await systemStorage()?.persist()) ?? false;
  } catch {
    return false;
  }
}

function systemStorage(): StorageManager | undefined {
  // Typed as always there, which holds only for secure pages.
  return typeof navigator === 'undefined'
    ? undefined
    : (navigator as { readonly storage?: StorageManager }).storage;
}
