/** The data panel: sources, files, column roles. */
import type { DescribeProgress } from '../../descriptors/describe.ts';
import type { Side } from '../../tables/side.ts';
import { formatCount, formatValue, numbers } from './numbers.ts';

export const data = {
  entrances: {
    label: 'What to look at',
    lesson: 'Example',
    tables: 'Your tables',
    list: 'Law only',
  },
  builtIn: {
    text: 'Formation energies of invented materials: 8,000 simulated with a bias, 400 measured with noise, 40 of these used for fine-tuning. Made by this page from a seed, so every truth is known. It runs by itself.',
    invite: 'Choose or drop two tables to use your own.',
  },
  simulatedTable: 'Simulated table',
  measuredTable: 'Measured table',
  simulatedHint: 'Many rows, computed',
  measuredHint: 'Few rows, measured',
  choose: 'Choose file',
  replace: 'Replace',
  reading: (share: number | null) =>
    share === null ? 'Reading …' : `Reading … ${numbers.wholePercent(share)}`,
  builtInRows: (rows: number) => `made by this page · ${formatCount(rows)} rows`,
  rowsAndColumns: (rows: number, columns: number) =>
    `${formatCount(rows)} rows, ${formatCount(columns)} columns`,
  waitingForOther: {
    simulated: 'Now the simulated table.',
    measured: 'Now the measured table.',
  },
  missing: 'choose it again to run',
  preview: 'First rows',
  simulatedTarget: 'Simulated target',
  measuredTarget: 'Measured target',
  inputs: 'Inputs',
  inputsChosen: (chosen: number, of: number) => `${chosen} of ${of} common columns`,
  key: (columns: readonly string[]) =>
    columns.length === 0
      ? 'Choose at least one input.'
      : `Two rows with equal ${columns.length === 1 ? columns[0] : 'inputs'} are the same material: they stay on the same side of every split, and simulated twins of test materials are left out.`,
  keyTitle: 'Material key',
  keyColumns: (columns: readonly string[]) => columns.join(' · '),
  noTarget: 'Choose a target',
  lawOnly: {
    list: 'Sizes and errors',
    placeholder: 'n, error\n100, 0.132\n200, 0.096\n400, 0.073\n800, 0.057',
    hint: 'Paste n and error, or n, trial and error; any order of columns. Nothing is trained.',
    read: (points: number, sizes: number) =>
      `${formatCount(points)} points at ${formatCount(sizes)} ${sizes === 1 ? 'size' : 'sizes'}.`,
    file: 'List of errors',
    fileHint: 'CSV, TSV, text, Excel, JSON or Parquet',
    series: 'Column of errors',
    transform: { 'one-minus': 'Take 1 − value', negate: 'Take −value' },
    asErrors: 'They are errors',
    asRead: 'Undo',
    keepMarked: 'Take them along',
    leaveOutMarked: 'Leave them out',
    example: 'Fill in an example',
  },
  backToBuiltIn: 'Back to the example',
  overlap: {
    title: 'Simulated against measured',
    common: (common: number, measured: number) =>
      `${formatCount(common)} of ${formatCount(measured)} measured materials are simulated too.`,
    none: 'No measured material is simulated, so the tables share only their inputs.',
    correlation: (r: number) => `Correlation ${numbers.fixed(r, 3)}.`,
    bias: (difference: string) => `Simulated minus measured: ${difference} on average.`,
    axis: (side: Side, unit: string | null) => (unit ? `${side} (${unit})` : side),
    hover: (simulated: number, measured: number) =>
      `${formatValue(simulated, 4)}, ${formatValue(measured, 4)}`,
    figure: 'Scatter of simulated against measured values of the materials in both tables',
  },
  repeats: {
    label: 'Repeated measurements',
    keep: 'keep each',
    average: 'average',
    hint: (materials: number, rows: number) =>
      `${formatCount(materials)} ${materials === 1 ? 'material is' : 'materials are'} measured more than once (${formatCount(rows)} rows).`,
  },
  describing: (progress: DescribeProgress | 'starting') =>
    progress === 'starting'
      ? 'Preparing the inputs …'
      : `Preparing “${progress.column}”: ${formatCount(progress.done)} of ${formatCount(progress.total)} …`,
  features: (kept: number, computed: number) =>
    kept === computed
      ? `${formatCount(kept)} features reach the network.`
      : `${formatCount(kept)} of ${formatCount(computed)} features reach the network; constant and duplicate ones are left out.`,
  swapped: 'Swap the two tables',
} as const;
