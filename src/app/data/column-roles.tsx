/** Targets and inputs, guessed and changeable, and what makes two rows the same material. */
import type { SeriesView } from '../../experiment/series-choice.ts';
import { keyColumns } from '../../tables/roles.ts';
import type { Side } from '../../tables/side.ts';
import { columnOf, type Table } from '../../tables/table.ts';
import { SelectField } from '../controls/select-field.tsx';
import { fieldId } from '../places.ts';
import { chooseTarget } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { ColumnList } from './column-list.tsx';
import { LogTarget } from './log-target.tsx';
import { MoreTargets, SameProperty } from './more-targets.tsx';

interface ColumnRolesProps {
  readonly view: SeriesView;
  readonly simulated: Table;
  readonly measured: Table;
}

export function ColumnRoles({ view, simulated, measured }: ColumnRolesProps) {
  const words = useWords();
  const page = usePage();
  const { roles } = view;
  const text = words.data;
  const common = roles.columns.filter(
    ({ name, where }) =>
      where === 'both' && name !== roles.simulatedTarget && name !== roles.measuredTarget,
  );
  const chosen = common.filter(({ role }) => role === 'input' || role === 'condition');
  const key = keyColumns(roles, (name) => columnOf(measured, name)?.kind === 'text');
  const target = (label: string, table: Table, value: string | undefined, side: Side) => (
    <SelectField
      id={fieldId(`${side}.target`)}
      label={label}
      value={value ?? ''}
      options={[
        ...(value === undefined ? [{ value: '', text: text.noTarget }] : []),
        ...table.columns
          .filter((column) => column.kind === 'number')
          .map(({ name }) => ({ value: name, text: name })),
      ]}
      onChange={(name) => chooseTarget(page, side, name)}
    />
  );
  return (
    <div className="stack">
      {target(text.simulatedTarget, simulated, roles.simulatedTarget, 'simulated')}
      <MoreTargets view={view} simulated={simulated} />
      {target(text.measuredTarget, measured, roles.measuredTarget, 'measured')}
      <SameProperty same={view.sameProperty} />
      <LogTarget view={view} measured={measured} />
      <fieldset className="field">
        <legend className="field-label">{text.inputs}</legend>
        <ColumnList guesses={common} simulated={simulated} measured={measured} />
        <span className="hint">{text.inputsChosen(chosen.length, common.length)}</span>
      </fieldset>
      <div className="field">
        <span className="field-label">{text.keyTitle}</span>
        <span className="small">{text.keyColumns(key.columns)}</span>
        <span className="hint">{text.key(key.columns)}</span>
      </div>
    </div>
  );
}
