/** Network, test share and both training schedules: the part of the protocol that seldom changes. */
import { SCHEDULE_NUMBERS, type Settings } from '../../experiment/document.ts';
import { ACTIVATIONS } from '../../training/network.ts';
import { SelectField } from '../controls/select-field.tsx';
import { TextField } from '../controls/text-field.tsx';
import { fieldId } from '../places.ts';
import { changeSettings } from '../store/change-document.ts';
import { usePage } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';

interface Props {
  readonly settings: Settings;
  readonly invalid: ReadonlySet<string>;
}

export function NetworkAndSchedules({ settings, invalid }: Props) {
  const words = useWords();
  const page = usePage();
  const text = words.experiment;
  return (
    <details className="fold">
      <summary>{text.details}</summary>
      <div className="stack">
        <div className="pair">
          <TextField
            id={fieldId('hidden')}
            label={text.hidden}
            value={settings.hidden}
            invalid={invalid.has('hidden')}
            onChange={(hidden) => changeSettings(page, { hidden })}
          />
          <SelectField
            id={fieldId('activation')}
            label={text.activation}
            value={settings.activation}
            options={ACTIVATIONS.map((value) => ({ value, text: text.activations[value] }))}
            onChange={(activation) => changeSettings(page, { activation })}
          />
        </div>
        <TextField
          id={fieldId('testShare')}
          label={text.testShare}
          value={settings.testShare}
          hint={text.testShareHint}
          numeric
          invalid={invalid.has('testShare')}
          onChange={(testShare) => changeSettings(page, { testShare })}
        />
        <ScheduleGroup stage="pretraining" settings={settings} invalid={invalid} />
        <ScheduleGroup stage="fineTuning" settings={settings} invalid={invalid} />
        <TextField
          id={fieldId('fixedSteps')}
          label={text.fixedSteps}
          value={settings.fixedSteps}
          hint={text.fixedStepsHint}
          numeric
          invalid={invalid.has('fixedSteps')}
          onChange={(fixedSteps) => changeSettings(page, { fixedSteps })}
        />
        <p className="small quiet">{text.budget}</p>
      </div>
    </details>
  );
}

function ScheduleGroup({
  stage,
  settings,
  invalid,
}: Props & { readonly stage: 'pretraining' | 'fineTuning' }) {
  const words = useWords();
  const page = usePage();
  const text = words.experiment;
  const fields = settings[stage];
  const title = text[stage];
  const change = (part: Partial<typeof fields>) =>
    changeSettings(page, { [stage]: { ...fields, ...part } });
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      <div className="pair">
        {SCHEDULE_NUMBERS.map((name) => (
          <TextField
            key={name}
            id={fieldId(`${stage}.${name}`)}
            label={text.schedule[name]}
            spokenLabel={text.stageField(title, text.schedule[name])}
            value={fields[name]}
            numeric
            invalid={invalid.has(`${stage}.${name}`)}
            onChange={(value) => change({ [name]: value })}
          />
        ))}
        <SelectField
          id={fieldId(`${stage}.decay`)}
          label={text.schedule.decay}
          spokenLabel={text.stageField(title, text.schedule.decay)}
          value={fields.decay}
          options={(['constant', 'cosine'] as const).map((value) => ({
            value,
            text: text.decays[value],
          }))}
          onChange={(decay) => change({ decay })}
        />
        <SelectField
          id={fieldId(`${stage}.loss`)}
          label={text.schedule.loss}
          spokenLabel={text.stageField(title, text.schedule.loss)}
          value={fields.loss}
          options={(['mse', 'huber'] as const).map((value) => ({
            value,
            text: text.losses[value],
          }))}
          onChange={(loss) => change({ loss })}
        />
      </div>
    </fieldset>
  );
}
