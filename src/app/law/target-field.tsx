/** The target error as a number that can be typed; the same target as the line in the plot. */
import { useState } from 'react';
import { parseNumber } from '../../experiment/number-fields.ts';
import { Button } from '../controls/button.tsx';
import { fieldId } from '../places.ts';
import { setTarget } from '../store/change-document.ts';
import { curveOnScreen, viewOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function TargetField() {
  const words = useWords();
  const page = usePage();
  const id = fieldId('target');
  const target = useSelect(viewOf).target;
  const unit = useSelect(curveOnScreen).unit;
  // What is typed stands as typed until the target changes elsewhere.
  const [typed, setTyped] = useState<{ text: string; for: number | null } | null>(null);
  const text = typed && typed.for === target ? typed.text : target === null ? '' : String(target);
  const change = (next: string) => {
    const value = parseNumber(next);
    const accepted = Number.isFinite(value) && value > 0 ? value : null;
    setTyped({ text: next, for: accepted });
    setTarget(page, accepted);
  };
  return (
    <div className="target-field">
      <label htmlFor={id}>{words.law.target}</label>
      <input
        id={id}
        className="input"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        aria-invalid={text.trim() !== '' && target === null}
        onChange={(event) => change(event.target.value)}
      />
      {unit && <span className="quiet">{unit}</span>}
      {target !== null && (
        <Button kind="plain" onClick={() => change('')}>
          {words.law.clearTarget}
        </Button>
      )}
    </div>
  );
}
