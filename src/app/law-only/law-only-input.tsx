/** Paste or drop a list of sizes and errors: the law and what follows, without any training. */
import { useId } from 'react';
import { words } from '../../words/words.ts';
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { useStore } from '../store/create-store.ts';
import { changeErrorList, lawOnlyStore } from '../store/law-only.ts';
import { EXAMPLE_LIST } from './example-list.ts';
import { readListFile } from './read-list-file.ts';

export function LawOnlyInput() {
  const { text, points, problems } = useStore(lawOnlyStore, (value) => value);
  const id = useId();
  const labels = words.data.lawOnly;
  const sizes = new Set(points.map((point) => point.n)).size;
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor={`${id}-list`}>{labels.list}</label>
        <textarea
          id={`${id}-list`}
          className="input"
          spellCheck={false}
          placeholder={labels.placeholder}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={(event) => changeErrorList(event.target.value)}
        />
        <span id={`${id}-hint`} className="hint">
          {points.length > 0 ? labels.read(points.length, sizes) : labels.hint}
        </span>
      </div>
      <div className="slot">
        <label htmlFor={`${id}-file`}>{labels.file}</label>
        <span className="what">{labels.fileHint}</span>
        <span className="pick" aria-hidden="true">
          {words.data.choose}
        </span>
        <input
          id={`${id}-file`}
          type="file"
          accept=".csv,.tsv,.txt,.gz"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void readListFile(file);
          }}
        />
      </div>
      <Notes
        notes={problems.map((problem) => ({
          key: problem.code,
          tone: points.length > 0 ? 'warn' : 'bad',
          text: words.problems.errorListProblem(problem),
        }))}
      />
      {text === '' && (
        <div>
          <Button kind="plain" onClick={() => changeErrorList(EXAMPLE_LIST)}>
            {labels.example}
          </Button>
        </div>
      )}
    </div>
  );
}
