/** A spreadsheet reads a cell that begins so as a formula: an apostrophe keeps it a text. */
const FORMULA = /^[\s]*[=+\-@\t\r]/;
/** A plain amount or number, which may begin with a minus. */
const NUMBER = /^-?\d+(,\d+)?$/;

/** A text that no spreadsheet takes for a formula. */
export const safeText = (value: string): string => (FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value);

function cell(value: string): string {
  const safe = safeText(value);
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** CSV as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF, decimal commas; no cell is a formula. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`;
}

/** Cents or hundredths as a plain number with a decimal comma: -11208 → "-112,08". */
export function decimal(hundredths: number): string {
  const size = Math.abs(hundredths);
  return `${hundredths < 0 ? "-" : ""}${Math.floor(size / 100)},${String(size % 100).padStart(2, "0")}`;
}
