// The page's Content-Security-Policy: injected into the built index.html and written to _headers.
// A worker loaded by address takes its policy from the header of its own script, so a host that reads _headers
// (Netlify, Cloudflare Pages) also covers the workers. RDKit makes its bindings with new Function: its worker's
// script alone gets 'unsafe-eval'. Where hosts send no headers, workers have no policy and all of it works too.
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // The one foreign host: public tables, when a person asks for one (src/sharing/public-tables.ts).
  "connect-src 'self' https://raw.githubusercontent.com",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function contentSecurityPolicy() {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle: {
      // After the worker bundles have been emitted.
      order: 'post',
      handler(_options, bundle) {
        const workers = Object.keys(bundle).filter((name) => /\.worker-[^/]*\.js$/.test(name));
        this.emitFile({ type: 'asset', fileName: '_headers', source: headersFor(workers) });
      },
    },
  };
}

const EVALUATES = /(^|\/)smiles\.worker-[^/]*\.js$/;
const EVALUATING_POLICY = POLICY.replace("'wasm-unsafe-eval'", "'wasm-unsafe-eval' 'unsafe-eval'");

/** One rule for each file: hosts join the headers of all rules that fit, and two policies are the stricter one. */
function headersFor(workers) {
  const rule = (path, lines) => [path, ...lines.map((line) => `  ${line}`)].join('\n');
  const policy = (text) => [`Content-Security-Policy: ${text}`];
  return [
    rule('/*', ['X-Content-Type-Options: nosniff']),
    ...['/', '/index.html'].map((path) => rule(path, policy(POLICY))),
    ...workers.map((name) =>
      rule(`/${name}`, policy(EVALUATES.test(name) ? EVALUATING_POLICY : POLICY)),
    ),
    '',
  ].join('\n');
}
