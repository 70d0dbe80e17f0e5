import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { getSeance } from "../seance/queries.server";
import { attendancePolicy } from "./policy";
import { findOwnPresence } from "./receipt.server";
import { loadSheet, subjectOf } from "./sheet.server";
import { signable } from "./signable";

/** What the page of a séance says: when, where, who leads, its sheet, and one's own presence. @throws not_found */
export async function getSeancePage(actor: Actor, seanceId: string) {
  const seance = await getSeance(actor, seanceId);
  const [sheet, ownPresence, enrolled] = await Promise.all([
    loadSheet(db, actor, seanceId),
    findOwnPresence(actor, seanceId),
    db.enrolment.count({ where: { cohortId: seance.cohort.id, personId: actor.personId, status: "ENROLLED" } }),
  ]);
  const subject = subjectOf(sheet);
  const mayMove = seance.ahead && seance.can.move && sheet.status === "OPEN";
  return {
    seance,
    halfDay: sheet.halfDay,
    sheetStatus: sheet.status,
    signing: signable(sheet, seance.now),
    enrolled: enrolled > 0,
    ownPresence,
    can: {
      lead: can(actor, attendancePolicy, "attendance.lead", subject),
      readSheet: can(actor, attendancePolicy, "attendance.readSheet", subject),
      move: mayMove,
      cancel: mayMove && seance.can.cancel,
    },
  };
}
