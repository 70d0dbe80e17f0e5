import { type Actor, holds } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";
import { leadsSeance, type SeanceSubject } from "../seance/policy";

export type SheetSubject = SeanceSubject;

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
  "attendance.sign": (actor: Actor, enrolment: { personId: string | null; email: string }) =>
    enrolment.personId === actor.personId || (enrolment.personId === null && enrolment.email === actor.email),
});
