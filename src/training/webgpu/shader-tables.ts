/**
 * WGSL that every entry point shares: bindings, the layout of their words, and how rows of feature tables become the
 * first layer's inputs.
 */
import type { Activation } from '../network.ts';
import { repeat, type Tiling } from './shader-layers.ts';
import {
  FLAG,
  GROUP,
  INFERENCE,
  ITEM,
  LOG,
  MOST_BLOCKS,
  MOST_LAYERS,
  RECORD,
  STATE,
  wgslConstants,
} from './wire.ts';

/** Bindings of group 0; the feature table may be split over several from `features` on. */
export const BINDING = {
  shape: 0,
  program: 1,
  labels: 2,
  tables: 3,
  params: 4,
  scratch: 5,
  state: 6,
  features: 7,
} as const;

/** All that distinguishes compiled shaders; the network's widths are data. */
export interface ShaderKind {
  readonly activation: Activation;
  readonly tiling: Tiling;
  readonly featureBindings: number;
  /** The first layer multiplies only what is not zero. */
  readonly sparse: boolean;
}

export function header({ featureBindings }: ShaderKind): string {
  const last = featureBindings - 1;
  return /* wgsl */ `
struct Layer {
  in4: u32, out4: u32, weights: u32, bias: u32,
  valuesBelow: u32, valuesAbove: u32, deltaBelow: u32, deltaAbove: u32,
}
/** offset: in vec4 for floats, in words for bytes. end: the group after its last. */
struct Block { isFloat: u32, first: u32, end: u32, offset: u32, firstScaled: u32, pad0: u32, pad1: u32, pad2: u32 }
struct Shape {
  layers: u32, blocks: u32, groups: u32, rowSize: u32,
  parameters: u32, scratch: u32, batch: u32, record: u32,
  outputs: u32, lastHidden: u32, featureSplit: u32, lists: u32,
  layer: array<Layer, ${MOST_LAYERS}>,
  block: array<Block, ${MOST_BLOCKS}>,
}
@group(0) @binding(${BINDING.shape}) var<uniform> shape: Shape;
@group(0) @binding(${BINDING.program}) var<storage, read> program: array<u32>;
@group(0) @binding(${BINDING.labels}) var<storage, read> labels: array<vec4u>;
@group(0) @binding(${BINDING.tables}) var<storage, read> tables: array<u32>;
@group(0) @binding(${BINDING.params}) var<storage, read_write> params: array<vec4f>;
@group(0) @binding(${BINDING.scratch}) var<storage, read_write> scratch: array<vec4f>;
@group(0) @binding(${BINDING.state}) var<storage, read_write> state: array<u32>;
${repeat(featureBindings, (i) => `@group(0) @binding(${BINDING.features + i}) var<storage, read> features${i}: array<vec4u>;`)}
${wgslConstants('GROUP', GROUP)}
${wgslConstants('ITEM', ITEM)}
${wgslConstants('FLAG', FLAG)}
${wgslConstants('RECORD', RECORD)}
${wgslConstants('STATE', STATE)}
${wgslConstants('LOG', LOG)}
${wgslConstants('INFERENCE', INFERENCE)}

fn feature(i: u32) -> vec4u {
${repeat(last, (i) => `  if (i < ${i + 1}u * shape.featureSplit) { return features${i}[i - ${i}u * shape.featureSplit]; }`)}
  return features${last}[i - ${last}u * shape.featureSplit];
}
fn number(i: u32) -> f32 { return bitcast<f32>(program[i]); }
fn number4(i: u32) -> vec4f {
  return bitcast<vec4f>(vec4u(program[i], program[i + 1u], program[i + 2u], program[i + 3u]));
}
fn table4(i: u32) -> vec4f {
  return bitcast<vec4f>(vec4u(tables[i], tables[i + 1u], tables[i + 2u], tables[i + 3u]));
}

/** Where a batch's row numbers are written: in the program, in the tables, or nowhere (they count up). */
const IN_PROGRAM = 0u;
const IN_TABLES = 1u;
const CONSECUTIVE = 2u;
fn rowOf(source: u32, first: u32, r: u32) -> u32 {
  if (source == IN_PROGRAM) { return program[first + r]; }
  if (source == IN_TABLES) { return tables[first + r]; }
  return first + r;
}`;
}

/** Rows of the feature table into the inputs of the first layer, scaled; rows beyond the batch become zero. */
export function gatherFunction({ workgroup }: Tiling): string {
  return /* wgsl */ `
fn gather(s: u32, base: u32, scaling: u32, clip: f32, source: u32, first: u32, rows: u32, lane: u32) {
  let total = ((rows + 7u) & ~7u) * shape.groups;
  let start = s + shape.layer[0].valuesBelow;
  for (var t = lane; t < total; t += ${workgroup}u) {
    let r = t / shape.groups;
    let g = t % shape.groups;
    var x = vec4f();
    if (r < rows) {
      let row = base + rowOf(source, first, r) * shape.rowSize;
      for (var b = 0u; b < shape.blocks; b++) {
        if (g < shape.block[b].end) {
          let inside = g - shape.block[b].first;
          if (shape.block[b].isFloat == 1u) {
            let at = scaling + (shape.block[b].firstScaled + inside) * 8u;
            let raw = bitcast<vec4f>(feature(row + shape.block[b].offset + inside));
            x = clamp((raw - table4(at)) / table4(at + 4u), vec4f(-clip), vec4f(clip));
          } else {
            let word = shape.block[b].offset + inside;
            let bytes = feature(row + (word >> 2u))[word & 3u];
            x = vec4f(vec4u(bytes, bytes >> 8u, bytes >> 16u, bytes >> 24u) & vec4u(255u));
          }
          break;
        }
      }
    }
    scratch[start + t] = x;
  }
}`;
}
