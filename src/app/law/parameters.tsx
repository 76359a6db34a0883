/**
 * alpha, C and D with their intervals, and what each of them says; the places stand before the numbers come. A number that
 * is not known is a range in grey or a dash, never the end of what was searched.
 */
import { limitOf } from '../../findings/limit-stated.ts';
import type { LimitStated } from '../../findings/limit-stated.ts';
import type { PowerLaw, RateVerdict } from '../../scaling/index.ts';
import type { Words } from '../../words/words.ts';
import { Unbroken } from '../controls/unbroken.tsx';
import { curveOnScreen, decisionOnScreen } from '../store/selectors.ts';
import { useSelect } from '../store/use-page.ts';
import { useWords } from '../words-context.tsx';
import { intervalText, limitText } from './limit-text.ts';
import { verdictText } from './verdict-text.ts';

/** A scale whose ends are further apart than this is no number. */
const TOLD_RATIO = 5;

export function Parameters() {
  const words = useWords();
  const text = words.law;
  const { law: state } = useSelect(decisionOnScreen);
  const { unit } = useSelect(curveOnScreen);
  const known = state.kind === 'known' && state.remark === null ? state : null;
  const limit: LimitStated = known ? limitOf(known.limit) : { kind: 'unknown' };
  return (
    <div>
      <div className="verdict">
        <strong>{verdictText(words, state)}</strong>
        {known && (
          <p className="small quiet">
            <Unbroken text={text.limitIs(limit, unit)} />{' '}
            {known.why ? (
              <Unbroken text={words.follows.why.reasons(known.why, unit)} />
            ) : (
              known.moreData && text.moreData
            )}
          </p>
        )}
      </div>
      <dl className="parameters">
        <Parameter
          kind="rate"
          symbol="α"
          name={text.parameters.alpha.name}
          {...(known ? rateTold(words, known.rate) : NOTHING)}
        />
        <Parameter
          kind="limit"
          symbol="C"
          name={text.parameters.C.name}
          value={limit.kind === 'unknown' ? null : limitText(words, limit, null)}
          unit={unit}
          interval={limit.kind === 'unknown' ? null : intervalText(words, limit, unit)}
          vague={limit.kind !== 'value'}
          text={known ? limitSentence(words, limit) : null}
        />
        <Parameter
          kind="scale"
          symbol="D"
          name={text.parameters.D.name}
          unit={unit}
          {...(known?.rate.shown ? scaleTold(words, known.law, unit) : NOTHING)}
        />
      </dl>
    </div>
  );
}

interface Told {
  readonly value: string | null;
  readonly interval: string | null;
  /** Not known well enough to be set as large as a number that is. */
  readonly vague: boolean;
  readonly text: string | null;
}

const NOTHING: Told = { value: null, interval: null, vague: true, text: null };

function rateTold({ law: text, numbers }: Words, rate: RateVerdict): Told {
  const { lower, upper } = rate.interval;
  if (rate.shown) {
    // Hundredths at most: nobody knows a rate better.
    const digits = upper >= 1 ? 3 : 2;
    return {
      value: numbers.within(rate.value, lower, upper, digits),
      interval: text.sure90(numbers.span(lower, upper, digits)),
      vague: false,
      text: text.parameters.alpha.text(rate.value),
    };
  }
  const value =
    rate.open === 'both'
      ? null
      : rate.open === 'upper'
        ? text.atLeast(lower)
        : rate.open === 'lower'
          ? text.atMost(upper)
          : numbers.span(lower, upper, 2);
  const interval = value === null ? null : text.range90;
  return { value, interval, vague: true, text: text.parameters.alpha.unknown };
}

function scaleTold({ law: text, numbers }: Words, law: PowerLaw, unit: string | null): Told {
  const { lower, upper } = law.intervals.D[90];
  const vague = !(upper < TOLD_RATIO * lower);
  return {
    value: vague ? numbers.span(lower, upper, 2) : numbers.within(law.D, lower, upper),
    interval: vague ? text.range90 : text.sure90(text.withUnit(numbers.span(lower, upper), unit)),
    vague,
    text: text.parameters.D.text(
      text.withUnit(numbers.value(law.excess, 2), unit),
      Math.max(...law.data.n),
    ),
  };
}

interface ParameterProps extends Told {
  readonly kind: 'rate' | 'limit' | 'scale';
  readonly symbol: string;
  readonly name: string;
  readonly unit?: string | null;
}

function Parameter({ kind, symbol, name, value, unit, interval, vague, text }: ParameterProps) {
  return (
    <div className={`parameter ${kind}${vague ? ' vague' : ''}`}>
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
        <p>{text && <Unbroken text={text} />}</p>
      </dd>
    </div>
  );
}

function limitSentence({ law: text }: Words, limit: LimitStated): string {
  switch (limit.kind) {
    case 'value':
    case 'range':
      return text.parameters.C.known;
    case 'at-most':
      return text.parameters.C.upper;
    case 'unknown':
      return text.parameters.C.unknown;
  }
}
