/** What docs/hosting.md tells a host to send is what the build has. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { POLICY } from '../../../scripts/content-security-policy.mjs';

const text = readFileSync('docs/hosting.md', 'utf8');

it('has the policy of the build, word for word', () => {
  const [, found = ''] = /\n\n((?: {4}.*\n)+)\n- `'wasm-unsafe-eval'`/.exec(text) ?? [];
  expect(found.trim().replaceAll(/\s*\n\s*/g, ' ')).toBe(POLICY);
});

it('names a workflow that is there', () => {
  for (const [, file = ''] of text.matchAll(/`((?:\.github|scripts|tests)\/[\w./-]+)`/g)) {
    expect(() => readFileSync(file)).not.toThrow();
  }
});
