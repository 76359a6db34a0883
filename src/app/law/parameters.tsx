/** alpha, C and D with their intervals, and what each of them says; the places stand before the numbers come. */
import { NEEDED_SIZES } from '../../scaling/fit-power-law.ts';
import type { Interval, PowerLaw } from '../../scaling/index.ts';
import type { Words } from '../../words/words.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { curveOnScreen, lawAnswerOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { limitKnown } from './limit-known.ts';
import { intervalText, limitText } from './limit-text.ts';

export function Parameters() {
  const words = useWords();
  const text = words.law;
  const answer = useSelect(lawAnswerOf);
  const curve = useSelect(curveOnScreen);
  const law = answer?.law?.kind === 'fit' ? answer.law : null;
  const unit = curve.unit;
  const report = answer?.report ?? null;
  const why = report?.diagnosis.why ?? null;
  return (
    <div>
      <div className="verdict" aria-live="polite">
        <strong>
          {law
            ? text.verdicts[limitKnown(law)]
            : text.waiting(curve.summary.means.length, NEEDED_SIZES)}
        </strong>
        {law && (
          <p className="small quiet">
            <Unbroken text={text.limitIs(limitKnown(law), law.intervals.C[90], unit)} />{' '}
            {why ? (
              <Unbroken text={words.follows.why.reasons(why, unit)} />
            ) : (
              report && law.identified !== 'resolved' && text.moreData
            )}
          </p>
        )}
      </div>
      <dl className="parameters">
        <Parameter
          kind="rate"
          symbol="α"
          name={text.parameters.alpha.name}
          value={law ? words.numbers.value(law.alpha, 2) : null}
          unit={null}
          interval={law ? interval(words, law.intervals.alpha[90], 2) : null}
        >
          {law && text.parameters.alpha.text(law.alpha)}
        </Parameter>
        <Parameter
          kind="limit"
          symbol="C"
          name={text.parameters.C.name}
          value={law ? limitOf(words, law) : null}
          unit={unit}
          interval={
            law
              ? intervalText(
                  words,
                  law.identified,
                  law.intervals.C[90].lower,
                  law.intervals.C[90].upper,
                )
              : null
          }
        >
          {law && limitSentence(words, law)}
        </Parameter>
        <Parameter
          kind="scale"
          symbol="D"
          name={text.parameters.D.name}
          value={law ? words.numbers.value(law.D) : null}
          unit={unit}
          interval={law ? interval(words, law.intervals.D[90]) : null}
        >
          {law &&
            text.parameters.D.text(
              text.withUnit(words.numbers.value(law.excess), unit),
              Math.max(...law.data.n),
            )}
        </Parameter>
      </dl>
    </div>
  );
}

interface ParameterProps {
  readonly kind: 'rate' | 'limit' | 'scale';
  readonly symbol: string;
  readonly name: string;
  readonly value: string | null;
  readonly unit: string | null;
  readonly interval: string | null;
  readonly children: string | null;
}

function Parameter({ kind, symbol, name, value, unit, interval, children }: ParameterProps) {
  return (
    <div className={`parameter ${kind}`}>
      <dt>
        <var>{symbol}</var> {name}
      </dt>
      <dd>
        <div className="value">
          {value ?? '–'} {value && unit && <small>{unit}</small>}
        </div>
        <div className="interval">
          <Unbroken text={interval ?? '\u00a0'} />
        </div>
        <p>{children && <Unbroken text={children} />}</p>
      </dd>
    </div>
  );
}

const interval = (words: Words, { lower, upper }: Interval, digits = 3) =>
  words.law.sure90(words.numbers.interval(lower, upper, digits));

function limitOf(words: Words, law: PowerLaw): string {
  const { lower, upper } = law.intervals.C[90];
  return limitText(words, law.identified, law.C, lower, upper, null);
}

function limitSentence({ law: text }: Words, law: PowerLaw): string {
  switch (limitKnown(law)) {
    case 'resolved':
    case 'roughly':
    case 'rate-open':
      return text.parameters.C.resolved;
    case 'upper-bound':
      return text.parameters.C.upper;
    case 'open':
      return text.parameters.C.unknown;
  }
}
