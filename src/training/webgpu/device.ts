/**
 * Opens a GPUDevice truthfully: the adapter is asked first, software adapters are named as such, and a lost device or
 * an uncaptured error is remembered instead of vanishing. Both WebGPU engines get their device here.
 */
import { EngineLost, EngineUnavailable } from '../engine.ts';

export interface OpenedDevice {
  readonly device: GPUDevice;
  readonly info: GPUAdapterInfo;
  /** The adapter computes on the CPU. */
  readonly software: boolean;
  /** Vendor, architecture and device, as far as the browser tells. */
  readonly description: string;
  /** Throws EngineLost when the device is gone, or Error for a validation or memory error since the last check. */
  check(): void;
}

/** The limits that make larger batches possible; everything else stays at its portable default. */
const RAISED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** Software rasterisers that answer as WebGPU adapters. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i;

export function isSoftware(info: GPUAdapterInfo): boolean {
  return (
    info.isFallbackAdapter ||
    SOFTWARE.test([info.vendor, info.architecture, info.device, info.description].join(' '))
  );
}

/** Throws EngineUnavailable: no-webgpu, no-adapter, software-adapter (unless allowed), backend-refused. */
export async function openDevice(options: { allowSoftware: boolean }): Promise<OpenedDevice> {
  const gpu = (globalThis as { navigator?: { gpu?: GPU } }).navigator?.gpu;
  if (!gpu) throw new EngineUnavailable('no-webgpu', 'This browser has no WebGPU.');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new EngineUnavailable('no-adapter', 'WebGPU is there, but no adapter.');
  const { info } = adapter;
  const software = isSoftware(info);
  const description =
    [info.vendor, info.architecture, info.description].filter(Boolean).join(' ') || 'unnamed';
  if (software && !options.allowSoftware) {
    throw new EngineUnavailable('software-adapter', `The adapter is software: ${description}.`);
  }
  try {
    const device = await adapter.requestDevice({
      requiredLimits: Object.fromEntries(
        RAISED_LIMITS.map((limit) => [limit, adapter.limits[limit]]),
      ),
    });
    return { device, info, software, description, check: watch(device) };
  } catch (error) {
    throw new EngineUnavailable('backend-refused', `The adapter gave no device: ${String(error)}`);
  }
}

/** Attaches to `lost` and `uncapturederror`; the returned function throws what they reported. */
export function watch(device: GPUDevice): () => void {
  let lost: string | undefined;
  let failure: string | undefined;
  void device.lost.then((info) => (lost = `${info.reason}: ${info.message}`));
  device.addEventListener('uncapturederror', (event) => {
    event.preventDefault();
    failure ??= event.error.message;
  });
  return () => {
    if (lost !== undefined) throw new EngineLost(`The GPU device is lost (${lost}).`);
    if (failure !== undefined) {
      const message = failure;
      failure = undefined;
      throw new EngineLost(`The GPU reported an error: ${message}`);
    }
  };
}
