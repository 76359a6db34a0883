/** The figure as a file for slides and papers: on its own paper, as pixels (twice as many) or as an SVG drawing. */
import type { FigureSpec } from '../figures/figure.ts';
import { loadPlotly } from '../figures/plotly.ts';

export const FIGURE_WIDTH = 1000;
export const FIGURE_HEIGHT = 640;

export type FigureFormat = 'png' | 'svg';

export const FIGURE_TYPES: Readonly<Record<FigureFormat, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
};

/** The bytes of the picture. Rejects when Plotly cannot be loaded or drawing fails. */
export async function figureFile(
  figure: FigureSpec,
  paper: string,
  format: FigureFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  const plotly = await loadPlotly();
  const address = await plotly.toImage(
    { data: figure.data, layout: { ...figure.layout, paper_bgcolor: paper } },
    {
      format,
      width: figure.layout.width,
      height: figure.layout.height,
      scale: format === 'png' ? 2 : 1,
    },
  );
  const content = address.slice(address.indexOf(',') + 1);
  if (format === 'svg') return new TextEncoder().encode(decodeURIComponent(content));
  // Decoded by hand: the page's policy allows no fetch of data addresses.
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
