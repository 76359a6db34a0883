/** A labelled text field with its hint; the label alone is its accessible name. */
import { useId } from 'react';

interface TextFieldProps {
  /** Where problems or links point at this field (see places.ts). */
  readonly id?: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly invalid?: boolean;
  readonly numeric?: boolean;
  /** Spoken instead of the visible label where that is ambiguous outside its group. */
  readonly spokenLabel?: string;
}

export function TextField(props: TextFieldProps) {
  const own = useId();
  const id = props.id ?? own;
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        className="input"
        type="text"
        autoComplete="off"
        spellCheck={false}
        inputMode={props.numeric ? 'decimal' : undefined}
        value={props.value}
        aria-label={props.spokenLabel}
        aria-invalid={props.invalid ?? false}
        aria-describedby={props.hint ? hintId : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.hint && (
        <span id={hintId} className="hint">
          {props.hint}
        </span>
      )}
    </div>
  );
}
