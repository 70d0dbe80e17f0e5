import type { RawTx } from "~/platform/db.server";
import { canonicalJson } from "../canonical";
import { grouped } from "../grouped";
import { type Drafting, type DraftLine, draftRows } from "./draft-lines.server";
import { RULE_VERSION } from "./rules";
import type { Decision } from "./schema";

/** Who has lines in each draft that asks for everybody's. */
export const peopleOn = (tx: RawTx, drafts: readonly Drafting[]) => tx.$queryRaw<{ n: number; personId: string }[]>`
  SELECT DISTINCT d.n, m.person_id::text AS "personId" FROM ${draftRows(drafts)}
    JOIN pay_line l ON l.statement_id = d.id JOIN mission m ON m.id = l.mission_id
  WHERE d."personIds" IS NULL`;

type Row = Shape & { id: string; statementId: string; personId: string };

/** The lines of some people in some drafts, as far as they are compared. */
export async function linesOf(
  tx: RawTx,
  statementIds: readonly string[],
  personIds: readonly string[],
): Promise<Row[]> {
  if (statementIds.length === 0) return [];
  return tx.$queryRaw<Row[]>`
    SELECT l.id::text, l.statement_id::text AS "statementId", m.person_id::text AS "personId",
      l.mission_id::text AS "missionId", l.hour_entry_id::text AS "hourEntryId", l.instalment,
      l.rate_row_id::text AS "rateRowId", l.amount_cents AS "amountCents", l.decision::text, l.findings
    FROM pay_line l JOIN mission m ON m.id = l.mission_id
    WHERE l.statement_id = ANY (${statementIds}::uuid[]) AND m.person_id = ANY (${personIds}::uuid[])`;
}

type Shape = Pick<DraftLine, "missionId" | "hourEntryId" | "instalment" | "amountCents" | "rateRowId"> & {
  decision: Decision;
  findings: unknown;
};

/** Lines that a reader would call other than before: those that go, those that come. What is the same stays as it was written. */
export function difference<Before extends Shape, Now extends Shape>(before: readonly Before[], now: readonly Now[]) {
  if (before.length === 0) return { gone: [], come: [...now] };
  const left = grouped(before, (line) => [shapeOf(line), line]);
  const come = now.filter((line) => !left.get(shapeOf(line))?.pop());
  return { gone: [...left.values()].flat(), come };
}

const shapeOf = ({ missionId, hourEntryId, instalment, decision, amountCents, rateRowId, findings }: Shape): string =>
  canonicalJson({
    ...{ missionId, hourEntryId, instalment, decision, amountCents, rateRowId },
    findings: JSON.parse(JSON.stringify(findings)),
  });

export async function deleteLines(tx: RawTx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.$executeRaw`DELETE FROM pay_line WHERE id = ANY (${ids}::uuid[])`;
}

type LineToWrite = DraftLine & { statementId: string };

/**
 * One statement whatever the number of lines. What is kept as JSON goes apart, a line of text each: PostgreSQL reads it once
 * and not three times, which is half of what a line costs.
 */
export async function insertLines(tx: RawTx, lines: readonly LineToWrite[], at: Date): Promise<void> {
  if (lines.length === 0) return;
  const cells = JSON.stringify(
    lines.map(({ statementId, missionId, hourEntryId, instalment, minutes, rateRowId, amountCents, decision }) => {
      return { statementId, missionId, hourEntryId, instalment, minutes, rateRowId, amountCents, decision };
    }),
  );
  const findings = lines.map((line) => JSON.stringify(line.findings)).join("\n");
  const inputs = lines.map(({ inputs }) => inputs).join("\n");
  await tx.$executeRaw`
    INSERT INTO pay_line (id, statement_id, mission_id, hour_entry_id, instalment, minutes, rate_row_id, amount_cents,
      decision, findings, inputs, rule_version, at)
    SELECT gen_random_uuid(), l."statementId", l."missionId", l."hourEntryId", l.instalment, l.minutes, l."rateRowId",
      l."amountCents", l.decision, l.findings::json, l.inputs::json, ${RULE_VERSION}, ${at}
    FROM ROWS FROM (
        json_to_recordset(${cells}::json) AS ("statementId" uuid, "missionId" uuid, "hourEntryId" uuid, instalment smallint,
          minutes int, "rateRowId" uuid, "amountCents" int, decision line_decision),
        string_to_table(${findings}, E'\n'),
        string_to_table(${inputs}, E'\n'))
      AS l("statementId", "missionId", "hourEntryId", instalment, minutes, "rateRowId", "amountCents", decision, findings,
        inputs)`;
}
