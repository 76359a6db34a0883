// Installs the node modules when they are missing or older than the lock. Node built-ins only. Says so on stderr, so that what
// a program prints stays its own.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

/** `folder`: the project's, where that is not the working directory. */
export function installIfNeeded(folder = '.') {
  const mark = path.join(folder, 'node_modules/.package-lock.json');
  const lock = path.join(folder, 'package-lock.json');
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error('Installing what is missing (npm ci) …');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(lifecycle|package)_/.test(key)),
  );
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  const how = { stdio: ['inherit', process.stderr, 'inherit'], env, cwd: folder };
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], how)
    : spawnSync('npm', args, { ...how, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    console.error('npm ci failed; its messages are above.');
    process.exit(result.status ?? 1);
  }
}
