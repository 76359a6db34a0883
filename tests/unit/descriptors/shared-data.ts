/** Real tables of the shared folder beside the checkout; a test without them skips and prints why. */
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const FOLDER = '../shared/data';

/** The file's path, or undefined with a printed reason. */
export function sharedFile(name: string): string | undefined {
  const path = `${FOLDER}/${name}`;
  if (existsSync(path)) return path;
  console.log(`Skipped: ${path} is not there.`);
  return undefined;
}

/** Records of a plain CSV file (no quoted commas), gzipped or not. */
export function readRecords(path: string): Record<string, string>[] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
