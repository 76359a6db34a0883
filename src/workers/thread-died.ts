/** The one error that every waiting call gets when its thread is no more. */

/** `not-started`: it never answered; `died`: it crashed or ran out of memory; `ended`: this side ended it. */
export type DeathKind = 'not-started' | 'died' | 'ended';

const SAID: Readonly<Record<DeathKind, string>> = {
  'not-started': 'could not be started',
  died: 'ended unexpectedly',
  ended: 'was ended before it answered',
};

export class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
  /** `detail`: what the browser or Node said, in its own words; mostly nothing. */
  constructor(
    readonly thread: string,
    readonly kind: DeathKind,
    readonly detail = '',
  ) {
    super(`The ${thread} thread ${SAID[kind]}${detail === '' ? '' : `: ${detail}`}.`);
  }
}
