/** Web Locks where there are any: not on a page served over plain http, and not in every Node. */
export function webLocks(): LockManager | undefined {
  return (globalThis as { readonly navigator?: { readonly locks?: LockManager } }).navigator?.locks;
}
