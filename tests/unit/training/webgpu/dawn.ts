/**
 * WebGPU under Node: Dawn on the machine's GPU, or on Chromium's SwiftShader. When neither is there, tests skip with a
 * printed reason; in CI they fail where SwiftShader's driver is installed, so that a broken set-up does not hide.
 */
import { existsSync } from 'node:fs';

const CHROMIUM = '/usr/lib/chromium';
const DRIVER = `${CHROMIUM}/vk_swiftshader_icd.json`;
const LOADER = `${CHROMIUM}/libvulkan.so.1`;
/** RTLD_NOW | RTLD_NODELETE */
const STAY_LOADED = 0x1002;

/**
 * Lets Dawn find Chromium's SwiftShader. Where the system has no Vulkan loader, Chromium's own is loaded first: it is
 * no Node module, so dlopen complains, but the library stays and Dawn finds it by name.
 */
function useSwiftShader(): void {
  process.env.VK_ICD_FILENAMES ??= DRIVER;
  if (!existsSync(LOADER)) return;
  try {
    process.dlopen({ exports: {} }, LOADER, STAY_LOADED);
  } catch {
    // Expected, see above; whether it helped shows in requestAdapter().
  }
}

async function create(): Promise<GPU | undefined> {
  const dawn = await import('webgpu');
  Object.assign(globalThis, dawn.globals);
  const gpu = dawn.create(process.env.DAWN ? [process.env.DAWN] : []);
  if (!(await gpu.requestAdapter())) return undefined;
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return gpu;
}

/** A GPU object with an adapter, or undefined (the reason is printed). `hardware`: a real GPU first. */
export async function openDawn({ hardware = false } = {}): Promise<GPU | undefined> {
  const driver = existsSync(DRIVER);
  let reason = 'Dawn found no adapter';
  try {
    let gpu: GPU | undefined;
    if (hardware || !driver) gpu = await create();
    if (!gpu && driver) {
      useSwiftShader();
      gpu = await create();
    }
    if (gpu) return gpu;
  } catch (error) {
    reason = `Dawn does not load (${String(error)})`;
  }
  if (process.env.CI && driver) throw new Error(`WebGPU under Node cannot run: ${reason}.`);
  console.warn(`WebGPU tests under Node are skipped: ${reason}.`);
  return undefined;
}
