import { type Actor, holds, holdsAnywhere, type Role } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";

/** Individual hours are read up to the académie; the nation sees sums. */
export const readers = overseers;
export const summers = ["NATIONAL_PILOT"] as const satisfies readonly Role[];

/** Who keeps copies of the heads of the ledgers outside, and is told what a verification found. */
export const proofReaders = ["RECTORAT", "PLATFORM_ADMIN"] as const satisfies readonly Role[];

export type HourSubject = {
  personId: string;
  /** The référent of the cohort whose séance gave the hour. */
  referentId: string;
  /** The school of the cohort and its ancestors. */
  lineage: string[];
};

export const hoursPolicy = definePolicy({
  "hours.read": (actor: Actor, hour: HourSubject) =>
    hour.personId === actor.personId ||
    (hour.referentId === actor.personId && holds(actor, ["REFERENT"], hour.lineage)) ||
    holds(actor, readers, hour.lineage),
  /** The list of a place: who answers for it, and référents for their cohorts. */
  "hours.list": (actor: Actor, _anywhere: null) => holdsAnywhere(actor, [...readers, "REFERENT"]),
  /** What the verification found, and the heads of the ledgers. */
  "hours.readProofs": (actor: Actor, _anywhere: null) => holdsAnywhere(actor, proofReaders),
});
