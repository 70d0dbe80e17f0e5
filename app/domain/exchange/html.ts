import { pageStyle } from "./html-style";
import { escapeMarkup as esc } from "./text";
import { type Block, type Cell, isText, type Picture, type Plan, type Run, type TextRun } from "./tree";

/** One page that needs nothing else: no script, no address it loads from, pictures inside. `qr` is a drawing in SVG. */
export function toHtml(plan: Plan, qr: string): string {
  const { lang, title, facts, blocks, record } = plan;
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="generator" content="EntrePairs">
<title>${esc(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<header>
<div>
<h1>${esc(title)}</h1>
${facts.map((fact) => `<p>${esc(fact)}</p>`).join("\n")}
</div>
<div class="qr" role="img" aria-label="${esc(record.qr)}">${qr}</div>
</header>
${blocks.map(html).join("\n")}
${totals(plan)}
<footer><p>${esc(record.sentence)}</p></footer>
</main>
</body>
</html>
`;
}

function html(block: Block): string {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${inline(block.runs)}</h${block.level}>`;
    case "paragraph":
      return `<p>${inline(block.runs)}</p>`;
    case "code":
      return `<pre><code>${esc(block.lines.join("\n"))}</code></pre>`;
    case "list": {
      const items = block.items.map((item) => `<li>${item.map(html).join("")}</li>`).join("\n");
      if (!block.ordered) return `<ul>\n${items}\n</ul>`;
      return `<ol${block.start === 1 ? "" : ` start="${block.start}"`}>\n${items}\n</ol>`;
    }
    case "quote":
      return `<blockquote>${block.blocks.map(html).join("\n")}</blockquote>`;
    case "rule":
      return "<hr>";
    case "table":
      return `<div class="table"><table>${block.rows.map(row).join("\n")}</table></div>`;
    case "picture":
      return figure(block);
    case "phase":
      return `<section class="phase">
<h${block.level}>${esc(block.title)}</h${block.level}>
<p class="facts">${esc(block.facts)}</p>
${block.blocks.map(html).join("\n")}
</section>`;
    case "part":
      return `<div class="part">
<p class="label">${esc(block.label)}</p>
${block.blocks.map(html).join("\n")}
</div>`;
    case "competences":
      return `<div class="part">
<p class="label">${esc(block.label)}</p>
<ul>${block.items.map((item) => `<li>${esc(item)}</li>`).join("")}</ul>
</div>`;
  }
}

function row(cells: Cell[], index: number): string {
  return `<tr>${cells
    .map(({ header, colspan, rowspan, blocks }) => {
      const name = header ? "th" : "td";
      const scope = header ? ` scope="${index === 0 ? "col" : "row"}"` : "";
      const spans = (colspan > 1 ? ` colspan="${colspan}"` : "") + (rowspan > 1 ? ` rowspan="${rowspan}"` : "");
      return `<${name}${scope}${spans}>${blocks.map(html).join("")}</${name}>`;
    })
    .join("")}</tr>`;
}

function figure({ picture, alt, caption }: Extract<Block, { kind: "picture" }>): string {
  const image = picture
    ? `<img src="${dataAddress(picture)}" width="${picture.width}" height="${picture.height}" alt="${esc(alt)}">`
    : `<p class="missing">${esc(alt)}</p>`;
  return `<figure>${image}${caption ? `<figcaption>${esc(caption)}</figcaption>` : ""}</figure>`;
}

const dataAddress = ({ type, bytes }: Picture) => {
  let binary = "";
  // Large arrays do not fit in the arguments of one call.
  for (let at = 0; at < bytes.length; at += 8_192) binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return `data:${type};base64,${btoa(binary)}`;
};

function totals({ totals: { heading, columns, rows, total } }: Plan): string {
  if (rows.length === 0) return "";
  const line = (cell: "td" | "th", [name, minutes]: [string, string]) =>
    `<tr><th scope="row">${esc(name)}</th><${cell}>${esc(minutes)}</${cell}></tr>`;
  return `<section class="totals">
<h2>${esc(heading)}</h2>
<table>
<thead><tr>${columns.map((name) => `<th scope="col">${esc(name)}</th>`).join("")}</tr></thead>
<tbody>${rows.map((one) => line("td", one)).join("\n")}</tbody>
<tfoot>${line("td", total)}</tfoot>
</table>
</section>`;
}

const inline = (runs: readonly Run[]): string => runs.map((run) => (isText(run) ? marked(run) : "<br>")).join("");

function marked({ text, bold, italic, underline, strike, code, href }: TextRun): string {
  let result = esc(text);
  if (code) result = `<code>${result}</code>`;
  if (strike) result = `<s>${result}</s>`;
  if (underline) result = `<u>${result}</u>`;
  if (italic) result = `<em>${result}</em>`;
  if (bold) result = `<strong>${result}</strong>`;
  return href ? `<a href="${esc(href)}" rel="noopener noreferrer nofollow">${result}</a>` : result;
}
