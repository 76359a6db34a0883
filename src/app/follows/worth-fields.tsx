/** Prices for the advice: folded away, since the advice works without them. */
import { TextField } from '../controls/text-field.tsx';
import { fieldId } from '../places.ts';
import { useStore } from '../store/create-store.ts';
import { isInvalid, worthStore, type Worth } from '../store/worth.ts';
import { useWords } from '../words-context.tsx';

const FIELDS = ['smallestGain', 'costPerSample', 'valuePerError'] as const;

export function WorthFields() {
  const words = useWords();
  const worth = useStore(worthStore, (value) => value);
  const text = words.followsActions.worth;
  return (
    <details className="fold">
      <summary>{text.title}</summary>
      <div className="worth-fields">
        {FIELDS.map((name: keyof Worth) => (
          <TextField
            key={name}
            numeric
            id={fieldId(name)}
            label={text.fields[name].label}
            hint={text.fields[name].hint}
            value={worth[name]}
            invalid={isInvalid(worth[name])}
            onChange={(value) => worthStore.set((now) => ({ ...now, [name]: value }))}
          />
        ))}
      </div>
    </details>
  );
}
