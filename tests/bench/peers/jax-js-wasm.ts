/** jax-js on its wasm device: one jitted function makes the whole Adam step, as its guides advise. */
import { defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from '@jax-js/jax';
import { readFileSync } from 'node:fs';
import { Stream } from '../../../src/random.ts';
import { ROWS, type Peer, type StepTask } from '../peer.ts';
import { stepData } from '../step-data.ts';

type Layer = { w: np.Array; b: np.Array };

function start(task: StepTask): Layer[] {
  const stream = new Stream([5, 5]);
  const widths = [task.inputs, ...task.hidden, 1];
  return widths.slice(1).map((outputs, i) => {
    const inputs = widths[i]!;
    const random = (length: number) =>
      Float32Array.from({ length }, () => (2 * stream.uniform() - 1) / Math.sqrt(inputs));
    return {
      w: np.array(random(inputs * outputs)).reshape([inputs, outputs]),
      b: np.array(random(outputs)),
    };
  });
}

const zeros = (layers: Layer[]): Layer[] =>
  layers.map(({ w, b }) => ({ w: np.zeros(w.shape), b: np.zeros(b.shape) }));

function loss(layers: Layer[], x: np.Array, y: np.Array): np.Array {
  let h = x;
  layers.forEach(({ w, b }, i) => {
    const sums = np.dot(h, w).add(b);
    h = i + 1 < layers.length ? nn.relu(sums) : sums;
  });
  return np.square(h.sub(y)).mean();
}

/** One Adam step; `rates` is [lr / (1 - b1^t), 1 / (1 - b2^t)], so that the step is compiled once. */
function step(
  layers: Layer[],
  m: Layer[],
  v: Layer[],
  x: np.Array,
  y: np.Array,
  rate: np.Array,
  scale: np.Array,
): [Layer[], Layer[], Layer[], np.Array] {
  const [value, gradients] = valueAndGrad(loss)(
    layers.map(({ w, b }) => ({ w: w.ref, b: b.ref })),
    x,
    y,
  );
  const move = (
    w: np.Array,
    g: np.Array,
    m: np.Array,
    v: np.Array,
  ): [np.Array, np.Array, np.Array] => {
    const mean = m.mul(0.9).add(g.ref.mul(0.1));
    const square = v.mul(0.999).add(g.ref.mul(g).mul(0.001));
    const root = np.sqrt(square.ref.mul(scale.ref)).add(1e-8);
    return [w.sub(mean.ref.mul(rate.ref).div(root)), mean, square];
  };
  const out: [Layer[], Layer[], Layer[]] = [[], [], []];
  layers.forEach((layer, i) => {
    const [w0, w1, w2] = move(layer.w, gradients[i]!.w, m[i]!.w, v[i]!.w);
    const [b0, b1, b2] = move(layer.b, gradients[i]!.b, m[i]!.b, v[i]!.b);
    out[0].push({ w: w0, b: b0 });
    out[1].push({ w: w1, b: b1 });
    out[2].push({ w: w2, b: b2 });
  });
  rate.dispose();
  scale.dispose();
  return [...out, value];
}

export const jaxJsWasm: Peer = {
  engine: 'jax-js-wasm',
  async open() {
    const devices = await init('wasm');
    if (!devices.includes('wasm')) return { absent: 'it has no wasm device here' };
    defaultDevice('wasm');
    const text = readFileSync('node_modules/@jax-js/jax/package.json', 'utf8');
    return {
      version: (JSON.parse(text) as { version: string }).version,
      leastSteps: 2,
      prepare(task) {
        const data = stepData(task);
        const compiled = jit(step);
        let layers = start(task);
        let m = zeros(layers);
        let v = zeros(layers);
        let made = 0;
        const width = task.batch * task.inputs;
        return Promise.resolve(async (steps) => {
          const started = performance.now();
          let value: np.Array | undefined;
          for (let s = 0; s < steps; s++) {
            const k = made++ % (ROWS / task.batch);
            const x = np.array(data.x.slice(k * width, (k + 1) * width)).reshape([task.batch, -1]);
            const y = np.array(data.y.slice(k * task.batch, (k + 1) * task.batch)).reshape([-1, 1]);
            const rate = np.array(1e-3 / (1 - 0.9 ** made));
            const scale = np.array(1 / (1 - 0.999 ** made));
            value?.dispose();
            [layers, m, v, value] = compiled(layers, m, v, x, y, rate, scale);
          }
          await value?.data();
          return (performance.now() - started) / steps;
        });
      },
      close: () => undefined,
    };
  },
};
