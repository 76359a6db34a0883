/** Which of two dropped files is the simulated one: by the files' names, else the longer table. */
import { otherSide as other, type Side } from '../tables/side.ts';

/** What a file's name says, if it says anything. */
export function sideOfName(name: string): Side | null {
  const simulated = /(^|[^a-z])(sim|simul|calc|comput|dft|md|source|theor)/i.test(name);
  const measured = /(^|[^a-z])(real|exp|meas|lab|target|obs)/i.test(name);
  return simulated === measured ? null : simulated ? 'simulated' : 'measured';
}

/** The sides of two tables, in their order. */
export function sidesOfPair(
  first: { readonly name: string; readonly rows: number },
  second: { readonly name: string; readonly rows: number },
): readonly [Side, Side] {
  const [a, b] = [sideOfName(first.name), sideOfName(second.name)];
  if (a !== null && a !== b) return [a, other(a)];
  if (b !== null && a !== b) return [other(b), b];
  return first.rows >= second.rows ? ['simulated', 'measured'] : ['measured', 'simulated'];
}
