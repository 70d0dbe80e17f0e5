import { db, Prisma } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";
import { verifyText } from "~/platform/signing.server";
import { verifyRows } from "../audit/rows.server";
import type { Check } from "../audit/schema";
import { invariant } from "../audit/verification.server";
import { canonicalJson } from "../canonical";

const PAGE = 200;

/** Every proof of presence, read again. */
export const attendanceChecks: readonly (() => Promise<Check>)[] = [
  () => verifyRows("attendance_sheet"),
  () => verifyRows("presence"),
  sealsHold,
  linesAlternate,
  enrolledAtThatTime,
  statusesFollowEvents,
];

/** The text of each sealed sheet gives its hash, was signed by a key of the server, and holds the lines there are. */
async function sealsHold(): Promise<Check> {
  const broken: string[] = [];
  let [lines, after] = [0, ""];
  for (;;) {
    const sheets = await db.attendanceSheet.findMany({
      where: { status: "SEALED", ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: PAGE,
      include: {
        presences: { where: { proof: { not: "CORRECTION" } }, orderBy: [{ enrolmentId: "asc" }, { seq: "asc" }] },
      },
    });
    if (sheets.length === 0) return { subject: "attendance.seals", lines, broken };
    for (const { id, content, hash, signature, signingKeyId, presences } of sheets) {
      const text = content ?? "";
      const signed = { signature: signature ?? "", signingKeyId: signingKeyId ?? "" };
      const holds = sha256(text) === hash && (await verifyText(db, text, signed)) && saysLines(text, id, presences);
      if (!holds) broken.push(`attendance_sheet ${id}`);
    }
    lines += sheets.length;
    after = sheets.at(-1)?.id ?? "";
  }
}

type Line = Prisma.PresenceGetPayload<object>;
type Content = { format?: string; sheetId?: string; people?: { enrolmentId: string; lines: object[] }[] };

function saysLines(text: string, sheetId: string, presences: readonly Line[]): boolean {
  const content = JSON.parse(text) as Content;
  if (content.format !== "entrepairs.sheet.1") return content.sheetId === sheetId;
  const said = (content.people ?? []).flatMap(({ enrolmentId, lines }) =>
    lines.map((line) => ({ enrolmentId, ...line })),
  );
  const there = presences.map(({ id, enrolmentId, seq, sign, proof, at, byId, reason }) => {
    return { enrolmentId, id, seq, sign, proof, at, byId, reason };
  });
  return content.sheetId === sheetId && canonicalJson(said) === canonicalJson(there);
}

/** The lines of one person on one sheet are numbered 1, 2, 3… and turn over each time. */
function linesAlternate(): Promise<Check> {
  return invariant("attendance.series", {
    lines: Prisma.sql`presence`,
    broken: Prisma.sql`
      SELECT 'presence ' || id FROM (
        SELECT id, seq, sign, row_number() OVER (PARTITION BY sheet_id, enrolment_id ORDER BY seq) AS place FROM presence) line
      WHERE seq <> place OR sign <> CASE WHEN seq % 2 = 1 THEN 1 ELSE -1 END`,
  });
}

/** Nobody is present without an enrolment that was open when it was said; a correction speaks of the day of the séance. */
function enrolledAtThatTime(): Promise<Check> {
  return invariant("attendance.enrolled", {
    lines: Prisma.sql`presence`,
    broken: Prisma.sql`
      SELECT 'presence ' || p.id FROM presence p
      WHERE p.sign = 1 AND p.proof <> 'CORRECTION' AND coalesce((
        SELECT e.status FROM enrolment_event e WHERE e.enrolment_id = p.enrolment_id AND e.at <= p.at
        ORDER BY e.id DESC LIMIT 1), 'PENDING') NOT IN ('ENROLLED', 'COMPLETED')`,
  });
}

/** An enrolment is what its last event says; none yet, and it waits. */
function statusesFollowEvents(): Promise<Check> {
  return invariant("attendance.statuses", {
    lines: Prisma.sql`enrolment`,
    broken: Prisma.sql`
      SELECT 'enrolment ' || n.id FROM enrolment n
      WHERE n.status <> coalesce((
        SELECT e.status FROM enrolment_event e WHERE e.enrolment_id = n.id ORDER BY e.id DESC LIMIT 1), 'PENDING')`,
  });
}
