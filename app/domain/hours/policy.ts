import { type Actor, holds, holdsAnywhere, type Role } from "../actor";
import { definePolicy } from "../authorize";
import { overseers } from "../cohort/policy";
import { staff } from "../seance/policy";

/** Individual hours are read up to the académie; the nation sees sums. */
export const readers = overseers;
export const summers = ["NATIONAL_PILOT"] as const satisfies readonly Role[];

/** Who decides a correction of an hour: who certifies the service and who controls what is paid, before the rectorat decides. */
export const correctionDeciders = ["HEAD", "CTICE", "TRAINING_OFFICE"] as const satisfies readonly Role[];

/** Who keeps copies of the heads of the ledgers outside, and is told what a verification found. */
export const proofReaders = ["RECTORAT", "PLATFORM_ADMIN"] as const satisfies readonly Role[];

/** Who attests that a work of design is there: whoever may also certify or control, then leaves it to another. */
export const workAttesters = ["HEAD", "CTICE", "TRAINING_OFFICE"] as const satisfies readonly Role[];

/** Whose mission of design it is, and the place it is held for. */
export type WorkSubject = { personId: string; lineage: readonly string[] };

export type HourSubject = {
  personId: string;
  /** The référent of the cohort whose séance or activity gave the hour; design has none. */
  referentId: string | null;
  /** The school of the cohort, or of the mission of design, and its ancestors. */
  lineage: string[];
};

export const hoursPolicy = definePolicy({
  "hours.read": (actor: Actor, hour: HourSubject) =>
    hour.personId === actor.personId ||
    (hour.referentId === actor.personId && holds(actor, ["REFERENT"], hour.lineage)) ||
    holds(actor, readers, hour.lineage),
  /** Whoever worked the hour or led the cohort knows how long it was; so does the head. */
  "hours.propose": (actor: Actor, hour: HourSubject) =>
    hour.personId === actor.personId ||
    (hour.referentId === actor.personId && holds(actor, ["REFERENT"], hour.lineage)) ||
    holds(actor, ["HEAD"], hour.lineage),
  /** A second person: never who proposed, never whoever is paid for the hour (EVD-03). */
  "hours.decide": (actor: Actor, { hour, proposedById }: { hour: HourSubject; proposedById: string }) =>
    actor.personId !== proposedById &&
    actor.personId !== hour.personId &&
    holds(actor, correctionDeciders, hour.lineage),
  /** Work of design: whoever holds its mission, and a role there now, declares it; another person attests it (EVD-03). */
  "hours.declareWork": (actor: Actor, mission: WorkSubject) =>
    mission.personId === actor.personId && holds(actor, staff, mission.lineage),
  "hours.attestWork": (actor: Actor, mission: WorkSubject) =>
    mission.personId !== actor.personId && holds(actor, workAttesters, mission.lineage),
  /** The list of a place: who answers for it, and référents for their cohorts. */
  "hours.list": (actor: Actor, _anywhere: null) => holdsAnywhere(actor, [...readers, "REFERENT"]),
  /** What the verification found, and the heads of the ledgers. */
  "hours.readProofs": (actor: Actor, _anywhere: null) => holdsAnywhere(actor, proofReaders),
});
