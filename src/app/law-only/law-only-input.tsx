/** Paste or drop a list of sizes and errors: the law and what follows, without any training. */
import { Button } from '../controls/button.tsx';
import { Notes } from '../controls/notes.tsx';
import { fieldId } from '../places.ts';
import { useStore } from '../store/create-store.ts';
import { changeErrorList, lawOnlyStore } from '../store/law-only.ts';
import { useWords } from '../words-context.tsx';
import { EXAMPLE_LIST } from './example-list.ts';
import { readListFile } from './read-list-file.ts';

const list = fieldId('list');
const file = fieldId('list.file');

export function LawOnlyInput() {
  const words = useWords();
  const { text, points, problems } = useStore(lawOnlyStore, (value) => value);
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
          onChange={(event) => changeErrorList(event.target.value)}
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
          accept=".csv,.tsv,.txt,.gz"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = '';
            if (chosen) void readListFile(chosen);
          }}
        />
      </div>
      <Notes
        notes={problems.map((problem) => ({
          key: problem.code,
          tone: points.length > 0 ? 'warn' : 'bad',
          text: words.problems.errorListProblem(problem),
          field: 'list',
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
