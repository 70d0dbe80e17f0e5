import { type Actor, holds, type Role } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";
import { leadsSeance, type SeanceSubject } from "../seance/policy";

export type SheetSubject = SeanceSubject;

/** Whoever leads a session: its référent, and the trainers and deputies of its séances. */
export type ActivitySubject = { referentId: string; trainerIds: readonly string[]; lineage: string[] };

const leadsSession = (actor: Actor, { referentId, trainerIds, lineage }: ActivitySubject) =>
  leadsSeance(actor, {
    referentId,
    trainerId: trainerIds.find((id) => id === actor.personId) ?? "",
    deputyId: null,
    lineage,
  });

/** Who decides beside the leaders: a session often has one leader alone. */
export const withdrawalDeciders = ["HEAD", "CTICE", "TRAINING_OFFICE"] as const satisfies readonly Role[];

export const attendancePolicy = definePolicy({
  /** Shows the code, ticks, closes: trainer, deputy, référent of the cohort. */
  "attendance.lead": (actor: Actor, sheet: SheetSubject) => leadsSeance(actor, sheet),
  /** Who was there: those who lead, and those who answer for the place. Trainees see their own presence only. */
  "attendance.readSheet": (actor: Actor, sheet: SheetSubject) =>
    leadsSeance(actor, sheet) || holds(actor, overseers, sheet.lineage),
  "attendance.propose": (actor: Actor, sheet: SheetSubject) => leadsSeance(actor, sheet),
  /** A second person: never who proposed, never who is concerned. */
  "attendance.decide": (
    actor: Actor,
    { sheet, proposedById, concernedId }: { sheet: SheetSubject; proposedById: string; concernedId: string | null },
  ) => leadsSeance(actor, sheet) && actor.personId !== proposedById && actor.personId !== concernedId,
  "attendance.readActivities": (actor: Actor, session: ActivitySubject) =>
    leadsSession(actor, session) || holds(actor, overseers, session.lineage),
  /** Activities at a distance: planned minutes that whoever leads the session attests. */
  "attendance.attest": (actor: Actor, session: ActivitySubject) => leadsSession(actor, session),
  "attendance.withdraw": (actor: Actor, session: ActivitySubject) => leadsSession(actor, session),
  /** A second person: never who proposed, never whose activity it is. */
  "attendance.decideWithdrawal": (
    actor: Actor,
    {
      session,
      proposedById,
      concernedId,
    }: { session: ActivitySubject; proposedById: string; concernedId: string | null },
  ) =>
    (leadsSession(actor, session) || holds(actor, withdrawalDeciders, session.lineage)) &&
    actor.personId !== proposedById &&
    actor.personId !== concernedId,
  "attendance.sign": (actor: Actor, enrolment: { personId: string | null; email: string }) =>
    enrolment.personId === actor.personId || (enrolment.personId === null && enrolment.email === actor.email),
});
