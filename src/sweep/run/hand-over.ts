/**
 * What follows when an engine or its worker is lost, as pure rules: it is opened anew, but a GPU that is lost too often, or
 * cannot be opened again, hands over to the kernel on every core.
 */
import type { ChosenEngine } from '../../training/choose-engine.ts';
import type { EngineName } from '../../training/engine.ts';
import type { RunProblem } from '../runner-types.ts';

/** A unit that ends its worker so often is given up; so is a worker that dies so often while it starts. */
export const MOST_ATTEMPTS = 3;
/** An engine that was lost so often is given up for the kernel. */
export const MOST_LOSSES = 2;

/** `died`: the worker; `lost`: the engine in it; `gone`: the engine cannot be opened any more. */
export type Loss = 'died' | 'lost' | 'gone';

/** What kind of loss an error is; undefined where the engine is there and only the unit is wrong. Errors cross threads by name. */
export function lossOf(error: unknown): Loss | undefined {
  switch (error instanceof Error ? error.name : '') {
    case 'ThreadDied':
      return 'died';
    case 'EngineLost':
      return 'lost';
    case 'EngineUnavailable':
      return 'gone';
    default:
      return undefined;
  }
}

/** As a person is told it. */
export function lossProblem(
  loss: Loss,
  slot: number,
  engine: EngineName,
  detail: string,
): RunProblem {
  return loss === 'died'
    ? { code: 'worker-died', worker: slot }
    : { code: 'engine-lost', engine, detail };
}

/** Which engine runs, and how often it was lost. */
export interface Fortune {
  readonly chosen: ChosenEngine;
  readonly losses: number;
}

/** What goes on after a loss: the same engine, or the kernel in place of a GPU. */
export function afterLoss({ chosen, losses }: Fortune, loss: Loss, cores: number): Fortune {
  // What an engine cannot hold it will not hold the next time either.
  const counted = losses + (loss === 'gone' ? MOST_LOSSES : 1);
  if (chosen.engine === 'wasm' || counted < MOST_LOSSES) return { chosen, losses: counted };
  const reason = { code: 'took-over', from: chosen.engine } as const;
  return { chosen: { engine: 'wasm', workers: cores, reason }, losses: counted };
}

/** Whether a slot that could not be opened is tried again with the same engine, handed over, or given up. */
export function afterFailedOpening(
  loss: Loss | undefined,
  engine: EngineName,
  attempt: number,
): 'again' | 'hand-over' | 'give-up' {
  if (loss === undefined) return 'give-up';
  if (loss === 'died' && attempt < MOST_ATTEMPTS) return 'again';
  return engine === 'wasm' ? 'give-up' : 'hand-over';
}
