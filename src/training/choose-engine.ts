/**
 * Which engine runs: what was asked for if it is here, else what measures fastest on the real task.
 * A GPU adapter that is a program on the CPU is never taken for a GPU unless WebGPU was asked for.
 */
import type { EngineName } from './engine.ts';
import type { Measurement, Refusal, Survey } from './protocol.ts';

/** What a person can ask for. */
export const ENGINE_CHOICES = ['automatic', 'webgpu', 'webassembly', 'cpu'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** Engines of one kind, the best first. */
const KINDS: Record<Exclude<EngineChoice, 'automatic'>, readonly EngineName[]> = {
  webgpu: ['webgpu', 'tfjs-webgpu'],
  webassembly: ['wasm', 'tfjs-wasm'],
  cpu: ['tfjs-cpu'],
};

export type EngineReason =
  /** It was asked for; `software`: its GPU adapter is a program on the CPU. */
  | { readonly code: 'asked'; readonly software: boolean }
  /** Measured: `factor` times as fast as `over`. */
  | { readonly code: 'fastest'; readonly factor: number; readonly over: EngineName }
  /** The others are not here; `missing` says which was refused first and `why`. */
  | { readonly code: 'only-one'; readonly missing: EngineName; readonly why: string }
  /** The best of the kind that was asked for is not here. */
  | {
      readonly code: 'not-available';
      readonly missing: EngineName;
      readonly why: string;
      readonly detail: string;
    }
  /** It took over from an engine that was lost. */
  | { readonly code: 'took-over'; readonly from: EngineName };

export interface ChosenEngine {
  readonly engine: EngineName;
  /** One worker for a GPU, else one per core. */
  readonly workers: number;
  readonly reason: EngineReason;
}

/** No engine at all could be opened. */
export class NoEngine extends Error {
  override readonly name = 'NoEngine';
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ name, detail }) => `${name}: ${detail}`).join('; '));
  }
}

type SurveyFunction = (
  names: readonly EngineName[],
  options: { readonly allowSoftwareGpu: boolean },
) => Promise<Survey>;

/** Chooses by asking `survey`, engine by engine, no more than needed. Throws NoEngine. */
export async function chooseEngine(
  choice: EngineChoice,
  cores: number,
  survey: SurveyFunction,
): Promise<ChosenEngine> {
  if (choice === 'automatic') return fastest(cores, survey);
  const asked = await firstOf(KINDS[choice], survey, true);
  const [refused] = asked.refusals;
  const missing: EngineReason | undefined = refused && {
    code: 'not-available',
    missing: refused.name,
    why: refused.code,
    detail: refused.detail,
  };
  if (!asked.found) {
    const other = await fastest(cores, survey);
    return missing ? { ...other, reason: missing } : other;
  }
  const { name, software } = asked.found;
  const reason: EngineReason = missing ?? { code: 'asked', software };
  return { engine: name, workers: workersFor(name, cores), reason };
}

async function fastest(cores: number, survey: SurveyFunction): Promise<ChosenEngine> {
  const gpu = await firstOf(KINDS.webgpu, survey, false);
  const wasm = await firstOf(KINDS.webassembly, survey, false);
  const refusals = [...gpu.refusals, ...wasm.refusals];
  const found = [gpu.found, wasm.found].filter((one) => one !== undefined);
  if (found.length === 0) {
    const cpu = await firstOf(KINDS.cpu, survey, false);
    refusals.push(...cpu.refusals);
    if (cpu.found) found.push(cpu.found);
  }
  const speed = ({ name, millisecondsPerStep }: Measurement) =>
    workersFor(name, cores) / millisecondsPerStep;
  const [first, second] = found.sort((a, b) => speed(b) - speed(a));
  if (!first) throw new NoEngine(refusals);
  const workers = workersFor(first.name, cores);
  if (second) {
    const factor = speed(first) / speed(second);
    return { engine: first.name, workers, reason: { code: 'fastest', factor, over: second.name } };
  }
  const refused = refusals[0];
  const reason: EngineReason = refused
    ? { code: 'only-one', missing: refused.name, why: refused.code }
    : { code: 'asked', software: first.software };
  return { engine: first.name, workers, reason };
}

/** The first of a kind that opens; where there is no adapter the second GPU engine is not tried. */
async function firstOf(
  names: readonly EngineName[],
  survey: SurveyFunction,
  allowSoftwareGpu: boolean,
): Promise<{ found?: Measurement; refusals: Refusal[] }> {
  const refusals: Refusal[] = [];
  for (const name of names) {
    const result = await survey([name], { allowSoftwareGpu });
    refusals.push(...result.refusals);
    const found = result.measurements[0];
    if (found) return { found, refusals };
    const why = refusals.at(-1)?.code;
    if (why === 'no-webgpu' || why === 'no-adapter' || why === 'software-adapter') break;
  }
  return { refusals };
}

function workersFor(engine: EngineName, cores: number): number {
  return engine.endsWith('webgpu') ? 1 : cores;
}
