/** The numbers of the picture as a table: one column for each size, so that it reads along the curve. */
import type { ReactNode } from 'react';
import { curveOnScreen, decisionOnScreen, shownAnswerOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

export function NumbersTable() {
  const words = useWords();
  const { summary, sizes, unit } = useSelect(curveOnScreen);
  const answer = useSelect(shownAnswerOf);
  const { law: state } = useSelect(decisionOnScreen);
  const lawful = state.kind === 'known' && state.remark === null;
  const law = lawful && answer?.law?.kind === 'fit' ? answer.law : null;
  const text = words.law;
  const means = new Map(summary.means.map((point) => [point.n, point]));
  const columns = [...new Set([...sizes, ...means.keys()])].sort((a, b) => a - b);
  if (columns.length === 0) return null;
  const cells = [...summary.baselines, ...columns.map((n) => means.get(n) ?? { n })];
  const row = (name: string, of: (cell: (typeof cells)[number]) => ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      {cells.map((cell) => (
        <td
          key={'arm' in cell ? cell.arm : cell.n}
          className={'arm' in cell ? 'baseline' : undefined}
        >
          {of(cell)}
        </td>
      ))}
    </tr>
  );
  return (
    <div className="numbers-box scroll" tabIndex={0} role="region" aria-label={text.tableCaption}>
      <table className="numbers">
        <caption className="sr-only">{text.tableCaption}</caption>
        <thead>
          <tr>
            <th scope="row">
              <var>n</var>
            </th>
            {summary.baselines.map(({ arm }) => (
              <th key={arm} scope="col" className="baseline">
                {text.armsShort[arm]}
              </th>
            ))}
            {columns.map((n) => (
              <th key={n} scope="col">
                {words.numbers.count(n)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(text.rows.meanIn(unit), (cell) =>
            'mean' in cell ? words.numbers.value(cell.mean) : <Pending />,
          )}
          {row(text.rows.interval, (cell) =>
            'mean' in cell && cell.interval
              ? words.numbers.range(cell.interval.lower, cell.interval.upper)
              : '',
          )}
          {row(text.rows.fitted, (cell) =>
            law && 'n' in cell ? words.numbers.value(law.D * cell.n ** -law.alpha + law.C) : '',
          )}
          {row(text.rows.trials, (cell) =>
            'mean' in cell ? words.numbers.count(cell.trials) : '',
          )}
        </tbody>
      </table>
    </div>
  );
}

/** A dot to the eye, a word to the ear. */
function Pending() {
  const words = useWords();
  return (
    <>
      <span aria-hidden="true">·</span>
      <span className="sr-only">{words.law.pending}</span>
    </>
  );
}
