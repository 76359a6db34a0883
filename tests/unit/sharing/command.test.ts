import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { newDocument } from '../../../src/experiment/defaults.ts';
import { commandFor } from '../../../src/sharing/command.ts';

const reference = (name: string) => ({
  fingerprint: '0'.repeat(64),
  name,
  rows: 10,
  columns: 2,
  read: {},
});
const tables = (simulated: string, measured: string) =>
  newDocument({
    kind: 'tables',
    simulated: [reference(simulated)],
    measured: [reference(measured)],
    series: [],
  });

/** What a program would get as its arguments. */
const argumentsOf = (command: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

describe('the command for an experiment', () => {
  it.skipIf(process.platform === 'win32')(
    'gives a shell every name as it is, whatever stands in it',
    () => {
      const [simulated, measured] = ['it\'s $HOME `x` "y".csv', '測定 値; rm -rf.csv'];
      const command = commandFor(tables(simulated, measured), '#e1=abc-_') ?? '';
      expect(argumentsOf(command)).toEqual([
        ...['npx', 'sim2real', 'run', '--simulated', simulated, '--measured', measured],
        ...['--link', '#e1=abc-_', '--out', 'results.json'],
      ]);
    },
  );

  it('needs no tables for a lesson, names the file for a long link, and is none for a list', () => {
    const lesson = newDocument({ kind: 'lesson', lesson: 'built-in' });
    expect(commandFor(lesson, '#e1=a')).toBe("npx sim2real run --link '#e1=a' --out results.json");
    expect(commandFor(lesson, `#e1=${'a'.repeat(9000)}`)).toBe(
      'npx sim2real run --spec experiment.json --out results.json',
    );
    expect(commandFor(newDocument({ kind: 'list', text: '', choices: {} }), '#e1=a')).toBeNull();
  });
});
