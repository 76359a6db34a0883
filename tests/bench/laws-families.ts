// Families of true curves that leave the law; each draws its own parameters. Sizes start at 32.
import type { Dice } from '../unit/scaling/simulate.ts';

export type Curve = (n: number) => number;
export const FIRST = 32;

export const FAMILIES: Readonly<Record<string, (dice: Dice) => Curve>> = {
  'power law': (d) => {
    const [a, c] = [0.1 + 1.1 * d.uniform(), 0.1 * d.uniform()];
    return (n) => c + (n / FIRST) ** -a;
  },
  'shifted power': (d) => {
    const [a, c, m] = [0.2 + 1.3 * d.uniform(), 0.1 * d.uniform(), FIRST * 2 ** (4 * d.uniform())];
    return (n) => c + ((n + m) / (FIRST + m)) ** -a;
  },
  'broken power': (d) => {
    const a = 0.1 + d.uniform();
    const b = a * (0.3 + 1.4 * d.uniform());
    const m = FIRST * 2 ** (1 + 5 * d.uniform());
    return (n) => 0.02 + (n / FIRST) ** -a * (1 + (n / m) ** 3) ** ((a - b) / 3);
  },
  'sigmoid in log n': (d) => {
    const [a, c, m] = [0.4 + d.uniform(), 0.1 * d.uniform(), FIRST * 2 ** (6 * d.uniform())];
    return (n) => c + 0.8 / (1 + (n / m) ** a);
  },
  exponential: (d) => {
    const [c, m] = [0.1 + 0.3 * d.uniform(), FIRST * 2 ** (2 + 5 * d.uniform())];
    return (n) => c + Math.exp(-n / m);
  },
  saturating: (d) => {
    const [a, c] = [0.8 + d.uniform(), 0.4 + 0.5 * d.uniform()];
    return (n) => c + 0.5 * (n / FIRST) ** -a;
  },
  'plateau, then a fall': (d) => {
    const m = FIRST * 2 ** (1 + 4 * d.uniform());
    return (n) => 0.08 + 0.1 * (n / FIRST) ** -0.3 + 0.5 / (1 + (n / m) ** 2);
  },
  'wavy power': (d) => {
    const [a, p] = [0.2 + 0.6 * d.uniform(), 6 * d.uniform()];
    return (n) => (0.1 + (n / FIRST) ** -a) * (1 + 0.03 * Math.sin(1.4 * Math.log(n) + p));
  },
};

export const LEAVING_FAMILIES = Object.entries(FAMILIES);
