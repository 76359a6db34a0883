/** The law: picture, parameters, and the same numbers as a table. */
import { METRICS } from '../../findings/metric.ts';
import { changeView } from '../store/change-document.ts';
import { curveOnScreen, viewOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { Downloads } from './downloads.tsx';
import { Formula } from './formula.tsx';
import { LawPlot } from './law-plot.tsx';
import { NumbersTable } from './numbers-table.tsx';
import { Parameters } from './parameters.tsx';
import { TargetField } from './target-field.tsx';

export function LawPanel() {
  const words = useWords();
  const page = usePage();
  const curve = useSelect(curveOnScreen);
  const { metric, showBeyond } = useSelect(viewOf);
  const text = words.law;
  return (
    <section className="panel" id="law" tabIndex={-1} aria-labelledby="law-title">
      <div className="panel-head">
        <h2 id="law-title">{words.page.sections.law}</h2>
        <Formula />
        <div className="choices">
          {curve.measured.length > 1 && (
            <label>
              {text.measuredChoice}{' '}
              <select
                className="select slim"
                value={curve.m ?? ''}
                onChange={(event) => changeView(page, { m: Number(event.target.value) })}
              >
                {curve.measured.map((m) => (
                  <option key={m}>{m}</option>
                ))}
              </select>
            </label>
          )}
          {curve.kind === 'experiment' && (
            <div className="tabs slim" role="group" aria-label={text.metric}>
              {METRICS.map((value) => (
                <button
                  key={value}
                  type="button"
                  className="tab"
                  aria-pressed={metric === value}
                  onClick={() => changeView(page, { metric: value })}
                >
                  {text.metricShort[value]}
                </button>
              ))}
            </div>
          )}
        </div>
      </div>
      <div className="law-grid">
        <div>
          <LawPlot />
          <div className="target-row">
            <TargetField />
            <label className="check">
              <input
                type="checkbox"
                checked={showBeyond}
                onChange={(event) => changeView(page, { showBeyond: event.target.checked })}
              />
              {text.showBeyond}
            </label>
          </div>
        </div>
        <Parameters />
      </div>
      <NumbersTable />
      <Downloads />
    </section>
  );
}
