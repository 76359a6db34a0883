/**
 * A report as one HTML text that opens offline and prints: its parts are data, every text in them is escaped, and its own
 * policy forbids scripts and everything from outside.
 */
import { REPORT_STYLE } from './report-style.ts';

export type ReportBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Names and values. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [string, string])[] }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      /** The first cell of each heads its row. */
      readonly rows: readonly (readonly string[])[];
    }
  /** `svg`: a whole `<svg>` element, as Plotly draws it; the only markup that is taken as it is. */
  | { readonly kind: 'figure'; readonly svg: string; readonly caption: string }
  | {
      readonly kind: 'answer';
      readonly question: string;
      readonly answer: string | null;
      /** Small text behind the answer. */
      readonly small: string | null;
      readonly sentences: readonly string[];
    }
  /** A text to copy, in its own lines. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly address: string };

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

export interface Report {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly ReportSection[];
  readonly footnote: string;
}

/** Nothing is loaded and nothing runs, whatever a name or a picture may hold. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The whole file. Throws RangeError for a figure that is no `<svg>` element, or for one that holds a script. */
export function reportHtml(report: Report): string {
  const { language, title, subtitle, sections, footnote } = report;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${escaped(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(subtitle)}</p>
</header>
${sections.map(sectionHtml).join('\n')}
<footer>${escaped(footnote)}</footer>
</main>
</body>
</html>
`;
}

function sectionHtml({ heading, blocks }: ReportSection): string {
  return `<section>
<h2>${escaped(heading)}</h2>
${blocks.map(blockHtml).join('\n')}
</section>`;
}

function blockHtml(block: ReportBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`;
    case 'facts':
      return `<dl>${block.facts
        .map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`)
        .join('')}</dl>`;
    case 'table':
      return tableHtml(block);
    case 'figure':
      return `<figure>${drawing(block.svg)}<figcaption>${escaped(block.caption)}</figcaption></figure>`;
    case 'answer':
      return `<article>
<h3>${escaped(block.question)}</h3>
${block.answer === null ? '' : `<p><strong>${escaped(block.answer)}</strong>${block.small === null ? '' : ` <small>${escaped(block.small)}</small>`}</p>`}
${block.sentences.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
</article>`;
    case 'text':
      return `<pre>${escaped(block.text)}</pre>`;
    case 'link':
      return linkHtml(block.address);
  }
}

function tableHtml(table: Extract<ReportBlock, { kind: 'table' }>): string {
  const head = table.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  const rows = table.rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${escaped(first)}</th>${rest.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide"><table><caption>${escaped(table.caption)}</caption><thead><tr>${head}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** Other schemes (javascript:, data:) are shown and cannot be followed. */
function linkHtml(address: string): string {
  const shown = escaped(address);
  return /^https?:\/\//i.test(address)
    ? `<p class="link"><a href="${shown}">${shown}</a></p>`
    : `<p class="link">${shown}</p>`;
}

function drawing(svg: string): string {
  const text = svg.trim();
  if (!/^<svg[\s>]/.test(text) || !text.endsWith('</svg>')) {
    throw new RangeError(`A figure must be one <svg> element, not “${text.slice(0, 40)}…”.`);
  }
  if (/<script|<foreignObject|\son\w+\s*=|javascript:/i.test(text)) {
    throw new RangeError('A figure must not hold scripts.');
  }
  return text;
}

/** As text and inside double or single quotes. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
