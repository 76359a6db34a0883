// Bundles a TypeScript file for Node with the page's own Vite plugins and runs it:
// node scripts/run-typescript.mjs tests/bench/steps.ts [arguments]
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installIfNeeded } from './install.mjs';

/** Bundles `entry` into .cache/run/<name>.mjs; node_modules stay outside the bundle. Returns the file's path. */
export async function bundleForNode(entry) {
  const { build } = await import('vite');
  const { assemblyScript } = await import('./assemblyscript-plugin.mjs');
  const { default: packageJson } = await import('../package.json', { with: { type: 'json' } });
  const name = path.basename(entry).replace(/\.ts$/, '');
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [assemblyScript()],
    define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      ssr: entry,
      outDir: '.cache/run',
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return path.resolve('.cache/run', `${name}.mjs`);
}

export async function runTypeScript(entry) {
  installIfNeeded();
  await import(pathToFileURL(await bundleForNode(entry)).href);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , entry, ...rest] = process.argv;
  process.argv = [process.argv[0], entry, ...rest];
  await runTypeScript(entry);
}
