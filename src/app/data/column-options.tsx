/** How one chosen column is used: its part in the material, how it is read, and what it becomes for the network. */
import { DEFAULT_FINGERPRINTS, type Fingerprint, type Statistic } from '../../descriptors/plan.ts';
import { readAsGuess, type ColumnOptions, type ReadAs } from '../../preparation/descriptor-plan.ts';
import { summaryOf } from '../../tables/column-summary.ts';
import { kindOf } from '../../tables/kinds.ts';
import { lineOfRow } from '../../tables/table.ts';
import type { Words } from '../../words/words.ts';
import { SelectField } from '../controls/select-field.tsx';
import { chooseColumnOptions, chooseColumnRole } from '../store/change-series.ts';
import { choicesOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import type { PlacedColumn } from './column-list.tsx';

interface ColumnOptionsFormProps {
  readonly name: string;
  readonly condition: boolean;
  readonly simulated: PlacedColumn;
  readonly measured: PlacedColumn;
}

const NO_OPTIONS: ColumnOptions = {};
const READ_AS: readonly ReadAs[] = ['smiles', 'formula', 'category'];

export function ColumnOptionsForm(props: ColumnOptionsFormProps) {
  const text = useWords().columns;
  const { name, condition, simulated, measured } = props;
  const page = usePage();
  const { descriptors } = useSelect(choicesOf);
  const chosen = descriptors[name] ?? NO_OPTIONS;
  const change = (options: ColumnOptions) => chooseColumnOptions(page, name, options);
  const readAs = chosen.readAs ?? readAsGuess(measured.column);
  return (
    <div className="column-options">
      <SelectField
        label={text.part.label}
        value={condition ? 'condition' : 'input'}
        options={[
          { value: 'input', text: text.part.input },
          { value: 'condition', text: text.part.condition },
        ]}
        hint={text.part.hint}
        onChange={(role) => chooseColumnRole(page, name, role)}
      />
      {measured.column.kind === 'text' ? (
        <>
          <SelectField
            label={text.readAs.label}
            value={readAs}
            options={READ_AS.map((value) => ({ value, text: text.readAs.value(value) }))}
            onChange={(value) => change({ readAs: value })}
            {...exceptionHint(text, [simulated, measured])}
          />
          {readAs === 'smiles' && <SmilesFields chosen={chosen} change={change} />}
          {readAs === 'formula' && <StatisticsField chosen={chosen} change={change} />}
        </>
      ) : (
        <LogarithmField chosen={chosen} change={change} simulated={simulated} />
      )}
    </div>
  );
}

function exceptionHint(
  text: Words['columns'],
  columns: readonly PlacedColumn[],
): { readonly hint?: string } {
  for (const { column, table } of columns) {
    const { exception } = kindOf(column);
    if (exception) {
      const line = lineOfRow(table, exception.row);
      return { hint: text.exception(exception.text, table.name, line) };
    }
  }
  return {};
}

interface FieldProps {
  readonly chosen: ColumnOptions;
  readonly change: (options: ColumnOptions) => void;
}

const KINDS = ['morgan', 'rdkit', 'maccs', 'none'] as const;
const BITS = ['256', '512', '1024', '2048', '4096'] as const;
const OF_KIND: Readonly<Record<(typeof KINDS)[number], Fingerprint | 'none'>> = {
  morgan: { kind: 'morgan', radius: 2, length: 1024 },
  rdkit: { kind: 'rdkit', maxPath: 7, length: 2048 },
  maccs: { kind: 'maccs' },
  none: 'none',
};

function SmilesFields({ chosen, change }: FieldProps) {
  const text = useWords().columns;
  const fingerprint = chosen.fingerprint ?? DEFAULT_FINGERPRINTS[0] ?? 'none';
  const kind = fingerprint === 'none' ? 'none' : fingerprint.kind;
  const reach = (values: readonly number[]) =>
    values.map((value) => ({ value: String(value), text: String(value) }));
  return (
    <>
      <div className="fingerprint">
        <SelectField
          label={text.fingerprint.label}
          value={kind}
          options={KINDS.map((value) => ({ value, text: text.fingerprint[value] }))}
          onChange={(value) => change({ fingerprint: OF_KIND[value] })}
        />
        {fingerprint !== 'none' && fingerprint.kind === 'morgan' && (
          <SelectField
            label={text.fingerprint.radius}
            value={String(fingerprint.radius)}
            options={reach([1, 2, 3, 4])}
            onChange={(value) => change({ fingerprint: { ...fingerprint, radius: Number(value) } })}
          />
        )}
        {fingerprint !== 'none' && fingerprint.kind === 'rdkit' && (
          <SelectField
            label={text.fingerprint.path}
            value={String(fingerprint.maxPath)}
            options={reach([4, 5, 6, 7])}
            onChange={(value) =>
              change({ fingerprint: { ...fingerprint, maxPath: Number(value) } })
            }
          />
        )}
        {fingerprint !== 'none' && fingerprint.kind !== 'maccs' && (
          <SelectField
            label={text.fingerprint.bits}
            value={String(fingerprint.length)}
            options={reach(BITS.map(Number))}
            onChange={(value) => change({ fingerprint: { ...fingerprint, length: Number(value) } })}
          />
        )}
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={kind === 'none' || (chosen.physical ?? false)}
          disabled={kind === 'none'}
          onChange={(event) => change({ physical: event.target.checked })}
        />
        {text.physical}
      </label>
    </>
  );
}

const STATISTICS: readonly Statistic[] = ['mean', 'deviation', 'minimum', 'maximum', 'range'];

function StatisticsField({ chosen, change }: FieldProps) {
  const text = useWords().columns;
  const now = chosen.statistics ?? STATISTICS;
  return (
    <fieldset className="field">
      <legend className="field-label">{text.statistics.label}</legend>
      <div className="check-row">
        {STATISTICS.map((one) => (
          <label className="check" key={one}>
            <input
              type="checkbox"
              checked={now.includes(one)}
              // The last one stays: without any there would be no feature.
              disabled={now.length === 1 && now.includes(one)}
              onChange={(event) => {
                const { checked } = event.target;
                const next = STATISTICS.filter((other) =>
                  other === one ? checked : now.includes(other),
                );
                change({ statistics: next });
              }}
            />
            {text.statistics[one as keyof typeof text.statistics]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function LogarithmField({
  chosen,
  change,
  simulated,
}: FieldProps & { readonly simulated: PlacedColumn }) {
  const text = useWords().columns;
  if (simulated.column.kind !== 'number') return null;
  const { min, logarithmHelps } = summaryOf(simulated.column);
  if (!(min > 0) && !chosen.log) return null;
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={chosen.log ?? false}
          onChange={(event) => change({ log: event.target.checked })}
        />
        {text.log}
      </label>
      {logarithmHelps && <span className="hint">{text.logHelps}</span>}
    </div>
  );
}
