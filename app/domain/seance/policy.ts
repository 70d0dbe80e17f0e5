import { type Actor, holds } from "../actor";
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

/** Who answers for the séance on the day: its trainer, its deputy, the référent of the cohort. */
export const leadsSeance = (actor: Actor, seance: Omit<SeanceSubject, "lineage">) =>
  [seance.trainerId, seance.deputyId, seance.referentId].includes(actor.personId);

export const seancePolicy = definePolicy({
  "seance.read": (actor: Actor, seance: SeanceSubject & { enrolled: boolean }) =>
    seance.enrolled || leadsSeance(actor, seance) || holds(actor, overseers, seance.lineage),
  "seance.plan": (actor: Actor, cohort: { referentId: string; lineage: string[] }) =>
    cohort.referentId === actor.personId && holds(actor, ["REFERENT"], cohort.lineage),
  "seance.move": (actor: Actor, seance: SeanceSubject) => leadsAsReferent(actor, seance),
  "seance.cancel": (actor: Actor, seance: SeanceSubject) => leadsAsReferent(actor, seance),
});

const leadsAsReferent = (actor: Actor, seance: SeanceSubject) =>
  seance.referentId === actor.personId && holds(actor, ["REFERENT"], seance.lineage);
