import { translator } from "~/i18n/catalogue";
import type { Actor } from "../actor";
import { localDay } from "../calendar";
import { refuse } from "../errors";
import { toCsv } from "./csv";
import type { Named } from "./files.server";
import { toOds } from "./ods.server";
import { getWholeStatement } from "./statement.server";
import { cellText, hoursCell, type Table } from "./table";
import { toXlsx } from "./xlsx.server";

const columns = [
  "number",
  "month",
  "school",
  "person",
  "mission",
  "service",
  "hours",
  "corps",
  "grade",
  "rate",
  "amount",
] as const;

/** The lines to pay for the payroll, once exported: one table for every format. @throws not_found, conflict before */
async function payrollTable(actor: Actor, statementId: string): Promise<Table> {
  const statement = await getWholeStatement(actor, statementId);
  if (statement.status !== "EXPORTED") throw refuse("conflict", "pay.notExported");
  const { number, month } = statement;
  const t = translator(actor.locale);
  const rows = statement.paid.map((line) => [
    number,
    month,
    line.school,
    line.name,
    line.mission.title,
    line.startsAt ? localDay(line.startsAt, line.timeZone) : "",
    hoursCell(line.minutes ?? 0),
    line.corps ?? "",
    line.grade ?? "",
    line.hourlyCents === null ? "" : { hundredths: line.hourlyCents },
    { hundredths: line.amountCents ?? 0 },
  ]);
  return { title: number, header: columns.map((key) => t(`pay.csv.${key}`)), rows };
}

export async function statementCsv(actor: Actor, statementId: string): Promise<Named> {
  const { title, header, rows } = await payrollTable(actor, statementId);
  return { name: `${title}.csv`, file: toCsv([header, ...rows.map((row) => row.map(cellText))]) };
}

export async function statementOds(actor: Actor, statementId: string): Promise<Named> {
  const table = await payrollTable(actor, statementId);
  return { name: `${table.title}.ods`, file: Buffer.from(toOds(table)) };
}

export async function statementXlsx(actor: Actor, statementId: string): Promise<Named> {
  const table = await payrollTable(actor, statementId);
  return { name: `${table.title}.xlsx`, file: await toXlsx(table) };
}
