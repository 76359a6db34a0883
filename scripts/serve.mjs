// A small static server for the built page, with the headers that dist/_headers asks for.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** Serves a folder on the first free port from `port` on. Resolves to { address, close }. */
export async function serve(folder, port = 4173) {
  const root = path.resolve(folder);
  const rules = readHeaders(path.join(root, '_headers'));
  const server = createServer((request, response) => {
    let name;
    try {
      name = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    } catch {
      response.writeHead(400).end('Bad address');
      return;
    }
    let file = path.join(root, name);
    if (!(file === root || file.startsWith(root + path.sep))) {
      response.writeHead(403).end('Forbidden');
      return;
    }
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
    if (!existsSync(file)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, {
      ...headersOf(rules, name),
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
    });
    createReadStream(file).pipe(response);
  });
  for (let tries = 0; ; tries++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port + tries, () => {
          server.off('error', reject);
          resolve();
        });
      });
      break;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tries >= 50) throw error;
    }
  }
  return {
    address: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

/** The rules of a _headers file: a path (with * at its end for all below it), then indented headers. */
function readHeaders(file) {
  const rules = [];
  if (!existsSync(file)) return rules;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const header = /^\s+([^:]+):\s*(.*)$/.exec(line);
    if (header) rules.at(-1)?.headers.push([header[1].toLowerCase(), header[2]]);
    else if (line.trim() !== '') rules.push({ path: line.trim(), headers: [] });
  }
  return rules;
}

/** Headers of every rule that fits; one header of several rules is joined by a comma, as hosts do it. */
function headersOf(rules, name) {
  const found = {};
  for (const { path: pattern, headers } of rules) {
    const fits = pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
    if (!fits) continue;
    for (const [key, value] of headers)
      found[key] = key in found ? `${found[key]}, ${value}` : value;
  }
  return found;
}
