/** What the reader decided about the two files and their columns: one line each, with what can be chosen instead. */
import { useState, type ReactNode } from 'react';
import { endMarksIn } from '../../descriptors/smiles/end-marks.ts';
import { readAsGuess } from '../../preparation/descriptor-plan.ts';
import type { ReadChoices } from '../../tables/read-choices.ts';
import { SIDES, type Side } from '../../tables/side.ts';
import { featureColumns } from '../../tables/roles.ts';
import { columnOf } from '../../tables/table.ts';
import type { CensoredChoice, RangeChoice, TableDecision } from '../../tables/table-decision.ts';
import { TEXT_ENCODINGS } from '../../tables/text-chunks.ts';
import { Button } from '../controls/button.tsx';
import { SelectField } from '../controls/select-field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { choose, chooseColumnOptions } from '../store/change-series.ts';
import { readAgain } from '../store/files.ts';
import type { TablesOnPage } from '../store/selectors.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function TableDecisions({ tables }: { readonly tables: TablesOnPage }) {
  return (
    <>
      {SIDES.map((side) => (
        <FileDecisions key={side} side={side} tables={tables} />
      ))}
      <MatchedColumns tables={tables} />
      <EndMarks tables={tables} />
    </>
  );
}

/** A file in no encoding that could be guessed: what it could be, with a piece of its text. */
export function EncodingChoice({ side, tables }: FileDecisionsProps) {
  const { encoding: text } = useWords().tableDecisions;
  const page = usePage();
  const error = tables.refused[side]?.error;
  if (error?.code !== 'wrong-encoding') return null;
  const others = error.others.length > 0 ? error.others : [FALLBACK];
  return others.map(({ encoding, sample }) => (
    <Button key={encoding} kind="plain" onClick={() => void readAgain(page, side, { encoding })}>
      {text.option(encoding, sample)}
    </Button>
  ));
}

/** Older Windows programs: every byte is a letter in it. */
const FALLBACK = { encoding: 'windows-1252', sample: '' } as const;

interface FileDecisionsProps {
  readonly side: Side;
  readonly tables: TablesOnPage;
}

function FileDecisions({ side, tables }: FileDecisionsProps) {
  const words = useWords();
  const page = usePage();
  const loaded = tables[side];
  if (!loaded) return null;
  const { table, form } = loaded;
  const read = (choices: ReadChoices): void => void readAgain(page, side, choices);
  const rows = form?.container === 'text' || form?.container === 'xlsx';
  if (table.decisions.length === 0 && !rows) return null;
  return (
    <details className="fold" open={table.decisions.length > 0}>
      <summary>{`${table.name}: ${words.tableDecisions.title(table.decisions.length)}`}</summary>
      <ul className="decisions">
        {table.decisions.map((decision) => (
          <li key={decision.code}>
            <span>{words.tableDecisions.line(decision)}</span>
            <Change decision={decision} read={read} />
          </li>
        ))}
      </ul>
      {rows && <RowFields key={table.fingerprint} side={side} tables={tables} read={read} />}
    </details>
  );
}

interface ChangeProps {
  readonly decision: TableDecision;
  readonly read: (choices: ReadChoices) => void;
}

const CENSORED: readonly CensoredChoice[] = ['leave-out', 'bound', 'half'];
const RANGES: readonly RangeChoice[] = ['leave-out', 'middle'];

/** Whatever can be chosen instead; nothing where the cells leave nothing to choose. */
function Change({ decision, read }: ChangeProps): ReactNode {
  const text = useWords().tableDecisions;
  const button = (label: string, choices: ReadChoices) => (
    <Button kind="plain" onClick={() => read(choices)}>
      {label}
    </Button>
  );
  switch (decision.code) {
    case 'encoding': {
      const samples = new Map(decision.others.map(({ encoding, sample }) => [encoding, sample]));
      const [sample = ''] = decision.samples;
      samples.set(decision.encoding, sample);
      return (
        <SelectField
          label={text.encoding.label}
          value={decision.encoding}
          options={TEXT_ENCODINGS.filter((one) => samples.has(one)).map((value) => ({
            value,
            text: text.encoding.option(value, samples.get(value) ?? ''),
          }))}
          onChange={(encoding) => read({ encoding })}
        />
      );
    }
    case 'units-row':
      return button(text.unitsAsData, decision.change);
    case 'rows-at-end':
      return button(text.rowsAtEndAsData, decision.change);
    case 'decimal-comma':
      return button(text.pointDecimals, decision.change);
    case 'sentinels':
      return button(
        text.sentinels(decision.taken === 'missing' ? 'keep' : 'missing'),
        decision.change,
      );
    case 'censored':
      return (
        <SelectField
          label={text.censored.label}
          value={decision.taken}
          options={CENSORED.map((value) => ({ value, text: text.censored.value(value) }))}
          onChange={(censored) => read({ censored })}
        />
      );
    case 'ranges':
      return (
        <SelectField
          label={text.ranges.label}
          value={decision.taken}
          options={RANGES.map((value) => ({ value, text: text.ranges.value(value) }))}
          onChange={(ranges) => read({ ranges })}
        />
      );
    default:
      return null;
  }
}

