/** Two small related tables as text, made of no randomness at all: what journeys drop on the page and tests give to programs. */

/**
 * `rows` simulated and `measured` measured rows of y = sin(2a) + b c, the measurement with an offset; three inputs on a fixed
 * grid.
 */
export function smallTables(rows = 400, measured = 80): { simulated: string; measured: string } {
  const line = (index: number, shift: number) => {
    const [a, b, c] = [0.754877666, 0.569840291, 0.362345].map(
      (step) => ((index + 1) * step) % 1,
    ) as [number, number, number];
    const y = Math.sin(2 * a) + b * c + shift * (0.1 + 0.2 * a);
    return [a, b, c, y].map((value) => value.toFixed(6)).join(',');
  };
  const table = (count: number, shift: number, first: number) =>
    ['a,b,c,energy_eV', ...Array.from({ length: count }, (_, i) => line(i + first, shift))].join(
      '\n',
    );
  return { simulated: table(rows, 0, 0), measured: table(measured, 1, 0) };
}
