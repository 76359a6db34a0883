/** Names for the columns from the cells of a header: one line, none empty, no two alike, and what was changed. */

export interface HeaderNames {
  readonly names: readonly string[];
  /** Positions (from 0) of the columns without a name, called 'Unnamed: 0' and so on. */
  readonly unnamed: ReadonlySet<number>;
  readonly renamed: readonly {
    readonly position: number;
    readonly from: string;
    readonly to: string;
  }[];
}

/** The second 'x' becomes 'x.1', as pandas calls it: alike in every table with the same header. */
export function headerNames(header: readonly string[]): HeaderNames {
  const unnamed = new Set<number>();
  const given = header.map((cell, index) => {
    const name = cell.replace(/[\s\u3000]+/g, ' ').trim();
    if (name !== '') return name;
    unnamed.add(index);
    return `Unnamed: ${index}`;
  });
  const taken = new Set(given);
  const seen = new Set<string>();
  const renamed: { position: number; from: string; to: string }[] = [];
  const names = given.map((name, position) => {
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    let number = 1;
    while (taken.has(`${name}.${number}`)) number++;
    const to = `${name}.${number}`;
    taken.add(to);
    seen.add(to);
    renamed.push({ position, from: name, to });
    return to;
  });
  return { names, unnamed, renamed };
}
