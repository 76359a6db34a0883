/**
 * Milliseconds per training step, side by side: in every round each engine makes one short slice of each task, in
 * turn (slow ones in some of the rounds), so that a busy machine is busy for all. Slices are short, to fit between two turns of other programs, and the
 * least of the rounds is reported (noise only adds), the median beside.
 */
import type { OpenPeer, Peer, StepTask } from './peer.ts';

export const STEP_TASKS: readonly StepTask[] = [
  { name: '190-128-64-1', inputs: 190, hidden: [128, 64], batch: 32, bytes: false },
  { name: '8-128-128-1', inputs: 8, hidden: [128, 128], batch: 64, bytes: false },
  { name: '124-128-128-1', inputs: 124, hidden: [128, 128], batch: 64, bytes: false },
  { name: '512-256-128-1 (bytes)', inputs: 512, hidden: [256, 128], batch: 64, bytes: true },
];

/** Milliseconds of a slice, where the engine's least number of steps allows. */
const SLICE = 4;
/** An engine whose slices are longer takes part in fewer rounds, at least in LEAST_ROUNDS. */
const LONG_SLICE = 40;
const LEAST_ROUNDS = 3;
/** Compilers and caches warm up with so many slices, fewer where they take longer than so many milliseconds. */
const WARM_SLICES = 12;
const WARM_MS = 2000;

export interface StepRow {
  readonly network: string;
  readonly batch: number;
  readonly engine: string;
  readonly replicas: number;
  /** The least of the rounds. */
  readonly msPerReplicaStep: number;
  readonly median: number;
}

/** Measures; an engine that fails is left out with its reason on the console. */
export async function measureSteps(
  peers: readonly Peer[],
  tasks: readonly StepTask[],
  rounds: number,
): Promise<StepRow[]> {
  const open: { engine: string; peer: OpenPeer }[] = [];
  for (const { engine, ...rest } of peers) {
    const peer = await rest.open();
    if ('absent' in peer) console.log(`${engine}: left out, ${peer.absent}`);
    else open.push({ engine, peer });
  }
  const rows: StepRow[] = [];
  for (const task of tasks) {
    const runners = [];
    for (const { engine, peer } of open) {
      const stepper = await peer.prepare(task);
      const least = peer.leastSteps ?? 1;
      const warm: number[] = [];
      const started = performance.now();
      while (
        warm.length < 2 ||
        (warm.length < WARM_SLICES && performance.now() - started < WARM_MS)
      ) {
        warm.push(await stepper(2 * least));
      }
      const msPerStep = Math.min(...warm) * (peer.replicas ?? 1);
      const steps = Math.max(least, Math.round(SLICE / msPerStep));
      const every = Math.min(
        Math.ceil((steps * msPerStep) / LONG_SLICE),
        Math.max(1, Math.floor(rounds / LEAST_ROUNDS)),
      );
      runners.push({ engine, peer, stepper, steps, every, times: [] as number[] });
    }
    for (let round = 0; round < rounds; round++) {
      for (const { stepper, steps, every, times } of runners) {
        if (round % every === 0) times.push(await stepper(steps));
      }
    }
    for (const { engine, peer, times } of runners) {
      times.sort((a, b) => a - b);
      rows.push({
        network: task.name,
        batch: task.batch,
        engine,
        replicas: peer.replicas ?? 1,
        msPerReplicaStep: times[0]!,
        median: times[times.length >> 1]!,
      });
    }
  }
  for (const { peer } of open) peer.close();
  return rows;
}

/** A table with the ratio to our wasm engine. */
export function printSteps(rows: readonly StepRow[]): void {
  console.log(
    '\nms per replica and step (least of the rounds; median in brackets; x = times ours-wasm; replicas side by side in brackets)',
  );
  for (const row of rows) {
    const ours = rows.find((one) => one.network === row.network && one.engine === 'ours-wasm');
    const ratio = ours
      ? `  x ${(row.msPerReplicaStep / ours.msPerReplicaStep).toFixed(2).padStart(6)}`
      : '';
    const engine = row.replicas === 1 ? row.engine : `${row.engine} (${row.replicas})`;
    console.log(
      `${row.network.padEnd(22)} batch ${String(row.batch).padStart(3)}  ${engine.padEnd(18)}` +
        `${row.msPerReplicaStep.toFixed(3).padStart(8)} (${row.median.toFixed(3).padStart(7)})${ratio}`,
    );
  }
}
