/**
 * Is the wasm engine's fingerprint the same in Firefox? Not part of npm test: Playwright cannot drive a system Firefox,
 * so a page computes the fingerprint and posts it back to the server it came from.
 *   node scripts/run-typescript.mjs tests/bench/firefox-bits.ts      (FIREFOX = its path; default firefox-esr)
 * Prints both fingerprints; exit code 1 when they differ, 2 when there is no Firefox.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createServer, type Plugin } from 'vite';
import { WASM_BITS } from '../engines/bits.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>bits</title><script type="module">
  const post = (text) => fetch('/answer', { method: 'POST', body: text });
  try {
    const { bitsOf } = await import('/tests/engines/bits.ts');
    const { createWasmEngine } = await import('/src/training/wasm/engine.ts');
    await post(await bitsOf(await createWasmEngine()));
  } catch (error) {
    await post('failed: ' + error);
  }
</script>`;

/** Serves the page and resolves with what it posts. */
function answerOf(timeout: number): { plugin: Plugin; answer: Promise<string> } {
  let resolve: (text: string) => void = () => undefined;
  const answer = new Promise<string>((done) => (resolve = done));
  setTimeout(() => resolve('failed: no answer in time'), timeout).unref();
  const plugin: Plugin = {
    name: 'bits-page',
    configureServer(server) {
      server.middlewares.use('/bits.html', (_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(PAGE);
      });
      server.middlewares.use('/answer', (request, response) => {
        let text = '';
        request.on('data', (part: Buffer) => (text += part.toString()));
        request.on('end', () => {
          response.end();
          resolve(text);
        });
      });
    },
  };
  return { plugin, answer };
}

const firefox = process.env.FIREFOX ?? 'firefox-esr';
const { plugin, answer } = answerOf(180_000);
const server = await createServer({
  configFile: 'vite.config.ts',
  logLevel: 'error',
  plugins: [plugin],
  server: { port: 5199, hmr: false, watch: null },
});
await server.listen();
const profile = mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
const child = spawn(
  firefox,
  ['--headless', '--no-remote', '--profile', profile, 'http://localhost:5199/bits.html'],
  { stdio: 'ignore', env: { ...process.env, MOZ_DISABLE_CONTENT_SANDBOX: '1' } },
);
const absent = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
const bits = await Promise.race([answer, absent]);
child.kill('SIGKILL');
await server.close();
rmSync(profile, { recursive: true, force: true });
console.log(`stored:  ${WASM_BITS}\nFirefox: ${bits ?? `absent (${firefox})`}`);
process.exit(bits === undefined ? 2 : bits === WASM_BITS ? 0 : 1);