/** Where the table lies in the file, for a person who knows better. */
function RowFields({ side, tables, read }: FileDecisionsProps & Pick<ChangeProps, 'read'>) {
  const text = useWords().tableDecisions;
  const chosen = tables.references[side]?.read;
  const table = tables[side]?.table;
  const found = table?.decisions.find((one) => one.code === 'header-row');
  const firstLine = table?.firstLine ?? 2;
  const [header, setHeader] = useState(
    String(chosen?.headerRow ?? (found?.code === 'header-row' ? found.line : 1)),
  );
  const [first, setFirst] = useState(String(chosen?.firstDataRow ?? firstLine));
  const whole = (value: string, least: number) => /^\d+$/.test(value) && Number(value) >= least;
  const valid = whole(header, 0) && whole(first, 1) && Number(first) > Number(header);
  return (
    <div className="pair">
      <TextField
        label={text.headerRow}
        hint={text.headerRowHint}
        value={header}
        invalid={!whole(header, 0)}
        numeric
        onChange={setHeader}
      />
      <TextField
        label={text.firstDataRow}
        hint={text.firstDataRowHint}
        value={first}
        invalid={!whole(first, 1)}
        numeric
        onChange={setFirst}
      />
      <Button
        kind="plain"
        disabled={!valid}
        onClick={() => read({ headerRow: Number(header), firstDataRow: Number(first) })}
      >
        {text.apply}
      </Button>
    </div>
  );
}

/** Inputs that are read as SMILES, in which ends of repeat units are marked in other ways than by `*`. */
function EndMarks({ tables: { view, measured } }: { readonly tables: TablesOnPage }) {
  const text = useWords().tableDecisions;
  const page = usePage();
  if (!view || !measured) return null;
  const found = featureColumns(view.roles).flatMap((name) => {
    const columns = [columnOf(view.simulated, name), columnOf(measured.table, name)];
    const options = view.choices.descriptors[name] ?? {};
    const texts = columns.flatMap((column) => (column?.kind === 'text' ? [column] : []));
    const [first] = texts;
    if (!first || (options.readAs ?? readAsGuess(first)) !== 'smiles') return [];
    const marks = texts.flatMap(({ values }) => endMarksIn(values));
    return marks.length > 0 ? [{ name, marks, asAtoms: options.endsAsAtoms ?? false }] : [];
  });
  if (found.length === 0) return null;
  return (
    <ul className="decisions">
      {found.map(({ name, marks, asAtoms }) => (
        <li key={name}>
          <span>{text.ends(name, marks, asAtoms)}</span>
          <Button
            kind="plain"
            onClick={() => chooseColumnOptions(page, name, { endsAsAtoms: !asAtoms })}
          >
            {text.endsAsAtoms(asAtoms)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Columns whose names were taken for the same, and those whose units differ. */
function MatchedColumns({ tables: { view } }: { readonly tables: TablesOnPage }) {
  const text = useWords().tableDecisions;
  const page = usePage();
  if (!view) return null;
  const { alignment, choices, roles } = view;
  const { matched } = alignment;
  // The targets' conversion is offered where their units are told apart.
  const unitsApart = alignment.unitsApart.filter(
    ({ measured }) => measured !== roles.measuredTarget,
  );
  if (matched.length === 0 && unitsApart.length === 0) return null;
  const names = matched.map(({ measured }) => measured);
  return (
    <ul className="decisions">
      {matched.length > 0 && (
        <li>
          <span>{text.matched(matched)}</span>
          <Button
            kind="plain"
            onClick={() =>
              choose(page, {
                columnsApart: [...choices.columnsApart, ...names],
                columnsConverted: [],
              })
            }
          >
            {text.keepApart}
          </Button>
        </li>
      )}
      {unitsApart.map(({ simulated, measured, simulatedUnit, measuredUnit }) => (
        <li key={measured}>
          <span>{text.unitsApart(simulated, measured, simulatedUnit, measuredUnit)}</span>
          <Button
            kind="plain"
            onClick={() =>
              choose(page, { columnsConverted: [...choices.columnsConverted, measured] })
            }
          >
            {text.convertColumn(measuredUnit)}
          </Button>
        </li>
      ))}
    </ul>
  );
}
