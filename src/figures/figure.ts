/** The part of Plotly's figure language that this page uses. */

export type Trace = Readonly<Record<string, unknown>>;

export interface Margin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

export interface FigureSpec {
  readonly data: readonly Trace[];
  readonly layout: Readonly<Record<string, unknown>> & {
    readonly width: number;
    readonly height: number;
    readonly margin: Margin;
  };
  readonly config: Readonly<Record<string, unknown>>;
}

/** Static axes: no zoom, no mode bar; what a person drags is the page's own. */
export const CALM_CONFIG = {
  displayModeBar: false,
  responsive: false,
  doubleClick: false,
} as const;
