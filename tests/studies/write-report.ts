/** A study's page in docs/studies: what was run, every number with its interval, and what the page said. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import type { StudyRun } from './drive-page.ts';
import type { Study } from './studies.ts';
import { summaryOf } from './summary.ts';

export async function writeReport(
  folder: string,
  study: Study,
  run: StudyRun,
  machine: string,
): Promise<void> {
  const { name } = study;
  const stem = path.join(folder, name);
  writeFileSync(`${stem}.png`, run.figure);
  writeFileSync(`${stem}.json`, run.resultsText);
  const text = await format(reportOf(study, run, machine), { parser: 'markdown', printWidth: 100 });
  writeFileSync(`${stem}.md`, text);
}

function reportOf(study: Study, run: StudyRun, machine: string): string {
  const { results } = run;
  const summary = summaryOf(results);
  const columns = results.series[0]?.simulatedTargets.length ?? 1;
  const engine = results.records[0]?.engine ?? 'unknown';
  const budget = results.records.filter(
    (one) => one.arm === 'transfer' && one.n === summary.largest && one.stoppedBy === 'budget',
  ).length;
  return `${[
    `# ${study.title}`,
    study.remark,
    `Made by \`npm run studies -- --only ${study.name}\` through the built page, engine ${engine}, ${run.seconds.toFixed(0)} s for the run on ${machine}. All numbers: [${study.name}.json](${study.name}.json).`,
    `- Simulated: \`${study.simulated}\`, ${columns === 1 ? `target \`${study.simulatedTarget}\`` : `${columns} targets at once, the first \`${study.simulatedTarget}\``}, ${rows(run, 'simulated')} rows\n- Measured: \`${study.measured}\`, target \`${study.measuredTarget}\`, ${rows(run, 'measured')} rows\n- m = ${study.m}, ${study.trials} trials, network ${results.spec?.hidden.join('-')} ${results.spec?.activation}, seed ${results.spec?.seed}\n- ${run.overlap}`,
    `![The law](${study.name}.png)`,
    'Mean absolute error, with 90 % intervals, as the page shows it:',
    markdownTable(run.numbers),
    ...lawLines(run),
    ...(study.aims.length > 0
      ? [
          `Aims:\n\n${study.aims
            .map((aim) => `- ${aim.text}: **${aim.holds(summary) ? 'met' : 'missed'}**`)
            .join('\n')}`,
        ]
      : []),
    `What the page says: ${run.verdict}`,
    run.cards.map((card) => `- ${card}`).join('\n'),
    ...(run.notes.length > 0
      ? [`Its warnings:\n\n${run.notes.map((note) => `- ${note}`).join('\n')}`]
      : []),
    `${budget} of ${study.trials} points at the largest n ended by the budget of steps.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function rows({ results }: StudyRun, role: 'simulated' | 'measured'): string {
  return results.tables.find((table) => table.role === role)?.rows.toLocaleString('en-US') ?? '?';
}

function lawLines({ results }: StudyRun): string[] {
  return results.laws.map((law) => {
    const part = (key: 'D' | 'alpha' | 'C') =>
      `${key} = ${law[key].toPrecision(3)} (${law.intervals[key].map((end) => (end === null ? 'open' : end.toPrecision(3))).join(' to ')})`;
    return `Fitted law: ${part('alpha')}, ${part('C')}, ${part('D')}; ${law.identified}.`;
  });
}

function markdownTable(numbers: StudyRun['numbers']): string {
  const [head = [], ...body] = numbers;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n');
}
