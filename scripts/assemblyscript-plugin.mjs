// Vite plugin: `import bytes from './kernel.ts?asc'` compiles AssemblyScript while building.
// A compile error fails the build with its file and line; every file of the kernel's folder is watched.
// Compiling takes seconds, so the result is kept in .cache/ by the hash of compiler, flags and sources.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const CACHE = fileURLToPath(new URL('../.cache/assemblyscript', import.meta.url));
const FLAGS = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='];

function sourcesOf(entry) {
  const folder = path.dirname(entry);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

async function compileCached(entry) {
  const { default: asc } = await import('assemblyscript/asc');
  const hash = createHash('sha256').update(`${asc.version} ${FLAGS.join(' ')}`);
  for (const file of sourcesOf(entry)) hash.update(readFileSync(file));
  const kept = path.join(CACHE, `${hash.digest('hex')}.wasm`);
  try {
    return readFileSync(kept);
  } catch {
    const bytes = await compile(asc, entry);
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, bytes);
    return bytes;
  }
}

async function compile(asc, entry) {
  const baseDir = path.dirname(entry);
  let bytes;
  const { error, stderr } = await asc.main(
    [path.basename(entry), '--outFile', 'kernel.wasm', ...FLAGS],
    {
      readFile(name, dir) {
        try {
          return readFileSync(path.resolve(baseDir, dir, name), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile(name, contents) {
        if (name.endsWith('.wasm')) bytes = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !bytes) throw new Error(`AssemblyScript: ${entry}\n${stderr.toString()}`);
  return bytes;
}

export function assemblyScript() {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    load: {
      filter: { id: /\.ts\?asc$/ },
      async handler(id) {
        const entry = id.replace(/\?asc$/, '');
        const bytes = await compileCached(entry);
        for (const file of sourcesOf(entry)) this.addWatchFile(file);
        const text = Buffer.from(bytes).toString('base64');
        return {
          code: `const text = atob('${text}');
const bytes = new Uint8Array(text.length);
for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
export default bytes;`,
          map: null,
        };
      },
    },
  };
}
