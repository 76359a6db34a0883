/** Tests on WebGPU need an adapter: in CI its absence is a failure, elsewhere they are skipped with a printed reason. */
export async function skipWithoutAdapter(): Promise<boolean> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  if (gpu && (await gpu.requestAdapter())) return false;
  const reason = gpu ? 'this browser gave no WebGPU adapter' : 'this browser has no WebGPU';
  if (import.meta.env.CI) throw new Error(`WebGPU tests cannot run: ${reason}.`);
  console.warn(`WebGPU tests are skipped: ${reason}.`);
  return true;
}
