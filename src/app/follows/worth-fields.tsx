/** Prices for the advice: folded away, since the advice works without them. */
import { words } from '../../words/words.ts';
import { TextField } from '../controls/text-field.tsx';
import { useStore } from '../store/create-store.ts';
import { isInvalid, worthStore, type Worth } from '../store/worth.ts';

const FIELDS = ['smallestGain', 'costPerSample', 'valuePerError'] as const;

export function WorthFields() {
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
