// Errors that this room throws: misuse by the caller. What data can be like is a reason, not an error.

/** Thrown for an option or argument outside its range; the message shows the value. */
export class LawArgumentError extends Error {
  override readonly name = 'LawArgumentError';
}

/** Thrown when a prediction is asked of data that hold no positive error at all. */
export class NothingToPredictError extends Error {
  override readonly name = 'NothingToPredictError';
}
