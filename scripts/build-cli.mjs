// Bundles the command line for Node into dist-cli/, with the page's own Vite plugins: the program and its two kinds of thread.
// node_modules stay outside the bundle. As a script of its own it always builds: node scripts/build-cli.mjs
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = path.join(ROOT, 'dist-cli');
const PROGRAM = path.join(OUT, 'sim2real.mjs');

const ENTRIES = {
  sim2real: 'src/cli.ts',
  'training-thread': 'src/training/host/node-thread.ts',
  'rdkit-thread': 'src/descriptors/smiles/node-smiles-thread.ts',
};

/** What the bundle is made of; the page's own files do not count. */
const SOURCES = ['src', 'scripts/build-cli.mjs', 'package.json', 'node_modules/.package-lock.json'];

/** The program's path, built anew where a source is younger. */
export async function ensureCli() {
  const built = statSync(PROGRAM, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (SOURCES.some((source) => youngest(path.join(ROOT, source)) > built)) await buildCli();
  return PROGRAM;
}

/**
 * Builds beside and moves file by file, the program last: another process that starts meanwhile finds the old one or the new
 * one, never half of one. Returns the program's path.
 */
export async function buildCli() {
  const { build } = await import('vite');
  const { assemblyScript } = await import('./assemblyscript-plugin.mjs');
  const { default: packageJson } = await import('../package.json', { with: { type: 'json' } });
  mkdirSync(path.join(ROOT, '.cache'), { recursive: true });
  mkdirSync(OUT, { recursive: true });
  const beside = mkdtempSync(path.join(ROOT, '.cache/cli-'));
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      plugins: [assemblyScript()],
      define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
      publicDir: false,
      build: {
        ssr: true,
        outDir: beside,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: {
          input: ENTRIES,
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'part-[hash].mjs' },
        },
      },
    });
    const files = readdirSync(beside).filter((file) => file !== path.basename(PROGRAM));
    for (const file of [...files, path.basename(PROGRAM)]) {
      renameSync(path.join(beside, file), path.join(OUT, file));
    }
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  return PROGRAM;
}

function youngest(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(file).map((name) => youngest(path.join(file, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { installIfNeeded } = await import('./install.mjs');
  installIfNeeded(ROOT);
  await buildCli();
}
