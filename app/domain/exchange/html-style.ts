/** Read on a screen of any width, printed black on white on A4. Nothing here comes from a person. */
export const pageStyle = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b2024; font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
header { display: flex; gap: 1rem; justify-content: space-between; align-items: flex-start; border-bottom: 2px solid; padding-bottom: .75rem; }
header p { margin: 0; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 1.5em 0 .5em; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; margin-top: 0; }
h2 { font-size: 1.375rem; }
h3 { font-size: 1.125rem; }
h4, h5 { font-size: 1rem; }
p, li, td, th { overflow-wrap: anywhere; }
a { color: #0f5c66; }
.qr { flex: none; width: 6rem; }
.qr svg { display: block; width: 100%; height: auto; }
.phase { border-top: 1px solid #8d97a1; margin-top: 2rem; }
.phase > :first-child { margin-top: .75rem; }
.facts { color: #4a545e; margin-top: 0; }
.part { border-left: 3px solid #8d97a1; padding-left: .875rem; margin: 1rem 0; }
.label { font-weight: 650; margin-bottom: .25rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 1px solid #8d97a1; }
pre { overflow-x: auto; padding: .75rem; border: 1px solid #d9dfe4; white-space: pre-wrap; }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; min-width: 50%; }
th, td { border: 1px solid #8d97a1; padding: .375rem .5rem; text-align: left; vertical-align: top; }
th > p, td > p { margin: 0; }
.totals td, .totals thead th + th { text-align: right; font-variant-numeric: tabular-nums; }
.totals tfoot { font-weight: 650; }
figure { margin: 1rem 0; }
img { max-width: 100%; height: auto; }
figcaption { color: #4a545e; font-size: .875rem; }
.missing { border: 1px solid #8d97a1; padding: .5rem; }
footer { margin-top: 2rem; border-top: 1px solid #8d97a1; font-size: .875rem; }
@page { size: A4; margin: 18mm 16mm 20mm; }
@media print {
  body { font-size: 11pt; }
  body, a, .facts, figcaption { color: #000; }
  main { max-width: none; padding: 0; }
  a { text-decoration: underline; }
  img { filter: grayscale(1); }
  h1, h2, h3, h4, h5, .label, .facts { break-after: avoid; }
  tr, figure { break-inside: avoid; }
  .table { overflow: visible; }
}
`;
