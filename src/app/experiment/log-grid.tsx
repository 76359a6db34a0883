/** Fills the sizes with a log grid, so that nobody has to compute one. */
import { useState } from 'react';
import { logGrid, parseList, parseNumber, writeList } from '../../experiment/number-fields.ts';
import { Button } from '../controls/button.tsx';
import { TextField } from '../controls/text-field.tsx';
import { changeSettings } from '../store/change-document.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function LogGrid({ sizes }: { readonly sizes: string }) {
  const words = useWords();
  const page = usePage();
  const { values } = parseList(sizes);
  const text = words.experiment;
  const [typed, setTyped] = useState<{ from?: string; to?: string; count?: string }>({});
  const from = typed.from ?? String(values.length > 0 ? Math.min(...values) : 100);
  const to = typed.to ?? String(values.length > 0 ? Math.max(...values) : 6400);
  const count = typed.count ?? String(Math.max(4, values.length));
  const grid = logGrid(parseNumber(from), parseNumber(to), Math.round(parseNumber(count)));
  return (
    <details className="fold">
      <summary>{text.grid}</summary>
      <div className="triple">
        <TextField
          label={text.gridFrom}
          value={from}
          numeric
          onChange={(value) => setTyped({ ...typed, from: value })}
        />
        <TextField
          label={text.gridTo}
          value={to}
          numeric
          onChange={(value) => setTyped({ ...typed, to: value })}
        />
        <TextField
          label={text.gridCount}
          value={count}
          numeric
          onChange={(value) => setTyped({ ...typed, count: value })}
        />
      </div>
      <div className="grid-apply">
        <span className="small quiet">{writeList(grid)}</span>
        <Button
          kind="small"
          disabled={grid.length === 0}
          onClick={() => {
            changeSettings(page, { sizes: writeList(grid) });
            setTyped({});
          }}
        >
          {text.gridApply}
        </Button>
      </div>
    </details>
  );
}
