import { type Actor, holds, holdsAnywhere, type Role } from "../actor";
import { definePolicy } from "../authorize";

/** Who sees the list of schools below the place where the role is held. */
export const seesSchools: readonly Role[] = [
  "NATIONAL_PILOT",
  "CTICE",
  "RECTORAT",
  "TRAINING_OFFICE",
  "HEAD",
  "PLATFORM_ADMIN",
];

export const placePolicy = definePolicy({
  "place.list": (actor: Actor, subject: { lineage: readonly string[] } | null) =>
    subject ? holds(actor, seesSchools, subject.lineage) : holdsAnywhere(actor, seesSchools),
});
