/** CITATION.cff, the README and the report name the same program and the same paper. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MINAMI_2025, softwareBibtex } from '../../../src/sharing/citations.ts';

interface Person {
  readonly name?: string;
  readonly 'family-names'?: string;
  readonly 'given-names'?: string;
}

interface Work {
  readonly type: string;
  readonly title: string;
  readonly authors: readonly Person[];
  readonly [key: string]: unknown;
}

const cff = parse(readFileSync('CITATION.cff', 'utf8')) as Work & {
  readonly references: readonly [Work];
};
const [paper] = cff.references;
const { version, license } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly license: string;
};

/** The keys of the schema 1.2.0 (citation-file-format) that are of use here. */
const ROOT = 'cff-version message type title abstract authors version license keywords references';
const REFERENCE = 'type title authors journal volume start year doi';

describe('CITATION.cff', () => {
  it('has what the format asks for, and no key that it does not know', () => {
    expect(cff['cff-version']).toBe('1.2.0');
    expect(cff.message).toBeTypeOf('string');
    expect(cff.type).toBe('software');
    expect(ROOT.split(' ')).toEqual(expect.arrayContaining(Object.keys(cff)));
    expect(REFERENCE.split(' ')).toEqual(expect.arrayContaining(Object.keys(paper)));
    for (const { authors } of [cff, paper]) {
      expect(authors.length).toBeGreaterThan(0);
      for (const one of authors) {
        const keys = Object.keys(one).sort().join();
        expect(['name', 'family-names,given-names']).toContain(keys);
      }
    }
    expect(paper.doi).toMatch(/^10\.\d{4,9}\/[\w.()/:-]+$/);
    expect(paper.year).toBeTypeOf('number');
  });

  it('is of this version and licence', () => {
    expect(cff.version).toBe(version);
    expect(cff.license).toBe(license);
  });
});

describe('BibTeX', () => {
  it('is balanced and has the fields of the citation file', () => {
    for (const entry of [MINAMI_2025, softwareBibtex(version)]) {
      const depth = [...entry].reduce((open, c) => open + Number(c === '{') - Number(c === '}'), 0);
      expect(depth).toBe(0);
      expect(entry).toMatch(/^@(article|software)\{[\w-]+,\n/);
    }
    const field = (name: string) =>
      new RegExp(`${name} += \\{(.*)\\}`).exec(MINAMI_2025)?.[1]?.replaceAll(/[{}]/g, '');
    expect(field('doi')).toBe(paper.doi);
    expect(field('title')).toBe(paper.title);
    expect(field('journal')).toBe(paper.journal);
    expect(field('volume')).toBe(String(paper.volume));
    expect(field('pages')).toBe(String(paper.start));
    expect(field('year')).toBe(String(paper.year));
    expect(field('author')?.split(' and ')).toEqual(
      paper.authors.map((one) => `${one['family-names']}, ${one['given-names']}`),
    );
  });

  it('keeps a version from breaking out of its braces', () => {
    expect(softwareBibtex('1.0.0}, note={x')).toContain('version = {1.0.0notex}');
  });

  it('stands in the README', () => {
    const readme = readFileSync('README.md', 'utf8').replaceAll(/^ {4}/gm, '');
    expect(readme).toContain(MINAMI_2025);
    expect(readme).toContain(softwareBibtex(version));
  });
});
