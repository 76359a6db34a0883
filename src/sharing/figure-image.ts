/** The figure as a picture for slides and papers: on its own paper, as PNG at twice the pixels or as SVG. */
import type { FigureSpec } from '../figures/figure.ts';
import { loadPlotly } from '../figures/plotly.ts';

export const FIGURE_WIDTH = 1000;
export const FIGURE_HEIGHT = 640;

/** The bytes of the picture. Rejects when Plotly cannot be loaded or drawing fails. */
export async function figurePng(
  figure: FigureSpec,
  paper: string,
): Promise<Uint8Array<ArrayBuffer>> {
  // Decoded by hand: the page's policy allows no fetch of data addresses.
  const text = atob(afterComma(await drawn(figure, paper, 'png')));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** The text of the picture, from `<svg` on. Rejects when Plotly cannot be loaded or drawing fails. */
export async function figureSvg(figure: FigureSpec, paper: string): Promise<string> {
  return decodeURIComponent(afterComma(await drawn(figure, paper, 'svg')));
}

/** The picture as a data address. */
async function drawn(figure: FigureSpec, paper: string, format: 'png' | 'svg'): Promise<string> {
  const plotly = await loadPlotly();
  return plotly.toImage(
    { data: figure.data, layout: { ...figure.layout, paper_bgcolor: paper } },
    {
      format,
      width: figure.layout.width,
      height: figure.layout.height,
      // Lines need no second pixel.
      scale: format === 'png' ? 2 : 1,
    },
  );
}

const afterComma = (address: string): string => address.slice(address.indexOf(',') + 1);
