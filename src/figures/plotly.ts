/** The only door to Plotly: loaded when a figure is first needed, never with the page. */
import type { PlotlyModule } from 'plotly.js-cartesian-dist-min';

let loading: Promise<PlotlyModule> | undefined;

/** The library; a load that failed is tried again at the next call. */
export function loadPlotly(): Promise<PlotlyModule> {
  loading ??= import('plotly.js-cartesian-dist-min')
    .then((module) => module.default)
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}
