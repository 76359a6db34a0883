/** A training worker of the page: one slot of its crew. */
import { offer } from '../workers/offer.ts';
import { EngineHost, workerOf } from './host/engine-host.ts';

offer(workerOf(new EngineHost()));
