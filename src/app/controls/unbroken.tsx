/** Text in which "n = 3,200" and "11 %" stay on one line; the letters remain as they are, for search and copying. */
// Japanese has no spaces, so a word ends where its letters or its punctuation begin.
const WORD = '[^\\s\\u3000-\\u9fff\\uff00-\\uffef]';
const WHOLE = new RegExp(`(${WORD}+ = ${WORD}+|${WORD}+ %${WORD}*)`);

export function Unbroken({ text }: { readonly text: string }) {
  // Split at a group: every second part is one that must stay whole.
  return text.split(WHOLE).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="unbroken">
        {part}
      </span>
    ),
  );
}
