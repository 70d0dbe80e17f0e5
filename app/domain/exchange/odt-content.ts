import { escapeMarkup as esc } from "./text";
import { type Block, type Cell, isText, type Picture, type Plan, type Run, type TextRun } from "./tree";

/** Stores a picture in the package and gives its path there. */
type Store = (picture: Picture) => string;
type Style = "Text_20_body" | "Quotations" | "Part" | "Table_20_Contents" | "Table_20_Heading";
/** Where a block stands: its paragraphs' style, and whether only paragraphs, titles and lists may stand there. */
type Place = { style: Style; inList: boolean };

const WIDTH_CM = 17;
const HEIGHT_CM = 20;
const PIXELS_PER_CM = 96 / 2.54;

export function contentXml({ title, facts, blocks, totals, record }: Plan, store: Store): string {
  const write = new Writer(store);
  const body = [
    `<text:h text:style-name="Title" text:outline-level="1">${text(title)}</text:h>`,
    ...facts.map((fact, index) => p(index === facts.length - 1 ? "Facts" : "Subtitle", text(fact))),
    ...blocks.map((block) => write.block(block, { style: "Text_20_body", inList: false })),
    ...(totals.rows.length > 0
      ? [
          `<text:h text:style-name="Heading_20_2" text:outline-level="2">${text(totals.heading)}</text:h>`,
          totalsTable(totals),
        ]
      : []),
    p("Small", text(record.sentence)),
  ].join("\n");
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2">
<office:automatic-styles>${write.styles()}<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #8d97a1" fo:padding="0.1cm"/></style:style></office:automatic-styles>
<office:body><office:text>
${body}
</office:text></office:body>
</office:document-content>`;
}

class Writer {
  private readonly marks = new Set<string>();
  constructor(private readonly store: Store) {}

  /** The character styles the text has used. */
  styles(): string {
    return [...this.marks]
      .map((name) => `<style:style style:name="T-${name}" style:family="text">${properties(name)}</style:style>`)
      .join("");
  }

  block(block: Block, place: Place): string {
    const all = (blocks: readonly Block[], over: Partial<Place> = {}) =>
      blocks.map((one) => this.block(one, { ...place, ...over })).join("\n");
    switch (block.kind) {
      case "heading":
        return h(block.level, this.runs(block.runs));
      case "paragraph":
        return p(place.style, this.runs(block.runs));
      case "code":
        return p("Preformatted_20_Text", block.lines.map(text).join("<text:line-break/>"));
      case "list":
        return this.list(block, place);
      case "quote":
        return all(block.blocks, { style: "Quotations" });
      case "rule":
        return p("Horizontal_20_Line", "");
      case "table":
        return place.inList ? this.flatTable(block, place) : this.table(block);
      case "picture":
        return this.picture(block, place);
      case "phase":
        return [h(block.level, text(block.title)), p("Facts", text(block.facts)), all(block.blocks)].join("\n");
      case "part":
        return [p("PartLabel", text(block.label)), all(block.blocks, { style: "Part" })].join("\n");
      case "competences": {
        const items = block.items.map((item): Block[] => [{ kind: "paragraph", runs: [{ text: item }] }]);
        return [
          p("PartLabel", text(block.label)),
          this.list({ kind: "list", ordered: false, start: 1, items }, place),
        ].join("\n");
      }
    }
  }

  private list({ ordered, start, items }: Extract<Block, { kind: "list" }>, place: Place): string {
    const lines = items.map((item, index) => {
      const from = ordered && index === 0 ? ` text:start-value="${start}"` : "";
      const inside = item.map((block) => this.block(block, { ...place, inList: true })).join("");
      return `<text:list-item${from}>${inside || p(place.style, "")}</text:list-item>`;
    });
    return lines.length === 0
      ? ""
      : `<text:list text:style-name="${ordered ? "Numbered" : "Bulleted"}">${lines.join("")}</text:list>`;
  }

  private table({ columns, rows }: Extract<Block, { kind: "table" }>): string {
    const drawn = rows.map((cells) => {
      let line = "";
      for (let column = 0; column < columns; column++) {
        const cell = cells.find((one) => one.column === column);
        line += cell ? this.cell(cell) : "<table:covered-table-cell/>";
      }
      return `<table:table-row>${line}</table:table-row>`;
    });
    const headed = rows[0]?.every(({ header, rowspan }) => header && rowspan === 1) ?? false;
    const head = headed ? `<table:table-header-rows>${drawn.shift()}</table:table-header-rows>` : "";
    return tableOf(columns, head + drawn.join(""));
  }

  private cell({ header, colspan, rowspan, blocks }: Cell): string {
    const style = header ? "Table_20_Heading" : "Table_20_Contents";
    const inside = blocks.map((block) => this.block(block, { style, inList: false })).join("");
    const spans =
      (colspan > 1 ? ` table:number-columns-spanned="${colspan}"` : "") +
      (rowspan > 1 ? ` table:number-rows-spanned="${rowspan}"` : "");
    return `<table:table-cell table:style-name="Cell" office:value-type="string"${spans}>${inside || p(style, "")}</table:table-cell>`;
  }

  /** A list takes no table: its rows become its lines. */
  private flatTable({ rows }: Extract<Block, { kind: "table" }>, place: Place): string {
    return rows
      .flatMap((cells) => cells.map(({ blocks }) => blocks.map((one) => this.block(one, place)).join("")))
      .join("");
  }

  private picture({ picture, alt, caption }: Extract<Block, { kind: "picture" }>, { style }: Place): string {
    const below = caption ? p("Caption", text(caption)) : "";
    if (!picture) return p(style, text(alt)) + below;
    const [width, height] = [picture.width / PIXELS_PER_CM, picture.height / PIXELS_PER_CM];
    const scale = Math.min(1, WIDTH_CM / width, HEIGHT_CM / height);
    const size = `svg:width="${(width * scale).toFixed(2)}cm" svg:height="${(height * scale).toFixed(2)}cm"`;
    const image = `<draw:image xlink:href="${this.store(picture)}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>`;
    return (
      p(
        style,
        `<draw:frame text:anchor-type="as-char" ${size}>${image}<svg:title>${esc(alt)}</svg:title></draw:frame>`,
      ) + below
    );
  }

  private runs(runs: readonly Run[]): string {
    return runs.map((run) => (isText(run) ? this.run(run) : "<text:line-break/>")).join("");
  }

  private run(run: TextRun): string {
    const marks = (["bold", "italic", "underline", "strike", "code"] as const).filter((mark) => run[mark]);
    if (marks.length > 0) this.marks.add(marks.join("-"));
    const words =
      marks.length > 0
        ? `<text:span text:style-name="T-${marks.join("-")}">${text(run.text)}</text:span>`
        : text(run.text);
    return run.href ? `<text:a xlink:type="simple" xlink:href="${esc(run.href)}">${words}</text:a>` : words;
  }
}

