/** Golden documents: handwritten when their version was new, and never changed since. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExperimentDocument } from '../../../src/experiment/document.ts';
import { parseDocument } from '../../../src/experiment/parse.ts';

const FOLDER = path.resolve('tests/fixtures/documents');

export const GOLDEN = readdirSync(FOLDER).map((file) => ({
  file,
  version: Number(/-v(\d+)\.json$/.exec(file)?.[1]),
  json: JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as unknown,
}));

export function documentOf(json: unknown): ExperimentDocument {
  const parsed = parseDocument(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.document;
}
