/** A figure that stands alone, for slides and papers: with its title, subtitle and footnote, all inside the picture. */
import type { FigureSpec } from './figure.ts';

export interface FigureTexts {
  /** The finding. */
  readonly title: string;
  /** What is drawn, in which unit and under which conditions. */
  readonly subtitle: string;
  /** The law and where it comes from. */
  readonly footnote: string;
}

const TOP = 62;
const BOTTOM = 34;
/** Characters of the title that fit beside each other, by the pixels of the picture. */
const PIXELS_PER_LETTER = 8.6;

export function titledFigure(figure: FigureSpec, texts: FigureTexts): FigureSpec {
  const { layout } = figure;
  const lines = wrapped(texts.title, Math.floor((layout.width - 32) / PIXELS_PER_LETTER));
  const top = layout.margin.t + TOP + 22 * (lines.length - 1);
  const annotations = (layout.annotations ?? []) as readonly unknown[];
  const note = (text: string, size: number, extra: Readonly<Record<string, unknown>>) => ({
    xref: 'paper',
    yref: 'paper',
    x: 0,
    xanchor: 'left',
    xshift: 16 - layout.margin.l,
    align: 'left',
    showarrow: false,
    text,
    font: { size },
    ...extra,
  });
  return {
    ...figure,
    layout: {
      ...layout,
      margin: { ...layout.margin, t: top, b: layout.margin.b + BOTTOM },
      height: layout.height + TOP + BOTTOM + 22 * (lines.length - 1),
      annotations: [
        ...annotations,
        note(`<b>${lines.join('<br>')}</b>`, 17, { y: 1, yanchor: 'top', yshift: top - 12 }),
        note(texts.subtitle, 13, { y: 1, yanchor: 'bottom', yshift: layout.margin.t }),
        note(texts.footnote, 11, { y: 0, yanchor: 'top', yshift: -layout.margin.b }),
      ],
    },
  };
}

function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
