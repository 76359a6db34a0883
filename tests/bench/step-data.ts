/** The rows of a step task, from src/random.ts: what every JavaScript engine trains on. */
import { Stream } from '../../src/random.ts';
import { DENSITY, ROWS, type StepTask } from './peer.ts';

/** ROWS x inputs values (bytes as 0 or 1) and ROWS labels. */
export function stepData({ inputs, bytes }: StepTask): {
  x: Float32Array<ArrayBuffer>;
  y: Float32Array<ArrayBuffer>;
} {
  const stream = new Stream([11, inputs]);
  const x = Float32Array.from({ length: ROWS * inputs }, () =>
    bytes ? (stream.uniform() < DENSITY ? 1 : 0) : stream.normal(),
  );
  const y = Float32Array.from({ length: ROWS }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += x[row * inputs + i]! * ((i % 7) - 3);
    return sum / Math.sqrt(inputs * 4) + 0.1 * stream.normal();
  });
  return { x, y };
}
