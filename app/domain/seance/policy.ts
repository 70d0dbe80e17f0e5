import { type Actor, holds, type Role } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";

export type SeanceSubject = {
  /** The référent of its cohort. */
  referentId: string;
  trainerId: string;
  deputyId: string | null;
  /** The school of its cohort and its ancestors. */
  lineage: string[];
};

const leadsAsReferent = (actor: Actor, { referentId, lineage }: { referentId: string; lineage: string[] }) =>
  referentId === actor.personId && holds(actor, ["REFERENT"], lineage);

/** Who may stand before a class as trainer or deputy, while they hold it in the school. */
export const staff = ["REFERENT", "TRAINER", "TEACHER", "HEAD"] as const satisfies readonly Role[];

/**
 * Who answers for the séance on the day: its trainer, its deputy, the référent of the cohort. A name on a séance is not
 * enough: who has left the school, or is no longer référent, no longer leads.
 */
export const leadsSeance = (actor: Actor, seance: SeanceSubject) =>
  ([seance.trainerId, seance.deputyId].includes(actor.personId) && holds(actor, staff, seance.lineage)) ||
  leadsAsReferent(actor, seance);

export const seancePolicy = definePolicy({
  "seance.read": (actor: Actor, seance: SeanceSubject & { enrolled: boolean }) =>
    seance.enrolled || leadsSeance(actor, seance) || holds(actor, overseers, seance.lineage),
  "seance.plan": (actor: Actor, cohort: { referentId: string; lineage: string[] }) => leadsAsReferent(actor, cohort),
  "seance.move": (actor: Actor, seance: SeanceSubject) => leadsAsReferent(actor, seance),
  "seance.cancel": (actor: Actor, seance: SeanceSubject) => leadsAsReferent(actor, seance),
});
