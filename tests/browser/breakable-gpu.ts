/**
 * Loaded before a training worker: a message on the channel destroys every GPU device that the worker has open; a worker
 * of the name NO_GPU finds no adapter.
 */
export const BREAK_CHANNEL = 'break-gpu';
const NO_GPU = 'no-gpu';

if ('WorkerGlobalScope' in globalThis && 'GPUAdapter' in globalThis) {
  const devices = new Set<GPUDevice>();
  // Called with the adapter as `this` below.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await request.apply(this, given);
    devices.add(device);
    return device;
  };
  if ((globalThis as { name?: string }).name === NO_GPU)
    GPU.prototype.requestAdapter = () => Promise.resolve(null);
  new BroadcastChannel(BREAK_CHANNEL).onmessage = () => {
    for (const device of devices) device.destroy();
    devices.clear();
  };
}
