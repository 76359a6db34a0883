/** Text in which "n = 3,200" and "11 %" stay on one line. */
export const unbroken = (text: string): string =>
  text.replaceAll(' %', '\u00a0%').replaceAll(' = ', '\u00a0=\u00a0');
