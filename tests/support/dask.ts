/** A real Dask scheduler and workers on this machine, where Dask is installed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findPythonWithDask } from '../../scripts/dask.mjs';

/** A Python that has Dask, or undefined with a printed reason. */
export function pythonWithDask(): string | undefined {
  const found = findPythonWithDask();
  if (!found) console.log('Skipped: no Python here has Dask (Debian: python3-distributed).');
  return found;
}

export class DaskCluster {
  private readonly processes: ChildProcess[] = [];
  readonly workers: ChildProcess[] = [];
  private constructor(
    private readonly python: string,
    readonly address: string,
  ) {}

  static async start(python: string, folder: string, workers: number): Promise<DaskCluster> {
    const file = path.join(folder, 'scheduler.json');
    const scheduler = dask(
      python,
      'scheduler',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--scheduler-file',
      file,
    );
    while (addressIn(file) === undefined) {
      if (scheduler.exitCode !== null) throw new Error('The Dask scheduler ended.');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const cluster = new DaskCluster(python, addressIn(file) ?? '');
    cluster.processes.push(scheduler);
    for (let i = 0; i < workers; i++) cluster.addWorker(folder);
    return cluster;
  }

  end(): void {
    for (const one of this.processes) one.kill('SIGKILL');
  }

  private addWorker(folder: string): void {
    // Without a nanny: nobody starts a worker again that was killed.
    const how = ['--nthreads', '1', '--no-nanny', '--local-directory', folder];
    const worker = dask(this.python, 'worker', this.address, ...how);
    this.workers.push(worker);
    this.processes.push(worker);
  }
}

function dask(
  python: string,
  what: 'scheduler' | 'worker',
  ...args: readonly string[]
): ChildProcess {
  return spawn(python, ['-m', `distributed.cli.dask_${what}`, '--no-dashboard', ...args], {
    stdio: 'ignore',
  });
}

/** The scheduler writes its file when it listens. */
function addressIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { readonly address?: string }).address;
  } catch {
    return undefined;
  }
}
