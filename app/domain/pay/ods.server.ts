import { strToU8, zipSync } from "fflate";
import { escapeMarkup, oneLine } from "../exchange/text";
import { safeText } from "./csv";
import type { Cell, Table } from "./table";

const esc = (text: string) => escapeMarkup(oneLine(text));
const TYPE = "application/vnd.oasis.opendocument.spreadsheet";
const urn = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
const NAMESPACES = [
  ...["office", "table", "text", "style"].map((name) => `xmlns:${name}="${urn(name)}"`),
  `xmlns:number="${urn("datastyle")}"`,
];

/** An OpenDocument spreadsheet (1.2) of one table. Its texts are texts: none is a formula, in a CSV saved from it neither. */
export function toOds({ title, header, rows }: Table): Uint8Array {
  const row = (cells: readonly Cell[], style = "") =>
    `<table:table-row>${cells.map((cell) => odsCell(cell, style)).join("")}</table:table-row>`;
  const body = [
    `<table:table-header-rows>${row(header, ' table:style-name="head"')}</table:table-header-rows>`,
    ...rows.map((cells) => row(cells)),
  ];
  const files = {
    // First and bare, so that the kind of file can be read without unpacking it.
    mimetype: [strToU8(TYPE), { level: 0 as const }] as [Uint8Array, { level: 0 }],
    "content.xml": strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${NAMESPACES.join(" ")} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"><office:automatic-styles><number:number-style style:name="N2"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style><style:style style:name="two" style:family="table-cell" style:data-style-name="N2"/><style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="${esc(sheetName(title))}"><table:table-column table:number-columns-repeated="${header.length}"/>${body.join("\n")}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ),
    "META-INF/manifest.xml": strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="${urn("manifest")}" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${TYPE}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ),
  };
  return zipSync(files, { mtime: new Date(2000, 0, 1) });
}

function odsCell(cell: Cell, style: string): string {
  if (typeof cell === "string")
    return `<table:table-cell office:value-type="string"${style}><text:p>${esc(safeText(cell))}</text:p></table:table-cell>`;
  const value = (cell.hundredths / 100).toFixed(2);
  return `<table:table-cell office:value-type="float" table:style-name="two" office:value="${value}"><text:p>${value.replace(".", ",")}</text:p></table:table-cell>`;
}

/** What both formats accept as the name of a sheet. */
export const sheetName = (title: string): string => title.replace(/[[\]*?:/\\']/g, "-").slice(0, 31);
