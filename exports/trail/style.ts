/** How the page looks: on a screen of any width, and on paper. Nothing is fetched; the fonts are the reader's own. */
export const style = `
:root { color-scheme: light; --ink: #1f2328; --soft: #57606a; --line: #d0d7de; --pale: #f6f8fa; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #fff; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 40px 0 12px; font-size: 19px; }
p.lead { margin: 0 0 20px; color: var(--soft); }
dl.figures { display: flex; flex-wrap: wrap; gap: 12px 32px; margin: 0; padding: 16px 20px; background: var(--pale); border: 1px solid var(--line); border-radius: 8px; }
dl.figures div { min-width: 96px; max-width: 100%; }
dt { color: var(--soft); font-size: 13px; }
dd { margin: 0; font-size: 18px; font-weight: 600; overflow-wrap: anywhere; }
.drawing { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; padding: 8px 0 4px; }
.drawing svg { display: block; width: 100%; min-width: 720px; height: auto; }
figure { margin: 16px 0 0; } figcaption { padding: 0 12px 4px; font-weight: 600; }
svg text { font: 12px system-ui, sans-serif; fill: var(--soft); stroke: none; }
svg .who { font-size: 14px; font-weight: 600; fill: var(--ink); }
svg .number { font-size: 11px; font-weight: 600; fill: var(--ink); }
svg .lane { fill: #fff; } svg .lane.odd { fill: var(--pale); }
svg .grid line, svg .level { stroke: var(--line); stroke-dasharray: 2 3; }
svg .hollow, svg .step { fill: none; stroke-width: 2.5; } svg .step { stroke-width: 2; }
ul.legend { display: flex; flex-wrap: wrap; gap: 6px 20px; margin: 12px 0 0; padding: 0; list-style: none; font-size: 13px; }
ul.legend li { display: flex; align-items: center; gap: 6px; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 8px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; border-bottom-width: 2px; }
td.when { white-space: nowrap; font-variant-numeric: tabular-nums; } td.when small { display: block; color: var(--soft); }
td.what { min-width: 260px; overflow-wrap: anywhere; } td.what strong { display: block; }
td.claims { min-width: 200px; overflow-wrap: anywhere; }
.kind { display: inline-block; padding: 0 8px; border: 1px solid currentColor; border-radius: 10px; font-size: 12px; font-weight: 600; white-space: nowrap; }
code { font: 11px/1.4 ui-monospace, Consolas, monospace; color: var(--soft); overflow-wrap: anywhere; }
footer { margin-top: 40px; color: var(--soft); font-size: 13px; }
@media (max-width: 700px) { main { padding: 20px 14px 48px; } h1 { font-size: 23px; } table { min-width: 760px; } }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  main { max-width: none; padding: 0; } body { font-size: 12px; }
  .drawing, .scroll { overflow: visible; border-color: #999; } .drawing svg { min-width: 0; }
  thead { display: table-header-group; } tr, figure, .drawing { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
