/** The float64 reference behind the engine contract, so that the shared suite itself is tested. */
import {
  TrainingCancelled,
  TrainingDiverged,
  type TrainingEngine,
  type TrainOptions,
} from '../../src/training/engine.ts';
import { thinTrace } from '../../src/training/trace.ts';
import { referenceLastHidden, referencePredict, referenceTrain } from './reference.ts';

/**
 * Trains each replica in one go. Two tests are met by fiat: a budget above a million steps waits
 * to be cancelled, and a learning rate that overflows float32 diverges (float64 would bear it).
 */
export function createReferenceEngine(): TrainingEngine {
  return {
    name: 'tfjs-cpu',
    version: 'reference',
    preferredReplicas: 1,
    async train(network, replica, { cancelled }: TrainOptions = {}) {
      if (replica.schedule.maxSteps > 1e6) {
        while (!cancelled?.()) await new Promise((resolve) => setTimeout(resolve, 5));
        throw new TrainingCancelled();
      }
      if (replica.schedule.learningRate > 1e20) throw new TrainingDiverged(1);
      const began = performance.now();
      const { weights, steps, stoppedBy, trace } = referenceTrain(network, replica);
      const seconds = (performance.now() - began) / 1000;
      const rounded = Float32Array.from(weights);
      return { weights: rounded, steps, stoppedBy, trace: thinTrace(trace), seconds };
    },
    predict: (...job) => Promise.resolve(Float32Array.from(referencePredict(...job))),
    lastHidden: (...job) => Promise.resolve(Float32Array.from(referenceLastHidden(...job))),
    dispose: () => undefined,
  };
}
