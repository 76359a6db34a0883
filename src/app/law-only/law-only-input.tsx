/** Paste or drop a list of sizes and errors: the law and what follows, without any training. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { fieldId } from '../places.ts';
import type { ErrorListProblem } from '../../tables/error-list/error-list.ts';
import { SelectField } from '../controls/select-field.tsx';
import { changeList, chooseForList } from '../store/change-document.ts';
import { takeListFile } from '../store/files.ts';
import { listOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { EXAMPLE_LIST } from './example-list.ts';

const list = fieldId('list');
const file = fieldId('list.file');

export function LawOnlyInput() {
  const words = useWords();
  const page = usePage();
  const { text, points, problems, series, choices } = useSelect(listOf);
  const labels = words.data.lawOnly;
  const sizes = new Set(points.map((point) => point.n)).size;
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={list}>{labels.list}</label>
        <textarea
          id={list}
          className="input"
          spellCheck={false}
          placeholder={labels.placeholder}
          aria-describedby={`${list}-hint`}
          value={text}
          onChange={(event) => changeList(page, event.target.value)}
        />
        <span id={`${list}-hint`} className="hint">
          {points.length > 0 ? labels.read(points.length, sizes) : labels.hint}
        </span>
      </div>
      <div className="slot">
        <label htmlFor={file}>{labels.file}</label>
        <span className="what">{labels.fileHint}</span>
        <span className="pick" aria-hidden="true">
          {words.data.choose}
        </span>
        <input
          id={file}
          type="file"
          accept=".csv,.tsv,.txt,.gz,.xlsx,.json,.parquet"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen) void takeListFile(page, chosen);
          }}
        />
      </div>
      <Notes
        notes={problems.map((problem) => ({
          key: problem.code,
          tone: points.length > 0 ? 'warn' : 'bad',
          text: words.problems.errorListProblem(problem),
          field: 'list',
          action: <ListAction problem={problem} />,
        }))}
      />
      {series.length > 1 && (
        <SelectField
          label={labels.series}
          value={series.includes(choices.series ?? '') ? (choices.series ?? '') : (series[0] ?? '')}
          options={series.map((value) => ({ value, text: value }))}
          onChange={(value) => chooseForList(page, { series: value, values: 'as-read' })}
        />
      )}
      {text === '' && (
        <div>
          <Button kind="plain" onClick={() => changeList(page, EXAMPLE_LIST)}>
            {labels.example}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What can be chosen about what a note says. */
function ListAction({ problem }: { readonly problem: ErrorListProblem }) {
  const page = usePage();
  const text = useWords().data.lawOnly;
  const button = (label: string, change: Parameters<typeof chooseForList>[1]) => (
    <Button key={label} kind="plain" onClick={() => chooseForList(page, change)}>
      {label}
    </Button>
  );
  switch (problem.code) {
    case 'values-are-scores':
      return (
        <>
          {problem.offers.map((values) => button(text.transform[values], { values }))}
          {button(text.asErrors, { values: 'as-errors' })}
        </>
      );
    case 'transformed':
      return button(text.asRead, { values: 'as-read' });
    case 'marked-points':
      return problem.leftOut
        ? button(text.keepMarked, { marked: 'keep' })
        : button(text.leaveOutMarked, { marked: 'leave-out' });
    default:
      return null;
  }
}
