/** Text in which "n = 3,200" and "11 %" stay on one line; the letters remain as they are, for search and copying. */
export function Unbroken({ text }: { readonly text: string }) {
  // Split at a group: every second part is one that must stay whole.
  return text.split(/(\S+ = \S+|\S+ %\S*)/).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <span key={index} className="unbroken">
        {part}
      </span>
    ),
  );
}
