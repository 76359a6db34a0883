/** How a report looks: light, the same on paper; figures and tables are not cut by a page's end. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1d2024; font: 15px/1.5 -apple-system, "Segoe UI", Roboto, Inter, Ubuntu, Cantarell, "Liberation Sans", system-ui, sans-serif; }
main { max-width: 58rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid #c9c6c0; font-size: 1.15rem; }
h3 { margin: 0 0 .15rem; font-size: 1rem; font-weight: 600; }
header p, footer, figcaption, caption, small, dt { color: #5b626b; }
header p { margin: .25rem 0 0; }
p { margin: .35rem 0; max-width: 46rem; overflow-wrap: anywhere; }
dl { margin: .5rem 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .35rem 1.5rem; }
dl div { break-inside: avoid; }
dt { font-size: .85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: .5rem 0; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption, caption { font-size: .85rem; text-align: left; }
.wide { overflow-x: auto; margin: .75rem 0; }
table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
caption { padding-bottom: .25rem; }
th, td { padding: .2rem .75rem .2rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
thead th { border-bottom: 1px solid #c9c6c0; }
tbody th { font-weight: 400; }
tr { break-inside: avoid; }
article { margin: .9rem 0; break-inside: avoid; }
pre { margin: .5rem 0; padding: .75rem; background: #f6f5f2; border: 1px solid #eceae6; font: .8rem/1.45 ui-monospace, Menlo, Consolas, "Liberation Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre, .link { user-select: all; }
a { color: #1f4fb4; }
footer { margin-top: 2.5rem; font-size: .85rem; }
@page { margin: 18mm 16mm; }
@media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; } h2 { break-after: avoid; } .wide { overflow: visible; } th, td { white-space: normal; overflow-wrap: anywhere; } }
`;
