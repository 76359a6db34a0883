/**
 * Compiles each kind of shader once, and reports what a browser would swallow: compiler messages and
 * validation errors become EngineUnavailable('compilation').
 */
import { EngineUnavailable } from '../engine.ts';
import type { Layout } from './layout.ts';
import { shaderCode } from './shader.ts';
import { BINDING, type ShaderKind } from './shader-tables.ts';

const SOFTWARE_TILING = { workgroup: 32, rows: 4 };

export interface Compiled {
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

export class Pipelines {
  private readonly known = new Map<string, Promise<Compiled>>();

  constructor(private readonly device: GPUDevice) {}

  get(kind: ShaderKind, entryPoint: 'train' | 'infer'): Promise<Compiled> {
    const key = JSON.stringify([entryPoint, kind]);
    let compiled = this.known.get(key);
    if (!compiled) {
      compiled = compile(this.device, kind, entryPoint);
      this.known.set(key, compiled);
      // A failure is told to whoever asked, and tried again by the next.
      compiled.catch(() => this.known.delete(key));
    }
    return compiled;
  }
}

async function compile(device: GPUDevice, kind: ShaderKind, entryPoint: string): Promise<Compiled> {
  device.pushErrorScope('validation');
  const shaderModule = device.createShaderModule({ code: shaderCode(kind) });
  const entry = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type },
  });
  const layout = device.createBindGroupLayout({
    entries: [
      entry(BINDING.shape, 'uniform'),
      entry(BINDING.program, 'read-only-storage'),
      entry(BINDING.labels, 'read-only-storage'),
      entry(BINDING.tables, 'read-only-storage'),
      entry(BINDING.params, 'storage'),
      entry(BINDING.scratch, 'storage'),
      entry(BINDING.state, 'storage'),
      ...Array.from({ length: kind.featureBindings }, (_, i) =>
        entry(BINDING.features + i, 'read-only-storage'),
      ),
    ],
  });
  const pipelineLayout = device.createPipelineLayout({ bindGroupLayouts: [layout] });
  const scope = device.popErrorScope();
  const { messages } = await shaderModule.getCompilationInfo();
  const wrong = messages.filter((message) => message.type === 'error');
  const error = await scope;
  if (wrong.length > 0 || error) {
    const lines = wrong.map((message) => `line ${message.lineNum}: ${message.message}`);
    throw new EngineUnavailable(
      'compilation',
      [...lines, error?.message].filter(Boolean).join('\n'),
    );
  }
  try {
    const compute = { module: shaderModule, entryPoint };
    const pipeline = await device.createComputePipelineAsync({ layout: pipelineLayout, compute });
    return { layout, pipeline };
  } catch (failure) {
    throw new EngineUnavailable('compilation', `${entryPoint}: ${String(failure)}`);
  }
}

/**
 * Invocations as many as the widest layer has tiles, so that few idle. Software adapters run a workgroup on one
 * core anyway: small workgroups cost them the fewest barriers, small tiles the shortest compilation.
 */
export function shaderKind(
  { layers, batch, network, features }: Layout,
  featureBindings: number,
  { limits }: GPUDevice,
  software: boolean,
): ShaderKind {
  const rows = software ? SOFTWARE_TILING.rows : 8;
  let { workgroup } = SOFTWARE_TILING;
  if (!software) {
    const widest = layers.reduce((most, { in4, out4 }) => Math.max(most, in4, out4), 1);
    const wanted = widest * Math.max(1, batch / rows);
    const most = Math.min(256, limits.maxComputeInvocationsPerWorkgroup);
    while (workgroup < wanted && 2 * workgroup <= most) workgroup *= 2;
  }
  const { activation } = network;
  const { sparse } = features;
  return { activation, tiling: { workgroup, rows }, featureBindings, sparse };
}
