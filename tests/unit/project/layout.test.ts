/** CONTRIBUTING.md's table of rooms is the list that the linter enforces, and every room is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOMS } from '../../../eslint/import-direction.mjs';

it('names the rooms in the order of the linter', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8');
  const rows = [...text.matchAll(/^\| `([\w.]+)\/?` +\|/gm)].map(([, name]) => name);
  expect(rows).toEqual(ROOMS);
});

it('there is nothing in src/ beside them', () => {
  const beside = ['modules.d.ts', 'cli'];
  const found = readdirSync('src').filter((name) => !beside.includes(name));
  expect(found.sort()).toEqual([...ROOMS].sort());
  for (const room of ROOMS) expect(existsSync(`src/${room}`)).toBe(true);
});
