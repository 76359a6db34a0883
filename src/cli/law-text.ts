/** A law and what follows from it as a few lines of plain text: the page's own sentences. */
import { limitOf } from '../findings/limit-stated.ts';
import { verdictText } from '../app/law/verdict-text.ts';
import { answerText } from '../app/follows/answer-text.ts';
import type { Answers } from '../findings/answers.ts';
import type { Curve } from '../findings/curve.ts';
import type { LawState } from '../findings/law-state.ts';
import type { Metric } from '../findings/metric.ts';
import type { Words } from '../words/words.ts';
import type { Terminal } from './terminal.ts';

export interface ToldLaw {
  readonly label: string | null;
  readonly curve: Pick<Curve, 'm' | 'unit'>;
  /** null: not known. */
  readonly metric: Metric | null;
  readonly answers: Answers;
}

export function sayLaw({ words, say }: Terminal, { label, curve, metric, answers }: ToldLaw): void {
  const { m, unit } = curve;
  const measure =
    metric === null ? words.law.errorMeasure : words.law.axisError(words.law.metrics[metric], unit);
  say(words.cli.curve(label, m, measure));
  for (const line of lawLines(words, answers.law, unit)) say(`  ${line}`);
  for (const answer of answers.answers) {
    if (answer.question === 'target' && answer.status === 'none') continue;
    const { question, answer: short, of, uncertainty, sentences } = answerText(words, answer, unit);
    const head = [short, of, uncertainty].filter((part) => part !== undefined && part !== null);
    say(`  ${question} ${head.join(', ')}`);
    for (const sentence of sentences) say(`      ${sentence}`);
  }
}

function lawLines(words: Words, state: LawState, unit: string | null): readonly string[] {
  switch (state.kind) {
    case 'waiting':
      return [words.law.waiting(state.have, state.need)];
    case 'computing':
      return [];
    case 'refused':
      return [words.law.refused(state.reason)];
    case 'failed':
      return [words.law.failed(state.detail)];
    case 'known': {
      const { law, limit } = state;
      const { alpha, C } = law.intervals;
      const interval = (name: string, of: typeof alpha) =>
        words.cli.interval(name, of[90].lower, of[90].upper);
      return [
        `${words.cli.law(law.D, law.alpha, law.C)}; ${interval(words.law.parameters.alpha.name, alpha)}; ${interval(words.law.parameters.C.name, C)}`,
        `${verdictText(words, state)}. ${words.law.limitIs(limitOf(limit), unit)}`,
      ];
    }
  }
}
