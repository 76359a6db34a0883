/** Every text of the page with every code that its type allows: written out, whole, and nothing of the program in it. */
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { preferredLanguage, english, LANGUAGES, loadWords } from '../../../src/words/words.ts';
import type { Words } from '../../../src/words/words.ts';
import { marked, MARKS, pseudo } from '../../support/pseudo.ts';
import { parametersOf } from '../../support/sample-values.ts';

interface Text {
  readonly key: string;
  readonly parameters: readonly unknown[];
  /** Of a language: the text, or null where there is nothing to say. */
  readonly in: (words: Words) => unknown;
}

const texts = everyText();
const LANGUAGE_TAGS = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

describe('every text', () => {
  it('is found: fixed ones and those with parameters', () => {
    const keys = new Set(texts.map(({ key }) => key));
    expect(keys).toContain('run.pause');
    expect(keys).toContain('problems.tableError');
    expect(keys.size).toBeGreaterThan(200);
  });

  it.each(LANGUAGE_TAGS)('is whole in %s', async (language) => {
    const words = await loadWords(language);
    for (const { key, parameters, in: write } of texts) {
      const text = write(words);
      const where = `${key} ${JSON.stringify(parameters)}`;
      if (text === null) continue;
      expect(text, where).toBeTypeOf('string');
      expect(text, where).not.toMatch(/undefined|null|\[object|=>| {2}/);
      expect(text, where).not.toMatch(/^\s|\s$/);
    }
  });

  it('is marked and longer in the pseudo-language, which therefore has them all', () => {
    const words = pseudo(english);
    expect(words.language).not.toBe(english.language);
    for (const { key, parameters, in: write } of texts) {
      const text = write(words);
      const where = `${key} ${JSON.stringify(parameters)}`;
      if (key === 'language' || text === null || text === '') continue;
      expect(text, where).toSatisfy(
        (one: string) => one.startsWith(MARKS[0]) && one.endsWith(MARKS[1]),
      );
    }
    expect(words.run.counts(7, 24)).toBe(marked('7 of 24 points'));
  });
});

describe('languages', () => {
  it('are chosen by what the reader prefers; English is for everybody else', () => {
    expect(preferredLanguage(['xx-YY', 'en-GB'])).toBe('en');
    expect(preferredLanguage(['xx'])).toBe('en');
    expect(preferredLanguage(['toString'])).toBe('en');
    expect(preferredLanguage([])).toBe('en');
  });

  it('tell their own tag', async () => {
    for (const tag of LANGUAGE_TAGS) expect((await loadWords(tag)).language).toBe(tag);
  });

  it('do not compile without one of the texts, or with another number of parameters', () => {
    const { stop: left, ...run } = english.run;
    // @ts-expect-error the run bar lacks a text
    const incomplete: Words = { ...english, run };
    const other: Words = {
      ...english,
      // @ts-expect-error the counts are numbers
      run: { ...english.run, counts: (done: string) => done },
    };
    const foreign: Words = { ...english, run: { ...english.run, stop: '停止' } };
    expect([left, incomplete.run.stop, foreign.run.stop]).toEqual(['Stop', undefined, '停止']);
    expect(other.language).toBe('en');
  });
});

/** All keys of the type Words, functions once for every combination of their sample parameters. */
function everyText(): Text[] {
  const file = path.resolve('src/words/words.ts');
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const alias = source?.statements.find(
    (one) => ts.isTypeAliasDeclaration(one) && one.name.text === 'Words',
  );
  if (!alias) throw new Error(`${file} has no type Words.`);
  const found: Text[] = [];
  const visit = (type: ts.Type, keys: readonly string[]): void => {
    const key = keys.join('.');
    const [signature] = type.getCallSignatures();
    if (type.flags & ts.TypeFlags.StringLike) {
      found.push({ key, parameters: [], in: (words) => at(words, keys) });
    } else if (signature) {
      for (const parameters of parametersOf(checker, signature, alias)) {
        const write = (words: Words) => (at(words, keys) as Write)(...parameters);
        found.push({ key, parameters, in: write });
      }
    } else {
      for (const part of checker.getPropertiesOfType(type)) {
        if (key === '' && part.name === 'numbers') continue;
        visit(checker.getTypeOfSymbolAtLocation(part, alias), [...keys, part.name]);
      }
    }
  };
  visit(checker.getTypeAtLocation(alias), []);
  return found;
}

type Write = (...parameters: readonly unknown[]) => unknown;

const at = (words: Words, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>>)[key], words);
