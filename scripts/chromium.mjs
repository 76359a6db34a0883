// Finds a Chromium, or gets one: CHROMIUM_PATH, the machine's, Playwright's, its download, Debian's package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** WebGPU without a GPU: SwiftShader behind Vulkan; the other flags keep the browser off the network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const works = (file) =>
  Boolean(file) &&
  existsSync(file) &&
  spawnSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8' }).status === 0;

let playwrightPath;
try {
  playwrightPath = (await import('playwright')).chromium.executablePath();
} catch {
  playwrightPath = undefined;
}

/** The path of a Chromium that answers, or undefined. */
export function findChromium() {
  return [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    playwrightPath,
  ].find(works);
}

/** The path of a Chromium, installed when there is none. Throws when every way fails. */
export function ensureChromium() {
  const run = (command, args) =>
    spawnSync(command, args, { stdio: 'inherit', timeout: 600_000 }).status === 0;
  let found = findChromium();
  if (found) return found;
  console.log('No Chromium found: trying Playwright’s download.');
  run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Trying Debian’s package.');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation']);
    found = findChromium();
    if (found) return found;
  }
  throw new Error(
    'No Chromium could be found or installed. Set CHROMIUM_PATH to one and try again.',
  );
}
