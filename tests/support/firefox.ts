/**
 * Runs one expression in a Firefox of the machine. Playwright cannot drive a system Firefox, so a page computes the answer
 * and posts it back to the server that it came from.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createServer, type Plugin } from 'vite';
import { assemblyScript } from '../../scripts/assemblyscript-plugin.mjs';

/** The Firefox that answers: FIREFOX, Debian's, or another one in its usual place. */
export function findFirefox(): string | undefined {
  return [
    process.env.FIREFOX,
    'firefox-esr',
    'firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]
    .filter((one) => one !== undefined)
    .find((one) => spawnSync(one, ['--version'], { timeout: 20_000 }).status === 0);
}

/**
 * What the body of an async function, a module's own text, returns in that browser as a text; `import('/src/…')` gives
 * files of the project. Rejects with what went wrong in the page, or when nothing comes in `timeout` milliseconds.
 */
export async function inFirefox(firefox: string, body: string, timeout: number): Promise<string> {
  const { plugin, answer } = answeringPage(body);
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    plugins: [assemblyScript(), plugin],
    // Nothing of the development server's own cache is touched.
    optimizeDeps: { noDiscovery: true },
    server: { port: 0, hmr: false, watch: null },
  });
  await server.listen();
  const profile = mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
  const address = new URL('answering.html', server.resolvedUrls?.local[0]).href;
  const child = spawn(
    firefox,
    ['--headless', '--no-remote', '--profile', profile, address],
    // Its sandbox needs rights that root in a container has not.
    { stdio: 'ignore', detached: true, env: { ...process.env, MOZ_DISABLE_CONTENT_SANDBOX: '1' } },
  );
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${firefox} ended with ${code}.`)));
    setTimeout(
      () => reject(new Error(`${firefox} gave no answer in ${timeout} ms.`)),
      timeout,
    ).unref();
  });
  try {
    return await Promise.race([answer, ended]);
  } finally {
    // With its content processes.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Serves the page that computes the answer, and resolves with what it posts. */
function answeringPage(body: string): { plugin: Plugin; answer: Promise<string> } {
  const page = `<!doctype html><meta charset="utf-8"><title>…</title><script type="module">
    const post = (answer) => fetch('/answer', { method: 'POST', body: JSON.stringify(answer) });
    try {
      await post({ text: await (async () => { ${body} })() });
    } catch (error) {
      await post({ problem: String(error) });
    }
  </script>`;
  let resolve: (text: string) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const answer = new Promise<string>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  const plugin: Plugin = {
    name: 'answering-page',
    configureServer(server) {
      server.middlewares.use('/answering.html', (_, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(page);
      });
      server.middlewares.use('/answer', (request, response) => {
        let text = '';
        request.on('data', (part: Buffer) => (text += part.toString()));
        request.on('end', () => {
          response.end();
          const said = JSON.parse(text) as { text?: string; problem?: string };
          if (said.problem === undefined) resolve(said.text ?? '');
          else reject(new Error(said.problem));
        });
      });
    },
  };
  return { plugin, answer };
}
