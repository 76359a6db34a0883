/** Further simulated columns to pretrain on, and whether the measured property is the simulated one. */
import { useId } from 'react';
import { kindOf } from '../../tables/kinds.ts';
import type { SeriesView } from '../../experiment/series-choice.ts';
import { columnOf, type Table } from '../../tables/table.ts';
import { Button } from '../controls/button.tsx';
import { choose } from '../store/change-series.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

interface MoreTargetsProps {
  readonly view: SeriesView;
  readonly simulated: Table;
}

export function MoreTargets({ view, simulated }: MoreTargetsProps) {
  const words = useWords();
  const page = usePage();
  const text = words.columns.more;
  const { targetCandidates: candidates, moreTargets: chosen } = view;
  if (candidates.length === 0) return null;
  const chooseTargets = (names: readonly string[]) => choose(page, { moreTargets: names });
  return (
    <details className="fold">
      <summary>{text.summary(chosen.length, candidates.length)}</summary>
      <div className="field">
        <ul className="column-list">
          {candidates.map((name) => {
            const column = columnOf(simulated, name);
            const says = column ? text.values(kindOf(column).fitting, simulated.rows) : '';
            return (
              <li className="column-row" key={name}>
                <div className="column-name">
                  <label>
                    <input
                      type="checkbox"
                      checked={chosen.includes(name)}
                      onChange={(event) =>
                        chooseTargets(
                          event.target.checked
                            ? [...chosen, name]
                            : chosen.filter((one) => one !== name),
                        )
                      }
                    />
                    {name}
                  </label>
                  <span className="column-says">{says}</span>
                </div>
              </li>
            );
          })}
        </ul>
        <span className="hint">{text.hint}</span>
        <div>
          <Button
            kind="plain"
            onClick={() => chooseTargets(chosen.length === candidates.length ? [] : candidates)}
          >
            {chosen.length === candidates.length ? text.none : text.all}
          </Button>
        </div>
      </div>
    </details>
  );
}

export function SameProperty({ same }: { readonly same: boolean }) {
  const words = useWords();
  const page = usePage();
  const text = words.columns.same;
  const hint = useId();
  // The hint is no part of the label: it names other fields.
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={same}
          aria-describedby={hint}
          onChange={(event) => choose(page, { sameProperty: event.target.checked })}
        />
        {text.label}
      </label>
      <span className="hint" id={hint}>
        {same ? text.yes : text.no}
      </span>
    </div>
  );
}
