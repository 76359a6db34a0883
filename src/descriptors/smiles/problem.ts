/** Why a SMILES has no features. */
export type SmilesProblem =
  | { readonly code: 'unreadable' }
  /** Neither a molecule (0) nor a repeat unit (2): the number of `*` found. */
  | { readonly code: 'polymer-ends'; readonly ends: number }
  /** The two `*` are not each the end of one bond, or their bonds differ in order. */
  | { readonly code: 'polymer-ends-not-joinable' }
  /** RDKit gave up on a molecule that it had read: at 'canonical' (SMILES), 'physical', or a fingerprint ('morgan2', 'maccs'). */
  | { readonly code: 'descriptor-failed'; readonly descriptor: string };