const faces: Record<string, string> = {
  bold: 'fo:font-weight="bold"',
  italic: 'fo:font-style="italic"',
  underline:
    'style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"',
  strike: 'style:text-line-through-style="solid"',
  code: 'style:font-name="Liberation Mono" fo:font-family="\'Liberation Mono\', monospace"',
};
const properties = (name: string) =>
  `<style:text-properties ${name
    .split("-")
    .map((mark) => faces[mark])
    .join(" ")}/>`;

const p = (style: string, inside: string) => `<text:p text:style-name="${style}">${inside}</text:p>`;
const h = (level: number, inside: string) =>
  `<text:h text:style-name="Heading_20_${level}" text:outline-level="${level}">${inside}</text:h>`;

/** XML readers make one space of many, unless each is written. */
const text = (words: string): string =>
  esc(words).replace(/ {2,}|^ | $/g, (spaces) => `<text:s text:c="${spaces.length}"/>`);

const tableOf = (columns: number, rows: string) =>
  `<table:table><table:table-column table:number-columns-repeated="${columns}"/>${rows}</table:table>`;

function totalsTable({ columns, rows, total }: Plan["totals"]): string {
  const cell = (style: Style, words: string) =>
    `<table:table-cell table:style-name="Cell" office:value-type="string">${p(style, text(words))}</table:table-cell>`;
  const line = (style: Style, cells: readonly string[]) =>
    `<table:table-row>${cells.map((words) => cell(style, words)).join("")}</table:table-row>`;
  const head = `<table:table-header-rows>${line("Table_20_Heading", columns)}</table:table-header-rows>`;
  return tableOf(
    2,
    head + rows.map((row) => line("Table_20_Contents", row)).join("") + line("Table_20_Heading", total),
  );
}
