/** A formula's text in plain characters: subscripts as digits, superscripts as ^..., one minus, one dot, one space. */

export interface PlainText {
  readonly original: string;
  readonly text: string;
  /** The place in the original of a place in `text`. */
  originalPosition(position: number): number;
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';
const SUPERSCRIPT_VALUES = '0123456789+-';
const MINUSES = '−–‐‑';
const DOTS = '·•∙⋅・‧';

/** Rewrites the text character by character; plain text comes back as it is. */
export function plainText(original: string): PlainText {
  if (/^[\x21-\x7e]*$/.test(original)) {
    return { original, text: original, originalPosition: (position) => position };
  }
  let text = '';
  const places: number[] = [];
  let raised = false;
  for (let i = 0; i < original.length; i++) {
    const character = original.charAt(i);
    const superscript = SUPERSCRIPTS.indexOf(character);
    const plain =
      superscript >= 0
        ? (raised ? '' : '^') + SUPERSCRIPT_VALUES.charAt(superscript)
        : plainCharacter(character);
    raised = superscript >= 0;
    for (let j = 0; j < plain.length; j++) places.push(i);
    text += plain;
  }
  return { original, text, originalPosition: (position) => places[position] ?? original.length };
}

function plainCharacter(character: string): string {
  const subscript = SUBSCRIPTS.indexOf(character);
  if (subscript >= 0) return String(subscript);
  if (character === '₊' || character === '₋') return character === '₊' ? '+' : '-';
  if (MINUSES.includes(character)) return '-';
  if (DOTS.includes(character)) return '·';
  return /\s/.test(character) ? ' ' : character;
}
