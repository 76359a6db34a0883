/** What the marks mean; drawn with the page's own colours so that it never covers a point. */
import type { ReactNode } from 'react';
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

export function Legend() {
  const text = useWords().law.legend;
  return (
    <ul className="legend">
      {ITEMS.map((item) => (
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
