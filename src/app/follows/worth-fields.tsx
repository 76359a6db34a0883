/** Prices for the advice: folded away, since the advice works without them. */
import type { Worth } from '../../experiment/document.ts';
import { isInvalid } from '../../experiment/worth.ts';
import { TextField } from '../controls/text-field.tsx';
import { fieldId } from '../places.ts';
import { changeWorth } from '../store/change-document.ts';
import { worthOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

const FIELDS = ['smallestGain', 'costPerSample', 'valuePerError'] as const;

export function WorthFields() {
  const words = useWords();
  const page = usePage();
  const worth = useSelect(worthOf);
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
            onChange={(value) => changeWorth(page, { [name]: value })}
          />
        ))}
      </div>
    </details>
  );
}
