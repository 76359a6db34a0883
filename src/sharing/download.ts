/** Hands a file to the browser's own download. Nothing leaves the machine. */
export function downloadFile(name: string, contents: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([contents], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download reads the address after the click; a minute is ample.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** 'sim2real-results-1f3a9c0d': the same experiment gives the same name. */
export function fileStem(kind: string, protocolHash: string | null): string {
  return protocolHash ? `sim2real-${kind}-${protocolHash.slice(0, 8)}` : `sim2real-${kind}`;
}
