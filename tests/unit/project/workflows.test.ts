/** What GitHub runs cannot be tried here, so it is read: valid YAML, pinned actions, and no script that does not exist. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly needs?: string;
  readonly steps: readonly Step[];
  readonly 'timeout-minutes'?: number;
  readonly 'runs-on': string;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = path.resolve('.github/workflows');
const files = readdirSync(FOLDER);
const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

it('there are two: tests and pages', () => {
  expect(files.sort()).toEqual(['pages.yml', 'test.yml']);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(path.join(FOLDER, file), 'utf8');
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('has what a workflow needs, no rights beyond reading, and an end for every job', () => {
    expect(workflow.name).toBeTypeOf('string');
    expect(workflow.on).toHaveProperty('push.branches', ['main']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of jobs) {
      expect(job['runs-on']).toMatch(/^(ubuntu|macos|windows)-\d|^\$\{\{ matrix\.os \}\}$/);
      expect(job['timeout-minutes']).toBeGreaterThan(0);
      if (job.needs !== undefined) expect(workflow.jobs).toHaveProperty(job.needs);
      for (const step of job.steps) expect([step.uses, step.run].filter(Boolean)).toHaveLength(1);
    }
  });

  it('names actions by commit, with the release beside it', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    for (const one of used) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(text.match(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm)).toHaveLength(used.length);
  });

  it('calls npm scripts that exist', () => {
    const commands = steps.flatMap(({ run }) => (run ?? '').split('\n'));
    const scripts = commands.flatMap((command) => /^npm run ([\w:-]+)/.exec(command)?.[1] ?? []);
    for (const script of scripts) expect(packageJson.scripts).toHaveProperty([script]);
    const known = /^(npm (ci|test|run [\w:-]+)|npx playwright install|sudo apt-get )/;
    for (const command of commands.filter((one) => one.trim() !== '')) {
      expect(command.trim()).toMatch(known);
    }
  });

  it('uses only values of its own matrix', () => {
    for (const job of jobs) {
      const used = [...JSON.stringify(job).matchAll(/matrix\.(\w+)/g)].map(([, name]) => name);
      for (const name of used) expect(job.strategy?.matrix).toHaveProperty(name ?? '');
    }
  });
});

it('asks three systems and three browsers for the same bits', () => {
  const { jobs } = parse(readFileSync(path.join(FOLDER, 'test.yml'), 'utf8')) as Workflow;
  const matrix = jobs.bits?.strategy?.matrix;
  expect(matrix?.browser).toEqual(['chromium', 'firefox', 'webkit']);
  expect(matrix?.os?.map((name) => name.replace(/-.*/, ''))).toEqual([
    'ubuntu',
    'macos',
    'windows',
  ]);
});
