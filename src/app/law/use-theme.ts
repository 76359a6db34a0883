/** Light or dark, as the system asks for it. */
import { useSyncExternalStore } from 'react';
import { DARK, LIGHT, type FigureTheme } from '../../figures/theme.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

const subscribe = (listener: () => void): (() => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

export function useFigureTheme(): FigureTheme {
  return useSyncExternalStore(subscribe, () => dark.matches) ? DARK : LIGHT;
}
