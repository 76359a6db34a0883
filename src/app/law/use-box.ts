/**
 * The size of an element in whole pixels, as it changes. Sizes too small to draw in (a window being resized or
 * printed passes through some) are passed over: Plotly cannot place its titles there.
 */
import { useEffect, useState, type RefObject } from 'react';
import type { Box } from './use-law-figure.ts';

const SMALLEST = 160;

export function useBox(ref: RefObject<HTMLElement | null>): Box {
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const width = Math.floor(entry.contentRect.width);
      const height = Math.floor(entry.contentRect.height);
      if (width < SMALLEST || height < SMALLEST) return;
      setBox((now) => (now.width === width && now.height === height ? now : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return box;
}
