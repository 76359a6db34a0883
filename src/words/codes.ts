/** Codes that the page itself makes, for which every language has a sentence. Those of the rooms below stand there. */

/** What the next Run would add. */
export type PendingRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
  | { readonly kind: 'more'; readonly points: number };
