import { Prisma, type Tx } from "~/platform/db.server";
import { canonicalJson } from "../canonical";
import type { DraftLine } from "./draft-lines.server";
import { RULE_VERSION } from "./rules";
import type { Decision } from "./schema";

/** Rows `m` of some people; of everybody where nobody is named. */
export const ofPeople = (personIds: readonly string[] | undefined): Prisma.Sql =>
  personIds ? Prisma.sql`m.person_id = ANY (${personIds}::uuid[])` : Prisma.sql`true`;

/** Who has lines in a draft, of some people. */
export async function peopleOn(tx: Tx, statementId: string, personIds?: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT m.person_id::text AS id FROM pay_line l JOIN mission m ON m.id = l.mission_id
    WHERE l.statement_id = ${statementId}::uuid AND ${ofPeople(personIds)}`;
  return rows.map(({ id }) => id);
}

type Row = Shape & { id: string };

/** The lines of some people in a draft, as far as they are compared. */
export const linesOfPeople = (tx: Tx, statementId: string, personIds: readonly string[]) => tx.$queryRaw<Row[]>`
  SELECT l.id::text, l.mission_id::text AS "missionId", l.hour_entry_id::text AS "hourEntryId", l.instalment,
    l.rate_row_id::text AS "rateRowId", l.amount_cents AS "amountCents", l.decision::text, l.findings
  FROM pay_line l JOIN mission m ON m.id = l.mission_id
  WHERE l.statement_id = ${statementId}::uuid AND ${ofPeople(personIds)}`;

type Shape = Pick<DraftLine, "missionId" | "hourEntryId" | "instalment" | "amountCents" | "rateRowId"> & {
  decision: Decision;
  findings: unknown;
};

/** What a reader of two drafts would call the same. */
export function shapeOf(lines: readonly Shape[]): string {
  const shapes = lines.map(({ missionId, hourEntryId, instalment, decision, amountCents, rateRowId, findings }) =>
    canonicalJson({
      missionId,
      hourEntryId,
      instalment,
      decision,
      amountCents,
      rateRowId,
      findings: JSON.parse(JSON.stringify(findings)),
    }),
  );
  return shapes.sort().join("\n");
}

/** One statement whatever the number of lines: a thousand rows cost a fifth of what they would one by one. */
export async function insertLines(tx: Tx, statementId: string, lines: readonly DraftLine[], at: Date): Promise<void> {
  if (lines.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO pay_line (id, statement_id, mission_id, hour_entry_id, instalment, minutes, rate_row_id, amount_cents,
      decision, findings, inputs, rule_version, at)
    SELECT gen_random_uuid(), ${statementId}::uuid, l."missionId", l."hourEntryId", l.instalment, l.minutes, l."rateRowId",
      l."amountCents", l.decision, l.findings, l.inputs, ${RULE_VERSION}, ${at}
    FROM json_to_recordset(${JSON.stringify(lines)}::json) AS l("missionId" uuid, "hourEntryId" uuid, instalment smallint,
      minutes int, "rateRowId" uuid, "amountCents" int, decision line_decision, findings jsonb, inputs jsonb)`;
}
