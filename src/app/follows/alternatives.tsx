/** Other forms of the law on the same points, best first, so that nobody has to trust one formula. */
import type { LawReport } from '../../scaling/index.ts';
import { useWords } from '../words-context.tsx';

export function Alternatives({ report }: { readonly report: LawReport }) {
  const words = useWords();
  const text = words.follows.alternatives;
  const { models, ranking } = report.comparison;
  const rows = ranking.flatMap((id) => models.filter((model) => model.model === id));
  const largest = Math.max(...report.law.data.n);
  if (rows.length === 0) return null;
  return (
    <details className="fold">
      <summary>{text.title}</summary>
      <div className="scroll">
        <table className="numbers alternatives">
          <thead>
            <tr>
              <th scope="col">{text.model}</th>
              <th scope="col">{text.held}</th>
              <th scope="col">{text.at4(4 * largest)}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.model}>
                <th scope="row">
                  {row.model === 'power-floor'
                    ? text.used(text.models[row.model])
                    : text.models[row.model]}
                </th>
                <td>
                  {row.heldBackRmsle === null ? '–' : words.numbers.percent(row.heldBackRmsle)}
                </td>
                <td>{row.at4 === null ? '–' : words.numbers.value(row.at4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small quiet">{text.note}</p>
    </details>
  );
}
