// Finds a Python with Dask for the cluster's test, or gets Debian's where that is possible. Never fails: the test skips itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's Python has Debian's packages, whichever comes first on the path. */
const PYTHONS = ['python3', '/usr/bin/python3'];

const UPDATE_MILLISECONDS = 60_000;
const INSTALL_MILLISECONDS = 240_000;

/** A Python that imports Dask's scheduler, or undefined. */
export function findPythonWithDask() {
  return PYTHONS.find(
    (python) =>
      spawnSync(python, ['-c', 'import distributed'], { timeout: 60_000, stdio: 'ignore' })
        .status === 0,
  );
}

/** The same, after installing python3-distributed as root on Debian. Says what happened. */
export function ensureDask() {
  let found = findPythonWithDask();
  if (!found && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Python with Dask: trying Debian’s python3-distributed.');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (timeout, ...args) =>
      spawnSync('apt-get', ['-qq', ...args], { stdio: 'ignore', timeout, env }).status === 0;
    apt(UPDATE_MILLISECONDS, 'update');
    apt(INSTALL_MILLISECONDS, 'install', '-y', '--no-install-recommends', 'python3-distributed');
    found = findPythonWithDask();
  }
  console.log(found ? `Dask: by ${found}` : 'Dask: none here; the test of the cluster is skipped.');
  return found;
}
