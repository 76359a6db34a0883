/** The figure as a PNG for slides and papers: on its own paper, at twice the pixels. */
import type { FigureSpec } from '../figures/figure.ts';
import { loadPlotly } from '../figures/plotly.ts';

export const PNG_WIDTH = 1000;
export const PNG_HEIGHT = 640;

/** The bytes of the picture. Rejects when Plotly cannot be loaded or drawing fails. */
export async function figurePng(
  figure: FigureSpec,
  paper: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const plotly = await loadPlotly();
  const address = await plotly.toImage(
    { data: figure.data, layout: { ...figure.layout, paper_bgcolor: paper } },
    { format: 'png', width: figure.layout.width, height: figure.layout.height, scale: 2 },
  );
  // Decoded by hand: the page's policy allows no fetch of data addresses.
  const text = atob(address.slice(address.indexOf(',') + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
