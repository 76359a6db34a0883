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
 * Trains one replica after the other in one go each. Two tests are met by fiat: a budget above a million steps waits
 * to be cancelled, and a learning rate that overflows float32 diverges (float64 would bear it).
 */
export function createReferenceEngine(): TrainingEngine {
  return {
    name: 'tfjs-cpu',
    version: 'reference',
    preferredReplicas: 1,
    async train(network, replicas, { onEnd, onSteps, cancelled }: TrainOptions) {
      let made = 0;
      for (const [index, replica] of replicas.entries()) {
        if (replica.schedule.maxSteps > 1e6) {
          while (!cancelled?.()) await new Promise((resolve) => setTimeout(resolve, 5));
          throw new TrainingCancelled();
        }
        if (replica.schedule.learningRate > 1e20) throw new TrainingDiverged(1, index);
        const { weights, steps, stoppedBy, trace } = referenceTrain(network, replica);
        const rounded = Float32Array.from(weights);
        onSteps?.((made += steps));
        onEnd(index, { weights: rounded, steps, stoppedBy, trace: thinTrace(trace) });
      }
    },
    predict: (...job) => Promise.resolve(Float32Array.from(referencePredict(...job))),
    lastHidden: (...job) => Promise.resolve(Float32Array.from(referenceLastHidden(...job))),
    dispose: () => undefined,
  };
}
