/** alpha, C and D with their intervals, and what each of them says; the places stand before the numbers come. */
import { lawState } from '../../findings/law-state.ts';
import { limitStated } from '../../findings/limit-stated.ts';
import type { LimitKnown } from '../../findings/limit-known.ts';
import type { Interval } from '../../scaling/index.ts';
import type { Words } from '../../words/words.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { curveOnScreen, lawOf } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { intervalText, limitText } from './limit-text.ts';
import { verdictText } from './verdict-text.ts';

export function Parameters() {
  const words = useWords();
  const text = words.law;
  const { answer, computing } = useSelect(lawOf);
  const curve = useSelect(curveOnScreen);
  const state = lawState(curve, answer, computing);
  const law = state.kind === 'known' ? state.law : null;
  const limit = law && limitStated(law.identified, law.C, law.intervals.C[90]);
  const unit = curve.unit;
  return (
    <div>
      <div className="verdict" aria-live="polite">
        <strong>{verdictText(words, state)}</strong>
        {state.kind === 'known' && (
          <p className="small quiet">
            <Unbroken text={text.limitIs(state.limit, state.law.intervals.C[90], unit)} />{' '}
            {state.why ? (
              <Unbroken text={words.follows.why.reasons(state.why, unit)} />
            ) : (
              state.moreData && text.moreData
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
          value={limit ? limitText(words, limit, null) : null}
          unit={unit}
          interval={limit ? intervalText(words, limit) : null}
        >
          {state.kind === 'known' ? limitSentence(words, state.limit) : null}
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

function limitSentence({ law: text }: Words, known: LimitKnown): string {
  switch (known) {
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
