// Vite plugin: `import bytes from './kernel.ts?asc'` compiles AssemblyScript while building.
// A compile error fails the build with its file and line; every file read is watched.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const FLAGS = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort='];

async function compile(entry) {
  const { default: asc } = await import('assemblyscript/asc');
  const baseDir = path.dirname(entry);
  const read = [];
  let bytes;
  const { error, stderr } = await asc.main(
    [path.basename(entry), '--outFile', 'kernel.wasm', ...FLAGS],
    {
      readFile(name, dir) {
        try {
          const file = path.resolve(baseDir, dir, name);
          const text = readFileSync(file, 'utf8');
          read.push(file);
          return text;
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
  return { bytes, read };
}

export function assemblyScript() {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    load: {
      filter: { id: /\.ts\?asc$/ },
      async handler(id) {
        const entry = id.replace(/\?asc$/, '');
        const { bytes, read } = await compile(entry);
        for (const file of read) this.addWatchFile(file);
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
