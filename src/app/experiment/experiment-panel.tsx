/** The sweep's settings. Defaults need no touch; what rarely changes is folded away. */
import { ENGINE_CHOICES } from '../../training/choose-engine.ts';
import { Notes } from '../controls/notes.tsx';
import { SelectField } from '../controls/select-field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { fieldId } from '../places.ts';
import { changeSettings, chooseEngine } from '../store/change-document.ts';
import { engineOf, runOf, settingsOf } from '../store/selectors.ts';
import { usePage, useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { engineText } from './engine-text.ts';
import { LogGrid } from './log-grid.tsx';
import { NetworkAndSchedules } from './network-and-schedules.tsx';
import { useSettingsProblems } from './settings-problems.ts';

export function ExperimentPanel() {
  const words = useWords();
  const page = usePage();
  const settings = useSelect(settingsOf);
  const engine = useSelect(engineOf);
  const engineStatus = useSelect(runOf).engine;
  const { problems, invalid, pending } = useSettingsProblems();
  const text = words.experiment;
  return (
    <section className="panel" id="experiment" aria-labelledby="experiment-title">
      <div className="panel-head">
        <h2 id="experiment-title">{words.page.sections.experiment}</h2>
      </div>
      <div className="stack">
        <div>
          <TextField
            id={fieldId('sizes')}
            label={text.sizes}
            value={settings.sizes}
            hint={text.sizesHint}
            invalid={invalid.has('sizes')}
            onChange={(sizes) => changeSettings(page, { sizes })}
          />
          <LogGrid sizes={settings.sizes} />
        </div>
        <TextField
          id={fieldId('measured')}
          label={text.measured}
          value={settings.measured}
          hint={text.measuredHint}
          invalid={invalid.has('measured')}
          onChange={(measured) => changeSettings(page, { measured })}
        />
        <div className="pair">
          <TextField
            id={fieldId('trials')}
            label={text.trials}
            value={settings.trials}
            hint={text.trialsHint}
            numeric
            invalid={invalid.has('trials')}
            onChange={(trials) => changeSettings(page, { trials })}
          />
          <TextField
            id={fieldId('seed')}
            label={text.seed}
            value={settings.seed}
            numeric
            invalid={invalid.has('seed')}
            onChange={(seed) => changeSettings(page, { seed })}
          />
        </div>
        <SelectField
          id={fieldId('engine')}
          label={text.engine}
          value={engine}
          options={ENGINE_CHOICES.map((value) => ({ value, text: text.engines[value] }))}
          hint={engineText(words, engineStatus)}
          onChange={(choice) => chooseEngine(page, choice)}
        />
        <NetworkAndSchedules settings={settings} invalid={invalid} />
        {pending && <p className="small quiet">{pending}</p>}
        <Notes notes={problems} />
      </div>
    </section>
  );
}
