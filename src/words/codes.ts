/** Codes that the page itself makes, for which every language has a sentence. Those of the rooms below stand there. */

/** What can be wrong with a pasted list of sizes and errors. */
export type ErrorListProblem =
  | { readonly code: 'no-numbers'; readonly lines: number }
  | { readonly code: 'columns-not-found'; readonly header: string }
  | {
      readonly code: 'unreadable-lines';
      readonly line: number;
      readonly text: string;
      readonly count: number;
    }
  | { readonly code: 'list-too-large'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'list-unreadable'; readonly file: string; readonly detail: string };

/** What the next Run would add. */
export type PendingRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
  | { readonly kind: 'more'; readonly points: number };
