/** Writes texts in encodings that programs no longer write, by turning the platform's decoder around. */

const known = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const add = (bytes: readonly number[]): void => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if ([...text].length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 256; first++) add([first]);
  for (let first = 0x81; first < 256; first++) {
    for (let second = 0x40; second < 256; second++) add([first, second]);
  }
  return table;
}

/** Throws RangeError for a character that the encoding lacks. */
export function encoderOf(encoding: string): (text: string) => Uint8Array<ArrayBuffer> {
  const table = known.get(encoding) ?? tableOf(encoding);
  known.set(encoding, table);
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((character) => {
        const bytes = table.get(character);
        if (!bytes) throw new RangeError(`${encoding} has no "${character}".`);
        return bytes;
      }),
    );
}
