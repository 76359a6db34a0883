/** The float64 reference against finite differences, so that the engines are not compared with a shared mistake. */
import { describe, expect, it } from 'vitest';
import { ENGINE_CASES } from '../../../engines/cases.ts';
import { referenceGradient, referenceLoss, referenceTrain } from '../../../engines/reference.ts';
import { findCase, patienceCase } from '../../../engines/cases.ts';

const STEP = 1e-6;

describe('float64 reference', () => {
  it.each(ENGINE_CASES.filter(({ name }) => name !== 'the usual size'))(
    'gradient equals central differences: $name',
    ({ network, replica }) => {
      const weights = Float64Array.from(replica.initialWeights);
      const rows = replica.trainingRows;
      const gradient = referenceGradient(network, weights, replica, rows);
      const largest = Math.max(...gradient.map(Math.abs));
      for (let i = 0; i < weights.length; i++) {
        const kept = weights[i]!;
        weights[i] = kept + STEP;
        const above = referenceLoss(network, weights, replica, rows);
        weights[i] = kept - STEP;
        const below = referenceLoss(network, weights, replica, rows);
        weights[i] = kept;
        const difference = (above - below) / (2 * STEP);
        expect(Math.abs(gradient[i]! - difference)).toBeLessThan(1e-6 * largest + 1e-8);
      }
    },
  );

  it('learns: the loss falls to less than half', () => {
    const { network, replica } = findCase('tanh, mse');
    const { trace } = referenceTrain(network, replica);
    expect(Math.min(...trace.map((point) => point.validationLoss))).toBeLessThan(
      0.5 * trace[0]!.validationLoss,
    );
  });

  it('stops by patience and keeps the weights of the lowest loss', () => {
    const { network, replica } = patienceCase();
    const result = referenceTrain(network, replica);
    const losses = result.trace.map((point) => point.validationLoss);
    const lowest = losses.indexOf(Math.min(...losses));
    expect(result.stoppedBy).toBe('patience');
    expect(losses.length - 1 - lowest).toBe(replica.schedule.patience);
    expect(result.steps).toBe(result.trace.at(-1)!.step);
    expect(referenceLoss(network, result.weights, replica, replica.validationRows)).toBe(
      losses[lowest],
    );
    expect(result.trace[lowest]!.step).toBeGreaterThan(20);
    expect(result.steps).toBeLessThan(replica.schedule.maxSteps / 2);
  });
});
