/** Two places for tables, and what was found in them. */
import { words } from '../../words/words.ts';
import type { Mode } from '../store/view.ts';

export function TablesInput({ mode }: { readonly mode: Mode }) {
  return <p className="small quiet">{mode === 'built-in' ? words.data.builtIn.text : ''}</p>;
}
