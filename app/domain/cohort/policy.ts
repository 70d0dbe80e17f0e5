import { type Actor, holds, type Role } from "../actor";
import { definePolicy } from "../authorize";

/** Who reads the cohorts of the places they answer for: names, dates and participation, nothing finer. */
export const overseers = ["HEAD", "CTICE", "TRAINING_OFFICE", "RECTORAT"] as const satisfies readonly Role[];

export type CohortSubject = {
  referentId: string;
  /** The school and its ancestors. */
  lineage: string[];
  /** The actor is enrolled in it. */
  enrolled: boolean;
};

const leads = (actor: Actor, cohort: Omit<CohortSubject, "enrolled">) =>
  cohort.referentId === actor.personId && holds(actor, ["REFERENT"], cohort.lineage);

export const cohortPolicy = definePolicy({
  "cohort.create": (actor: Actor, school: { lineage: string[] }) => holds(actor, ["REFERENT"], school.lineage),
  "cohort.read": (actor: Actor, cohort: CohortSubject) =>
    leads(actor, cohort) || cohort.enrolled || holds(actor, overseers, cohort.lineage),
  /** Addresses, pending invitations, who was absent: what a trainee of the cohort does not see. */
  "cohort.seePeople": (actor: Actor, cohort: Omit<CohortSubject, "enrolled">) =>
    leads(actor, cohort) || holds(actor, overseers, cohort.lineage),
  "cohort.manage": (actor: Actor, cohort: Omit<CohortSubject, "enrolled">) => leads(actor, cohort),
});
