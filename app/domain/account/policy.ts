import { type Actor, holds, holdsAnywhere, type PlaceKind, type Role } from "../actor";
import { definePolicy } from "../authorize";
import { nameableRoles } from "./rules";

/** Who sees the people of a place, and their roles. */
export const seesPeople: readonly Role[] = ["CTICE", "RECTORAT", "TRAINING_OFFICE", "HEAD", "PLATFORM_ADMIN"];

export type NamingSubject = { role: Role; place: { kind: PlaceKind; lineage: readonly string[] } };

export const accountPolicy = definePolicy({
  /** One's own account: sessions, password, tokens. */
  "account.own": (actor: Actor, subject: { accountId: string }) => actor.accountId === subject.accountId,
  "account.list": (actor: Actor, subject: { lineage: readonly string[] } | null) =>
    subject ? holds(actor, seesPeople, subject.lineage) : holdsAnywhere(actor, seesPeople),
  "account.nameRole": (actor: Actor, { role, place }: NamingSubject) => nameableRoles(actor, place).includes(role),
  /** Nobody may lock themselves out. */
  "account.suspend": (actor: Actor, subject: { accountId: string }) =>
    holdsAnywhere(actor, ["PLATFORM_ADMIN"]) && actor.accountId !== subject.accountId,
});
