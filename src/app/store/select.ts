/**
 * `select`: a value derived from others, computed again only when one of them is another object (memo by identity, of the
 * last inputs alone). What is derived is never stored.
 */
export type Selector<S, R> = (state: S) => R;

export function createSelect<S>() {
  return function select<A extends readonly unknown[], R>(
    inputs: readonly [...{ [K in keyof A]: Selector<S, A[K]> }],
    compute: (...values: A) => R,
  ): Selector<S, R> {
    let known: { readonly values: A; readonly result: R } | undefined;
    return (state) => {
      const values = inputs.map((input) => input(state)) as unknown as A;
      if (known && values.every((value, i) => Object.is(value, known?.values[i]))) {
        return known.result;
      }
      const result = compute(...values);
      known = { values, result };
      return result;
    };
  };
}
