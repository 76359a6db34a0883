/** Predictions on the GPU: every workgroup takes one batch of rows, as many rows at a time as fit. */
import { packFeatures, packWeights, type Layout } from './layout.ts';
import type { FeatureMatrix, FeatureScaling } from '../../descriptors/feature-matrix.ts';
import { packScaling } from './replica-run.ts';
import { INFERENCE } from './wire.ts';
import { largestMemory, Memory, refuseTooLarge } from './memory.ts';
import { shaderKind, type Pipelines } from './pipelines.ts';
import { EngineLost } from '../engine.ts';

/** Rows that a workgroup takes. */
export const INFERENCE_BATCH = 32;
/** Batches that run side by side. */
const MOST_GROUPS = 256;

export interface InferenceJob {
  readonly device: GPUDevice;
  readonly pipelines: Pipelines;
  readonly software: boolean;
  readonly layout: Layout;
  readonly weights: Float32Array;
  readonly matrix: FeatureMatrix;
  readonly scaling: FeatureScaling;
  /** Activations of the last hidden layer instead of outputs. */
  readonly hidden: boolean;
  readonly cap?: number;
}

/** rows x width, row-major. */
export async function infer(job: InferenceJob): Promise<Float32Array<ArrayBuffer>> {
  const { device, layout, matrix, hidden } = job;
  const width = hidden ? layout.layers.at(-1)!.inputs : layout.network.outputs;
  const result = new Float32Array(matrix.rows * width);
  if (matrix.rows === 0) return result;
  const most = largestMemory(device, layout, job.cap);
  const size = {
    slots: Math.min(most.slots, MOST_GROUPS, Math.ceil(matrix.rows / layout.batch)),
    features: matrix.rows * layout.features.rowSize,
    labels: 1,
    tables: Math.max(4, 8 * layout.features.scaledGroups),
  };
  refuseTooLarge(size, most);
  const outputWords = size.slots * layout.batch * width;
  const memory = await Memory.create(device, layout, size, outputWords, job.cap);
  if (!memory) throw new EngineLost('The GPU has too little memory for these predictions.');
  const kind = shaderKind(layout, memory.featureBuffers, device, job.software);
  const compiled = await job.pipelines.get(kind, 'infer').catch((error: unknown) => {
    memory.destroy();
    throw error;
  });
  const program = device.createBuffer({
    size: 4 * INFERENCE.size,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  const copy = device.createBuffer({
    size: 4 * outputWords,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    const scaling = new Float32Array(size.tables);
    packScaling(layout, job.scaling, scaling);
    memory.writeTables({ offset: 0, size: size.tables }, scaling);
    memory.writeParams(0, packWeights(layout, job.weights));
    memory.writeFeatures({ offset: 0, size: size.features }, packFeatures(layout.features, matrix));
    const group = memory.bindGroup(compiled.layout, program);
    const perWave = size.slots * layout.batch;
    for (let from = 0; from < matrix.rows; from += perWave) {
      const words = new Uint32Array(INFERENCE.size);
      new Float32Array(words.buffer)[INFERENCE.clip] = job.scaling.clip;
      words[INFERENCE.rows] = matrix.rows;
      words[INFERENCE.hidden] = hidden ? 1 : 0;
      words[INFERENCE.from] = from;
      device.queue.writeBuffer(program, 0, words);
      const rows = Math.min(perWave, matrix.rows - from);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(compiled.pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.ceil(rows / layout.batch));
      pass.end();
      encoder.copyBufferToBuffer(memory.state, 0, copy, 0, 4 * rows * width);
      device.queue.submit([encoder.finish()]);
      await copy.mapAsync(GPUMapMode.READ);
      result.set(new Float32Array(copy.getMappedRange(0, 4 * rows * width)), from * width);
      copy.unmap();
    }
  } finally {
    memory.destroy();
    program.destroy();
    copy.destroy();
  }
  return result;
}
