/** A labelled select. */
import { useId } from 'react';

interface SelectFieldProps<T extends string> {
  /** Where problems or links point at this field (see places.ts). */
  readonly id?: string;
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
  readonly hint?: string;
  readonly spokenLabel?: string;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const own = useId();
  const id = props.id ?? own;
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select
        id={id}
        className="select"
        value={props.value}
        aria-label={props.spokenLabel}
        aria-describedby={props.hint ? hintId : undefined}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value);
          if (chosen) props.onChange(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {props.hint && (
        <span id={hintId} className="hint">
          {props.hint}
        </span>
      )}
    </div>
  );
}
