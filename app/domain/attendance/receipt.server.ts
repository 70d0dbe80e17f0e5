import { businessNow, realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";
import { UNDO_SECONDS } from "./schema";
import { heading, unsafeGetSheet } from "./sheet.server";
import { signable } from "./signable";

/** A receipt as the signing page shows it. Bound to the browser: elsewhere it does not exist. @throws not_found */
export async function getReceipt(actor: Actor, receiptId: string, browserHash: string) {
  const receipt = await db.attendanceReceipt.findFirst({ where: { id: receiptId, browserHash } });
  if (!receipt) throw refuse("not_found", "attendance.receiptUnknown");
  const sheet = await unsafeGetSheet(db, receipt.sheetId);
  const enrolment = await db.enrolment.findFirst({
    where: {
      cohortId: sheet.seance.cohort.id,
      OR: [
        { personId: actor.personId, status: { in: ["ENROLLED", "COMPLETED"] } },
        { email: actor.email, status: "PENDING" },
      ],
    },
    orderBy: { status: "desc" },
    select: {
      id: true,
      presences: { where: { sheetId: sheet.id }, orderBy: { seq: "asc" } },
      teamMember: { select: { team: { select: { id: true, name: true } } } },
    },
  });
  if (!enrolment) throw refuse("forbidden", "attendance.notEnrolled");
  const last = enrolment.presences.at(-1);
  const mine = enrolment.presences.find((line) => line.receiptId === receiptId);
  const person = await db.person.findUniqueOrThrow({ where: { id: actor.personId }, select: { functionLabel: true } });
  const now = await businessNow();
  return {
    ...heading(sheet),
    receiptId,
    functionLabel: person.functionLabel,
    now,
    signing: signable(sheet, now),
    expired: receipt.consumedAt === null && receipt.expiresAt <= realNow(),
    signedAt: last?.sign === 1 ? last.at : null,
    /** This receipt's own signature was taken back. */
    undone: mine !== undefined && last?.sign === -1,
    /** Left to take back the signature made with this receipt; 0 when it stands. */
    undoSeconds: mine !== undefined && last?.id === mine.id && sheet.status === "OPEN" ? undoSecondsLeft(mine) : 0,
    team: enrolment.teamMember?.team ?? null,
  };
}

const undoSecondsLeft = ({ createdAt }: { createdAt: Date }) =>
  Math.max(0, Math.ceil(UNDO_SECONDS - (realNow().getTime() - createdAt.getTime()) / 1_000));

/** One's own presence at a séance; null when nothing was recorded. */
export async function findOwnPresence(actor: Actor, seanceId: string) {
  const lines = await db.presence.findMany({
    where: { sheet: { seanceId }, enrolment: { personId: actor.personId } },
    orderBy: { seq: "desc" },
    take: 1,
    select: { sign: true, at: true, proof: true },
  });
  const last = lines[0];
  return last ? { present: last.sign === 1, at: last.at, proof: last.proof } : null;
}

/** The receipt this browser still holds, newest first: after an activation, its page is where the person was going. */
export async function findLiveReceipt(browserHash: string): Promise<string | null> {
  const live = await db.attendanceReceipt.findFirst({
    where: { browserHash, consumedAt: null, expiresAt: { gt: realNow() } },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  return live?.id ?? null;
}
