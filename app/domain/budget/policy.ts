import { type Actor, holds, holdsAnywhere, type PlaceKind, type Role } from "../actor";
import { definePolicy } from "../authorize";

/** Who follows credits with their commitments, each with its chain. A commitment names a cohort and its trainer. */
export const budgetReaders = ["HEAD", "CTICE", "RECTORAT", "TRAINING_OFFICE"] as const satisfies readonly Role[];

export type EnvelopeSubject = { lineage: readonly string[]; placeKind: PlaceKind };

export const budgetPolicy = definePolicy({
  "budget.open": (actor: Actor, _subject: null) => holdsAnywhere(actor, [...budgetReaders, "NATIONAL_PILOT"]),
  /** The nation reads the sums of an académie; a school's envelope is read up to the académie. */
  "budget.read": (actor: Actor, envelope: EnvelopeSubject) =>
    holds(actor, budgetReaders, envelope.lineage) ||
    (envelope.placeKind === "ACADEMIE" && holds(actor, ["NATIONAL_PILOT"], envelope.lineage)),
  "budget.readCommitments": (actor: Actor, envelope: EnvelopeSubject) => holds(actor, budgetReaders, envelope.lineage),
  "budget.split": (actor: Actor, _subject: null) => holdsAnywhere(actor, ["NATIONAL_PILOT"]),
  /** The référent of the cohort, in a school where she is one: she opens with the credits she is given. */
  "budget.openCohort": (actor: Actor, cohort: { referentId: string; lineage: readonly string[] }) =>
    cohort.referentId === actor.personId && holds(actor, ["REFERENT"], cohort.lineage),
});
