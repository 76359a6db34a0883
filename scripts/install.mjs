// Installs the node modules when they are missing or older than the lock. Node built-ins only.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

export function installIfNeeded() {
  const mark = 'node_modules/.package-lock.json';
  if (existsSync(mark) && statSync(mark).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  console.log('Installing what is missing (npm ci) …');
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([key]) => !/^npm_(lifecycle|package)_/.test(key)),
  );
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund'], { stdio: 'inherit', env })
    : spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
        stdio: 'inherit',
        env,
        shell: process.platform === 'win32',
      });
  if (result.status !== 0) {
    console.error('npm ci failed; its messages are above.');
    process.exit(result.status ?? 1);
  }
}
