/** Further simulated columns to pretrain on, and whether the measured property is the simulated one. */
import { useId } from 'react';
import { kindOf } from '../../tables/kinds.ts';
import { columnOf } from '../../tables/table.ts';
import { Button } from '../controls/button.tsx';
import {
  chooseForTables,
  isSameProperty,
  moreTargets,
  targetCandidates,
  type Tables,
} from '../store/tables.ts';
import { useWords } from '../words-context.tsx';

export function MoreTargets({ tables }: { readonly tables: Tables }) {
  const words = useWords();
  const text = words.columns.more;
  const candidates = targetCandidates(tables);
  const chosen = moreTargets(tables);
  const { simulated } = tables;
  if (candidates.length === 0 || !simulated) return null;
  const choose = (names: readonly string[]) => chooseForTables({ moreTargets: names });
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
                        choose(
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
            onClick={() => choose(chosen.length === candidates.length ? [] : candidates)}
          >
            {chosen.length === candidates.length ? text.none : text.all}
          </Button>
        </div>
      </div>
    </details>
  );
}

export function SameProperty({ tables }: { readonly tables: Tables }) {
  const words = useWords();
  const text = words.columns.same;
  const same = isSameProperty(tables);
  const hint = useId();
  // The hint is no part of the label: it names other fields.
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          checked={same}
          aria-describedby={hint}
          onChange={(event) => chooseForTables({ sameProperty: event.target.checked })}
        />
        {text.label}
      </label>
      <span className="hint" id={hint}>
        {same ? text.yes : text.no}
      </span>
    </div>
  );
}
