/** Loaded before a training worker: a message on the channel destroys every GPU device that the worker has open. */
export const BREAK_CHANNEL = 'break-gpu';

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
  new BroadcastChannel(BREAK_CHANNEL).onmessage = () => {
    for (const device of devices) device.destroy();
    devices.clear();
  };
}
