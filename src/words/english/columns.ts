/** Columns: what they hold, which part they play, how they become features, and what was left out. */
import type { ReadAs } from '../../preparation/descriptor-plan.ts';
import type { ColumnKind } from '../../tables/kinds.ts';
import type { RoleReason } from '../../tables/roles.ts';
import type { Conversion } from '../../tables/unit-conversion.ts';
import { formatCount, formatPlain, formatValue, numbers } from './numbers.ts';

const KINDS: Readonly<Record<ColumnKind, string>> = {
  number: 'number',
  integer: 'integer',
  boolean: '0 or 1',
  smiles: 'SMILES',
  formula: 'formula',
  category: 'category',
  text: 'text',
  empty: 'empty',
};

const READ_AS: Readonly<Record<ReadAs, string>> = {
  smiles: 'SMILES',
  formula: 'chemical formula',
  category: 'category',
};

/** Why a column plays its part, in half a line. Nothing where the name says it all. */
const REASONS: Partial<Readonly<Record<RoleReason, string>>> = {
  'another-result': 'another result',
  'same-material': 'names the same material',
  'named-as-condition': 'condition',
  'named-as-index': 'a label or an index',
  serial: 'numbers the rows',
  uncertainty: 'says how sure another column is',
  count: 'counts measurements',
  constant: 'constant',
  'kinds-differ': 'number in one table, text in the other',
};

export const columns = {
  kind: (kind: ColumnKind) => KINDS[kind],
  /** '98 % of 1,077 are SMILES', 'number, 12 empty'. */
  evidence: (kind: ColumnKind, fitting: number, present: number, missing: number) => {
    const chemical = kind === 'smiles' || kind === 'formula';
    const what = chemical
      ? `${KINDS[kind]}, ${numbers.coverage(present > 0 ? fitting / present : 0)} of ${formatCount(present)}`
      : KINDS[kind];
    return missing > 0 ? `${what}, ${formatCount(missing)} empty` : what;
  },
  reason: (reason: RoleReason) => REASONS[reason] ?? null,
  exception: (text: string, file: string, line: number) =>
    `Not every cell fits: “${text}” in ${file}, line ${formatCount(line)}.`,
  options: 'Options',
  optionsOf: (name: string) => `Options of ${name}`,
  part: {
    label: 'Counts as',
    input: 'part of the material',
    condition: 'condition of the measurement',
    hint: 'Rows that differ only in conditions are the same material.',
  },
  readAs: { label: 'Read as', value: (value: ReadAs) => READ_AS[value] },
  fingerprint: {
    label: 'Fingerprint',
    morgan: 'Morgan',
    rdkit: 'RDKit paths',
    maccs: 'MACCS keys',
    none: 'none',
    radius: 'Radius',
    path: 'Longest path',
    bits: 'Bits',
  },
  physical: 'Physical descriptors too (weight, rings, polarity …)',
  statistics: {
    label: 'Statistics over the elements',
    mean: 'mean',
    deviation: 'deviation',
    minimum: 'minimum',
    maximum: 'maximum',
    range: 'range',
  },
  log: 'Take the logarithm',
  logHelps: 'Its values are skewed; their logarithm is more even.',
  logAdvice: 'skewed',
  more: {
    summary: (chosen: number, of: number) =>
      chosen === 0
        ? `Pretrain on more columns (${formatCount(of)})`
        : `Pretrained on ${formatCount(chosen)} more ${chosen === 1 ? 'column' : 'columns'}`,
    all: 'All of them',
    none: 'None',
    hint: 'One output each; missing values are left out of the loss. n counts materials.',
    values: (present: number, rows: number) =>
      present > 0.95 * rows ? '' : `${formatCount(present)} values`,
  },
  logTarget: {
    label: 'Learn the logarithm of the target',
    offered: (decades: number) =>
      `Its values span ${formatValue(decades, 2)} decades and are skewed. Errors stay in its own scale.`,
    chosen: 'Errors stay in its own scale. Values that are not positive are left out.',
  },
  ownSplits: {
    title: 'Groups and test rows of your own',
    groups: 'Groups',
    byMaterial: 'one for each material',
    groupsHint: 'Rows of one group stay on one side of every split.',
    test: 'Test rows',
    drawn: 'drawn anew in every trial',
    testHint: 'A column that says test or train; then every trial is tested on the same rows.',
  },
  same: {
    label: 'Both targets are one property',
    yes: 'The network’s output is kept and only adjusted by a line.',
    no: 'The measured property gets a new output, fitted to the m measured rows.',
  },
  conversion: (conversion: Conversion) => {
    if (conversion.form === 'reciprocal') return `${formatValue(conversion.numerator, 6)} / value`;
    const { factor, offset } = conversion;
    const times = factor === 1 ? '' : `× ${formatValue(factor, 5)}`;
    const plus = offset === 0 ? '' : `${offset > 0 ? '+' : '−'} ${formatPlain(Math.abs(offset))}`;
    return [times, plus].filter((part) => part !== '').join(' ');
  },
  converted: (unit: string, how: string) => `Simulated values are converted to ${unit} (${how}).`,
  undo: 'Undo',
  leftOut: {
    title: (rows: number) => `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'} left out`,
    odd: (column: string, text: string) => `“${column}” holds “${text}”, which is no number`,
    line: 'Line',
    why: 'Why',
    more: (rows: number) => `and ${formatCount(rows)} more in the download.`,
    download: (file: string) => `Download the list of ${file}`,
  },
  outliers: {
    title: (count: number) =>
      `${formatCount(count)} target ${count === 1 ? 'value' : 'values'} far from the rest`,
    hint: 'Shown, not cut: more than 5 robust deviations from the median.',
    value: 'Value',
    distance: 'Deviations',
    of: (file: string, column: string) => `${file}, ${column}`,
    more: (rows: number) => `and ${formatCount(rows)} more.`,
  },
  sheet: {
    simulated: 'Sheet of the simulated file',
    measured: 'Sheet of the measured file',
  },
  progress: 'Preparing the inputs',
} as const;
