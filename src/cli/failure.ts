/** What a person can mend, said in their words: the program ends with its code and no stack. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** What an error of Node or of a library says, for the end of a sentence. */
export const detailOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
