/** The law in one line: what is known, or why there is none. */
import type { LawState } from '../../findings/law-state.ts';
import type { Words } from '../../words/words.ts';

export function verdictText({ law: text }: Words, state: LawState): string {
  switch (state.kind) {
    case 'waiting':
      return text.waiting(state.have, state.need);
    case 'computing':
      return text.computing;
    case 'refused':
      return text.refused(state.reason);
    case 'failed':
      return text.failed(state.detail);
    case 'known':
      return state.remark ? text.lawless : text.verdict(state.rate.verdict, state.limit.verdict);
  }
}
