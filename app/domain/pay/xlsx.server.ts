import writeXlsxFile from "write-excel-file/node";
import { oneLine } from "../exchange/text";
import { safeText } from "./csv";
import { sheetName } from "./ods.server";
import type { Cell, Table } from "./table";

/** An Office Open XML workbook of one table. Its texts are texts: none is a formula, in a CSV saved from it neither. */
export async function toXlsx({ title, header, rows }: Table): Promise<Buffer> {
  const head = header.map((value) => ({ value: oneLine(safeText(value)), type: String, fontWeight: "bold" as const }));
  return writeXlsxFile([head, ...rows.map((row) => row.map(cellOf))], { sheet: sheetName(title) }).toBuffer();
}

const cellOf = (cell: Cell) =>
  typeof cell === "string"
    ? { value: oneLine(safeText(cell)), type: String }
    : { value: cell.hundredths / 100, type: Number, format: "0.00" };
