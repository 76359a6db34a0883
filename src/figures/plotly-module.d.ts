// The -min packages of Plotly have no types; this is the part that the page uses.
declare module 'plotly.js-cartesian-dist-min' {
  export interface PlotlyModule {
    react(
      element: HTMLElement,
      data: readonly unknown[],
      layout: Readonly<Record<string, unknown>>,
      config?: Readonly<Record<string, unknown>>,
    ): Promise<unknown>;
    purge(element: HTMLElement): void;
    toImage(
      figure: {
        readonly data: readonly unknown[];
        readonly layout: Readonly<Record<string, unknown>>;
      },
      options: {
        readonly format: 'png' | 'svg';
        readonly width: number;
        readonly height: number;
        readonly scale?: number;
      },
    ): Promise<string>;
  }
  const Plotly: PlotlyModule;
  export default Plotly;
}
