/** Which engine runs, and why: a pure function of what was asked for, what is there, and what was measured. */
import type { EngineName, EngineUnavailable } from './engine.ts';

export const ENGINE_CHOICES = ['automatic', 'webgpu', 'webassembly', 'cpu'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** The engines of a kind, best first. */
export const ENGINES_OF_KIND: Record<Exclude<EngineChoice, 'automatic'>, readonly EngineName[]> = {
  webgpu: ['webgpu', 'tfjs-webgpu'],
  webassembly: ['wasm', 'tfjs-wasm'],
  cpu: ['tfjs-cpu'],
};

export type Availability =
  | { readonly name: EngineName; readonly available: true; readonly software: boolean }
  | {
      readonly name: EngineName;
      readonly available: false;
      readonly code: EngineUnavailable['code'];
      readonly detail: string;
    };

export interface Measurement {
  readonly name: EngineName;
  /** Milliseconds per step of one replica, in one worker. */
  readonly msPerReplicaStep: number;
  /** Workers that run this engine at the same time; 1 for the GPU. */
  readonly workers: number;
}

export type ChoiceReason =
  /** Automatic: `factor` times the speed of `next`. */
  | { readonly code: 'fastest'; readonly factor: number; readonly next: EngineName }
  | { readonly code: 'only-one' }
  /** Automatic: nothing was measured, the order of preference decided. */
  | { readonly code: 'not-measured' }
  | { readonly code: 'asked-for' }
  /** As asked for, but the adapter computes on the CPU. */
  | { readonly code: 'asked-for-software-adapter' }
  /** What was asked for is not there; `because` says why. */
  | {
      readonly code: 'not-available';
      readonly asked: EngineChoice;
      readonly because: EngineUnavailable['code'];
    };

export interface EngineDecision {
  readonly engine: EngineName;
  readonly reason: ChoiceReason;
}

/** Automatic's order when nothing is measured. */
const PREFERENCE: readonly EngineName[] = [
  'wasm',
  'webgpu',
  'tfjs-wasm',
  'tfjs-webgpu',
  'tfjs-cpu',
];

/**
 * Automatic takes the fastest measured engine and never a software adapter; an explicit choice takes the best present
 * engine of its kind, and Automatic's engine when there is none. Undefined when nothing at all can run.
 */
export function chooseEngine(
  choice: EngineChoice,
  engines: readonly Availability[],
  measurements: readonly Measurement[],
): EngineDecision | undefined {
  if (choice === 'automatic') return automatic(engines, measurements);
  const kind = ENGINES_OF_KIND[choice];
  for (const name of kind) {
    const engine = engines.find((one) => one.name === name);
    if (!engine?.available) continue;
    const code = engine.software ? 'asked-for-software-adapter' : 'asked-for';
    return { engine: name, reason: { code } };
  }
  const missing = engines.find((one) => kind.includes(one.name) && !one.available);
  const instead = automatic(engines, measurements);
  if (!instead) return undefined;
  const because = missing && !missing.available ? missing.code : 'backend-refused';
  return { engine: instead.engine, reason: { code: 'not-available', asked: choice, because } };
}

function automatic(
  engines: readonly Availability[],
  measurements: readonly Measurement[],
): EngineDecision | undefined {
  const able = new Set(
    engines.filter((one) => one.available && !one.software).map((one) => one.name),
  );
  const speed = ({ msPerReplicaStep, workers }: Measurement) => workers / msPerReplicaStep;
  const [first, second] = measurements
    .filter(({ name, msPerReplicaStep }) => able.has(name) && msPerReplicaStep > 0)
    .sort((a, b) => speed(b) - speed(a));
  if (first && second) {
    const factor = speed(first) / speed(second);
    return { engine: first.name, reason: { code: 'fastest', factor, next: second.name } };
  }
  if (first) {
    return { engine: first.name, reason: { code: able.size === 1 ? 'only-one' : 'not-measured' } };
  }
  const preferred = PREFERENCE.find((name) => able.has(name));
  if (!preferred) return undefined;
  return { engine: preferred, reason: { code: able.size === 1 ? 'only-one' : 'not-measured' } };
}
