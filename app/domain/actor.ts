export const roles = [
  "NATIONAL_PILOT",
  "CTICE",
  "RECTORAT",
  "TRAINING_OFFICE",
  "HEAD",
  "REFERENT",
  "TRAINER",
  "TEACHER",
  "PLATFORM_ADMIN",
] as const;

export type Role = (typeof roles)[number];

/** A role held now, in business time, at one place. */
export type HeldRole = { role: Role; placeId: string; placeName: string; placeKind: PlaceKind };

export type PlaceKind = "NATION" | "ACADEMIE" | "DEPARTEMENT" | "BASSIN" | "CIRCONSCRIPTION" | "SCHOOL";

/** Who acts: a person with the roles valid at business now. Loaded anew at each request, event and job. */
export type Actor = {
  personId: string;
  accountId: string;
  /** The HTTP session or token the actor came by; null in a job. */
  sessionId: string | null;
  name: string;
  email: string;
  locale: "fr" | "en";
  roles: HeldRole[];
};

/** True when the actor holds one of `wanted` at a place of `lineage`: rights flow down the tree, never sideways. */
export function holds(actor: Actor, wanted: readonly Role[], lineage: readonly string[]): boolean {
  return actor.roles.some((held) => wanted.includes(held.role) && lineage.includes(held.placeId));
}

/** True when the actor holds one of `wanted` anywhere: opens a section, never a record. */
export function holdsAnywhere(actor: Actor, wanted: readonly Role[]): boolean {
  return actor.roles.some((held) => wanted.includes(held.role));
}

/** The places where the actor holds one of `wanted`, for `place: { lineage: { hasSome: … } }`. */
export function placeIdsOf(actor: Actor, wanted: readonly Role[]): string[] {
  return actor.roles.filter((held) => wanted.includes(held.role)).map((held) => held.placeId);
}
