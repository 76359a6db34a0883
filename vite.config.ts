import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import packageJson from './package.json' with { type: 'json' };
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { contentSecurityPolicy } from './scripts/content-security-policy.mjs';

export const optimizedDependencies = [
  'react',
  'react-dom/client',
  'comlink',
  'papaparse',
  '@noble/hashes/sha2.js',
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-core/dist/register_all_gradients',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops',
  '@tensorflow/tfjs-layers',
  '@tensorflow/tfjs-backend-cpu',
  '@tensorflow/tfjs-backend-wasm',
  '@tensorflow/tfjs-backend-webgpu',
  '@rdkit/rdkit',
  'hyparquet',
  'hucre',
  'idb',
  'plotly.js-cartesian-dist-min',
];

/** RDKit's loader names Node's modules in a branch that a browser never takes. */
const emptyNodeModules = {
  name: 'empty-node-modules',
  enforce: 'pre' as const,
  resolveId: (id: string, importer?: string) =>
    importer?.includes('@rdkit') &&
    ['fs', 'path', 'crypto', 'url'].includes(id.replace('node:', ''))
      ? '\0empty-node-module'
      : null,
  load: (id: string) => (id === '\0empty-node-module' ? 'export default {}' : null),
};

export default defineConfig({
  base: './',
  define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
  plugins: [assemblyScript(), react(), contentSecurityPolicy()],
  worker: { format: 'es', plugins: () => [assemblyScript(), emptyNodeModules] },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
  optimizeDeps: { include: optimizedDependencies },
});
