/** Colours of the figures, the same as in app/styles/tokens.css; every text colour has 4.5:1 on its paper. */

export interface FigureTheme {
  readonly paper: string;
  readonly text: string;
  readonly quiet: string;
  readonly grid: string;
  readonly axis: string;
  /** Measured points and the law. */
  readonly law: string;
  readonly lawFaint: string;
  readonly band: string;
  /** The limit C. */
  readonly limit: string;
  readonly limitBand: string;
  readonly baseline: string;
  readonly target: string;
  /** Beyond the permitted reach. */
  readonly beyond: string;
}

export const LIGHT: FigureTheme = {
  paper: '#ffffff',
  text: '#1d2024',
  quiet: '#5b626b',
  grid: '#eceae6',
  axis: '#c9c6c0',
  law: '#1f4fb4',
  lawFaint: 'rgba(31,79,180,0.30)',
  band: 'rgba(31,79,180,0.11)',
  limit: '#b0480f',
  limitBand: 'rgba(208,98,30,0.13)',
  baseline: '#6a7079',
  target: '#0b7560',
  beyond: 'rgba(90,98,107,0.28)',
};

export const DARK: FigureTheme = {
  paper: '#1c1f23',
  text: '#e8e9eb',
  quiet: '#a3aab3',
  grid: '#2a2e34',
  axis: '#4a5058',
  law: '#8db4ff',
  lawFaint: 'rgba(141,180,255,0.34)',
  band: 'rgba(141,180,255,0.14)',
  limit: '#f2a06b',
  limitBand: 'rgba(242,160,107,0.15)',
  baseline: '#9aa1ab',
  target: '#5fd0b4',
  beyond: 'rgba(163,170,179,0.25)',
};
