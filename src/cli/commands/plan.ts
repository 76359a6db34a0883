/** sim2real plan: the experiment with everything explicit, and its units with what each costs, as JSON. */
import { unitCost } from '../../sweep/unit-cost.ts';
import type { Values } from '../arguments.ts';
import { experimentOf, PLAN_FORMAT } from '../experiment.ts';
import { partOf } from '../parts.ts';
import { deliver, type Terminal } from '../terminal.ts';
import { describing, workersOf } from '../threads.ts';
import { planOf } from '../train.ts';

export async function plan(terminal: Terminal, values: Values<'plan'>): Promise<number> {
  const { words } = terminal;
  const experiment = await describing(workersOf(words, undefined), (describe) =>
    experimentOf(terminal, values, describe),
  );
  const whole = planOf(terminal, experiment);
  for (const warning of whole.warnings) terminal.say(words.problems.planWarning(warning));
  const units = partOf(words, whole, values).units.map((unit) => ({
    id: unit.id,
    kind: unit.kind,
    n: unit.n,
    trial: unit.trial,
    records: unit.jobs.map(({ id }) => id),
    steps: Math.round(unitCost(whole.spec, unit)),
  }));
  const points = units.reduce((sum, unit) => sum + unit.records.length, 0);
  const steps = units.reduce((sum, unit) => sum + unit.steps, 0);
  const { document, file } = experiment;
  const { appVersion } = file;
  const series = whole.series.map((one, i) => ({ ...one, label: file.series[i]?.label ?? '' }));
  const text = { format: PLAN_FORMAT, appVersion, document, series, points, steps, units };
  await deliver(words, values.out, `${JSON.stringify(text, null, 1)}\n`);
  terminal.say(words.cli.planUnits(units.length, points, steps));
  return 0;
}
