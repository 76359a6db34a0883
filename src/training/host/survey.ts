/** Engines measured one by one on a real unit: each is opened with its proof, trains a few steps and is closed again. */
import { measureEngine, openEngine, type OpenOptions } from '../detect.ts';
import { EngineUnavailable, type EngineName } from '../engine.ts';
import type { Measurement, Refusal, Survey } from '../protocol.ts';
import { pretrainingReplica } from '../stages.ts';
import type { Unit } from '../unit.ts';

/** Never rejects: an engine that cannot be opened or measured is refused with its reason. */
export async function surveyEngines(
  names: readonly EngineName[],
  unit: Unit,
  options: OpenOptions,
): Promise<Survey> {
  const measurements: Measurement[] = [];
  const refusals: Refusal[] = [];
  for (const name of names) {
    try {
      measurements.push(await measure(name, unit, options));
    } catch (error) {
      const code = error instanceof EngineUnavailable ? error.code : 'failed';
      const detail = error instanceof Error ? error.message : String(error);
      refusals.push({ name, code, detail });
    }
  }
  return { measurements, refusals };
}

async function measure(name: EngineName, unit: Unit, options: OpenOptions): Promise<Measurement> {
  const engine = await openEngine(name, options);
  try {
    if (!unit.pretraining) throw new RangeError(`Unit ${unit.id} has no pretraining.`);
    const { network, replica } = pretrainingReplica(unit, unit.pretraining);
    const millisecondsPerStep = await measureEngine(engine, network, replica);
    return { name, millisecondsPerStep, software: engine.software === true };
  } finally {
    engine.dispose();
  }
}
