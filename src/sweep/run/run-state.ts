/** How the state of a run follows from what happens: a pure reducer. An event that does not fit the status changes nothing. */
import type { PlanWarning } from '../specification.ts';
import type { EngineStatus, RunProblem, RunState, RunStatus } from '../runner-types.ts';

export type RunEvent =
  | { readonly type: 'preparing' }
  | {
      readonly type: 'planned';
      readonly planned: number;
      readonly done: number;
      readonly warnings: readonly PlanWarning[];
    }
  | { readonly type: 'engine'; readonly engine: EngineStatus }
  | { readonly type: 'running' }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** The units in hand are now these. */
  | { readonly type: 'in-hand'; readonly running: RunState['running'] }
  /** A point ended, with a record or without. */
  | { readonly type: 'point' }
  | { readonly type: 'forecast'; readonly secondsLeft: number | null }
  | { readonly type: 'problem'; readonly problem: RunProblem }
  | { readonly type: 'not-kept'; readonly points: number; readonly detail: string }
  | { readonly type: 'ended'; readonly how: 'finished' | 'stopped' | 'failed' };

export const IDLE: RunState = {
  status: 'idle',
  done: 0,
  planned: 0,
  secondsLeft: null,
  running: [],
  engine: null,
  problems: [],
  warnings: [],
  notKept: null,
};

const BUSY: readonly RunStatus[] = ['preparing', 'running', 'paused'];

export function reduceRun(state: RunState, event: RunEvent): RunState {
  if (event.type === 'preparing') return { ...IDLE, status: 'preparing' };
  // What comes late belongs to a run that is over; only that a point was not kept still has to be known.
  if (!BUSY.includes(state.status) && event.type !== 'not-kept') return state;
  switch (event.type) {
    case 'planned': {
      const { planned, done, warnings } = event;
      return { ...state, planned, done, warnings };
    }
    case 'engine':
      return { ...state, engine: event.engine };
    case 'running':
      return state.status === 'preparing' ? { ...state, status: 'running' } : state;
    case 'paused':
      return state.status === 'running' ? { ...state, status: 'paused' } : state;
    case 'resumed':
      return state.status === 'paused' ? { ...state, status: 'running' } : state;
    case 'in-hand':
      return { ...state, running: event.running };
    case 'point':
      return { ...state, done: state.done + 1 };
    case 'forecast':
      return { ...state, secondsLeft: event.secondsLeft };
    case 'problem':
      return { ...state, problems: [...state.problems, event.problem] };
    case 'not-kept': {
      const points = (state.notKept?.points ?? 0) + event.points;
      return { ...state, notKept: { points, detail: event.detail } };
    }
    case 'ended':
      return {
        ...state,
        status: event.how,
        running: [],
        secondsLeft: event.how === 'finished' ? 0 : null,
      };
  }
}
