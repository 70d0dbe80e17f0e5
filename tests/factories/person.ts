import { findActorByPerson } from "~/domain/account/sessions.server";
import type { Actor, Role } from "~/domain/actor";
import { db } from "~/platform/db.server";
import { next } from "./place";

type PersonOver = {
  givenName?: string;
  familyName?: string;
  email?: string;
  role?: Role;
  /** Where the role is held. */
  place?: { id: string };
  roleSince?: Date;
  functionLabel?: string;
  category?: "TEACHER" | "CPE" | "OTHER";
  corps?: "CERTIFIE" | "PLP" | "PEPS" | "AGREGE" | "PE" | "CPE" | "OTHER";
  grade?: "CN" | "HC";
  passwordHash?: string;
  /** False for somebody invited, of whose career nobody has told. */
  career?: boolean;
};

const always = new Date("2005-09-01");

/** A person with an active account; with a role where `role` and `place` are given. A certifié of the classe normale. */
export async function aPerson(over: PersonOver = {}) {
  const n = next();
  const person = await db.person.create({
    data: {
      givenName: over.givenName ?? "Camille",
      familyName: over.familyName ?? `Fictif-${n}`,
      email: over.email ?? `personne-${n}@fictif.example`,
      fictional: true,
      functionLabel: over.functionLabel ?? null,
      account: { create: { status: "ACTIVE", passwordHash: over.passwordHash ?? null } },
      careers: {
        create:
          over.career === false
            ? []
            : {
                category: over.category ?? (over.corps === "CPE" ? "CPE" : "TEACHER"),
                corps: over.corps ?? "CERTIFIE",
                grade: over.grade ?? "CN",
                validFrom: always,
              },
      },
    },
  });
  if (over.role && over.place)
    await db.roleAssignment.create({
      data: { personId: person.id, role: over.role, placeId: over.place.id, validFrom: over.roleSince ?? always },
    });
  return person;
}

/** The actor a person is at business now. */
export async function actorOf(person: { id: string }): Promise<Actor> {
  const actor = await findActorByPerson(person.id);
  if (!actor) throw new Error("this person has no active account");
  return actor;
}

/** `aPerson` and its actor in one line. */
export async function anActor(over: PersonOver = {}): Promise<Actor> {
  return actorOf(await aPerson(over));
}
