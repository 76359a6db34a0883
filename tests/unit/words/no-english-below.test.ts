/**
 * Sentences live in words/ alone. Below it, in the rooms that return codes and draw figures, and above it, in the
 * components, no string may read like one. Errors for developers may: they are never the page's own words.
 */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Rooms whose codes and figures the page shows. */
const ROOMS = [
  'experiment',
  'figures',
  'findings',
  'preparation',
  'scaling',
  'sweep',
  'tables',
] as const;

/** A word and, after a blank, one that begins small. */
const LIKE_A_SENTENCE = /\p{L}{2,}[,.;:]? \p{Ll}{2,}/u;
const LETTERS = /\p{L}{2,}/u;
/** Attributes that a person reads or hears. */
const SPOKEN = new Set(['title', 'alt', 'placeholder', 'label', 'hint', 'aria-label', 'text']);
/** Names of fonts, what a library or the browser says in its own words (the detail of an error), and words of people's files. */
const OTHER = new Set(['FIGURE_FONT', 'detail', 'MISSING_NUMBER', 'INDEX_NAMES']);

describe.each(ROOMS)('src/%s', (room) => {
  const files = sources(path.resolve('src', room));
  it.skipIf(files.length === 0)('has no sentence outside its errors', () => {
    expect(files.flatMap((file) => sentencesIn(file))).toEqual([]);
  });
});

it('components have no text of their own', () => {
  const files = sources(path.resolve('src/app')).filter((file) => file.endsWith('.tsx'));
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap((file) => spokenIn(file))).toEqual([]);
});

it('only the loader imports a language', () => {
  const importing = sources(path.resolve('src')).filter(
    (file) =>
      !file.includes(`${path.sep}words${path.sep}english${path.sep}`) &&
      /from '[^']*words\/(english|japanese)\/|from '\.\/(english|japanese)\//.test(
        fs.readFileSync(file, 'utf8'),
      ),
  );
  expect(importing.map((file) => path.relative('src', file))).toEqual(['words/words.ts']);
});

it('finds what it looks for', () => {
  const file = path.resolve('src/figures/made-up.tsx');
  const text = `const a = 'the limit';
    throw new Error('not a text of the page');
    const b = \`fitted to \${a}\`;
    const c = <p title="Two words" className="two words">One</p>;`;
  expect(sentencesIn(file, text)).toHaveLength(3);
  expect(spokenIn(file, text)).toHaveLength(2);
});

function sources(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => path.join(folder, file));
}

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

/** 'figures/law-axes.ts:12: text' of every string literal that reads like a sentence. */
function sentencesIn(file: string, text = fs.readFileSync(file, 'utf8')): string[] {
  const source = parse(file, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isOfAnError(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isVariableDeclaration(node) && OTHER.has(node.name.getText())) return;
    if (ts.isJsxAttribute(node) && !SPOKEN.has(node.name.getText())) return;
    const words = textOf(node);
    if (words !== null && LIKE_A_SENTENCE.test(words)) found.push(placeOf(source, node, words));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Texts between tags, and attributes that are read out. */
function spokenIn(file: string, text = fs.readFileSync(file, 'utf8')): string[] {
  const source = parse(file, text);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const words = textOf(node);
    if (words !== null && LETTERS.test(words)) {
      const attribute = ts.isJsxAttribute(node.parent) ? node.parent.name.getText() : null;
      const child = ts.isJsxText(node) || ts.isJsxElement(node.parent);
      if (child || (attribute !== null && SPOKEN.has(attribute))) {
        found.push(placeOf(source, node, words));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `throw …`, `new SomeError(…)`, and what checks options before it throws. */
function isOfAnError(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return /(Error|Failure)$/.test(node.expression.getText());
  return ts.isCallExpression(node) && node.expression.getText() === 'check';
}

function textOf(node: ts.Node): string | null {
  return ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node) ||
    ts.isJsxText(node)
    ? node.text
    : null;
}

function placeOf(source: ts.SourceFile, node: ts.Node, text: string): string {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  return `${path.relative('src', source.fileName)}:${line + 1}: ${text.trim().slice(0, 60)}`;
}
