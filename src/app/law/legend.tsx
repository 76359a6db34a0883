/** What the marks in the picture mean, those that are there; with the page's own colours, below it. */
import type { ReactNode } from 'react';
import type { Frame } from '../../figures/law-axes.ts';
import type { LawFigureInput } from '../../figures/law-figure-input.ts';
import type { Words } from '../../words/words.ts';
import { useWords } from '../words-context.tsx';

type LegendKey = keyof Words['law']['legend'];

const ITEMS: readonly { readonly key: LegendKey; readonly mark: ReactNode }[] = [
  {
    key: 'mean',
    mark: (
      <g stroke="var(--law)" fill="var(--law)">
        <path d="M12 1v14" strokeWidth="1.6" />
        <circle cx="12" cy="8" r="4" stroke="none" />
      </g>
    ),
  },
  { key: 'trial', mark: <circle cx="12" cy="8" r="3" fill="var(--law)" opacity="0.35" /> },
  { key: 'fit', mark: <path d="M0 8h24" stroke="var(--law)" strokeWidth="2.2" /> },
  {
    key: 'dashed',
    mark: <path d="M0 8h24" stroke="var(--law)" strokeWidth="2" strokeDasharray="6 3" />,
  },
  {
    key: 'band',
    mark: <path d="M0 3h24v10h-24z" fill="var(--law)" opacity="0.18" />,
  },
  {
    key: 'limitBand',
    mark: (
      <g>
        <path d="M0 3h24v10h-24z" fill="var(--limit)" opacity="0.18" />
        <path d="M0 8h24" stroke="var(--limit)" strokeWidth="1.6" />
      </g>
    ),
  },
  {
    key: 'needed',
    mark: (
      <g fill="var(--target)">
        <path d="M0 6h24v4h-24z" opacity="0.45" />
        <circle cx="12" cy="8" r="4" />
      </g>
    ),
  },
  {
    key: 'heldOut',
    mark: (
      <g stroke="var(--quiet)" strokeWidth="1.4" fill="none">
        <path d="M12 0v16" strokeWidth="1" />
        <path d="M12 4l4 4-4 4-4-4z" fill="var(--paper)" />
      </g>
    ),
  },
  {
    key: 'beyond',
    mark: (
      <path
        d="M1 15L9 1M7 15L15 1M13 15L21 1"
        stroke="var(--quiet)"
        strokeWidth="1"
        opacity="0.6"
      />
    ),
  },
];

interface LegendProps {
  readonly input: LawFigureInput;
  readonly frame: Frame;
}

export function Legend({ input, frame }: LegendProps) {
  const text = useWords().law.legend;
  const drawn = drawnIn(input, frame);
  return (
    <ul className="legend">
      {ITEMS.filter(({ key }) => drawn.has(key)).map((item) => (
        <li key={item.key}>
          <svg width="24" height="16" viewBox="0 0 24 16" aria-hidden="true">
            {item.mark}
          </svg>
          {text[item.key]}
        </li>
      ))}
    </ul>
  );
}

function drawnIn(input: LawFigureInput, frame: Frame): ReadonlySet<LegendKey> {
  const { means, trials, law, needed } = input;
  const largest = Math.max(...means.map(({ n }) => n));
  const end = 10 ** frame.x[1];
  const there: readonly (readonly [LegendKey, boolean])[] = [
    ['mean', means.some(({ interval }) => interval !== null)],
    ['trial', trials.length > means.length],
    ['fit', law !== null],
    ['band', (law?.band.length ?? 0) > 1],
    ['dashed', law !== null && (input.showBeyond || law.reach > largest)],
    ['limitBand', law !== null && law.limit.kind !== 'unknown'],
    ['heldOut', law?.heldOut != null],
    ['beyond', law !== null && law.reach < end],
    ['needed', needed !== null && Number.isFinite(needed.median)],
  ];
  return new Set(there.flatMap(([key, is]) => (is ? [key] : [])));
}
