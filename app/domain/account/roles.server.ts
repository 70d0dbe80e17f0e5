import { businessNow } from "~/platform/clock.server";
import { inTransaction, isConflict, type Tx } from "~/platform/db.server";
import { type Actor, placeIdsOf, type Role } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { businessDay } from "../place/queries.server";
import { invitePerson } from "./invitations.server";
import { accountPolicy, seesPeople } from "./policy";
import type { NewRole } from "./schema";

type Grant = {
  personId: string;
  role: Role;
  placeId: string;
  by: string;
  at: Date;
  /** First and last day; from today on, without end, unless told. */
  from?: Date;
  to?: Date | null;
};

/**
 * Gives a role between two days, in the caller's transaction and without asking a right: the caller has. Nothing happens
 * when it is held already on one of those days. @returns whether it was given now
 */
export async function grantRole(tx: Tx, { personId, role, placeId, by, at, from, to = null }: Grant): Promise<boolean> {
  const validFrom = from ?? (await businessDay(tx, placeId));
  // Two at once for the same person wait for one another here, and the second sees the first.
  await tx.$queryRaw`select 1 from person where id = ${personId}::uuid for update`;
  const held = await tx.roleAssignment.findFirst({
    where: {
      personId,
      role,
      placeId,
      ...(to ? { validFrom: { lte: to } } : {}),
      OR: [{ validTo: null }, { validTo: { gte: validFrom } }],
    },
    select: { id: true },
  });
  if (held) return false;
  const { id } = await tx.roleAssignment.create({
    data: { personId, role, placeId, validFrom, validTo: to, createdById: by },
    select: { id: true },
  });
  await audit(tx, {
    action: "account.nameRole",
    byId: by,
    subject: "role",
    subjectId: id,
    facts: { role, placeId },
    at,
  });
  return true;
}

/**
 * Ends a role after its last day, in the caller's transaction and without asking a right: the caller has. Nothing happens
 * where none is held that day.
 */
export async function endRoleAfter(
  tx: Tx,
  { personId, role, placeId, lastDay, by, at }: Omit<Grant, "from" | "to"> & { lastDay: Date },
): Promise<void> {
  const held = await tx.roleAssignment.findFirst({
    where: {
      personId,
      role,
      placeId,
      validFrom: { lte: lastDay },
      OR: [{ validTo: null }, { validTo: { gt: lastDay } }],
    },
    select: { id: true },
  });
  if (!held) return;
  await tx.roleAssignment.update({ where: { id: held.id }, data: { validTo: lastDay } });
  await audit(tx, {
    action: "account.endRole",
    byId: by,
    subject: "role",
    subjectId: held.id,
    facts: { role, placeId, personId },
    at,
  });
}

/** Names somebody by address at a place the actor oversees; an unknown address is invited. Known or not: same answer. */
export async function assignRole(actor: Actor, { email, role, placeId }: NewRole): Promise<void> {
  const named = inTransaction(async (tx) => {
    const place = await tx.place.findFirst({
      where: { id: placeId, lineage: { hasSome: placeIdsOf(actor, seesPeople) } },
      select: { kind: true, lineage: true },
    });
    if (!place) throw refuse("not_found", "place.notFound", {}, "placeId");
    authorize(actor, accountPolicy, "account.nameRole", { role, place });
    const at = await businessNow(tx);
    const known = await tx.person.findUnique({ where: { email }, select: { id: true } });
    if (known) {
      if (!(await grantRole(tx, { personId: known.id, role, placeId, by: actor.personId, at })))
        throw refuse("conflict", "account.roleHeld", {}, "email");
      return;
    }
    const { personId } = await invitePerson(tx, { email, placeId, role, by: actor.personId, at });
    await audit(tx, {
      action: "account.nameRole",
      byId: actor.personId,
      subject: "person",
      subjectId: personId,
      facts: { role, placeId },
      at,
    });
  });
  return named.catch((error: unknown) => {
    throw isConflict(error, "role_assignment_no_overlap") ? refuse("conflict", "account.roleHeld", {}, "email") : error;
  });
}

/**
 * Ends a role at once: yesterday was its last day. One given today leaves no day, so its row goes and the audit keeps it.
 */
export async function endRole(actor: Actor, assignmentId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw`select 1 from role_assignment where id = ${assignmentId}::uuid for update`;
    const held = await tx.roleAssignment.findFirst({
      where: { id: assignmentId, place: { lineage: { hasSome: placeIdsOf(actor, seesPeople) } } },
      include: {
        place: { select: { kind: true, lineage: true } },
        person: { select: { account: { select: { id: true } } } },
      },
    });
    if (!held) throw refuse("not_found", "account.roleNotFound");
    authorize(actor, accountPolicy, "account.nameRole", held);
    const today = await businessDay(tx, held.placeId);
    if (held.validTo && held.validTo < today) throw refuse("conflict", "account.roleEnded");
    if (held.validFrom >= today) await tx.roleAssignment.delete({ where: { id: held.id } });
    else
      await tx.roleAssignment.update({
        where: { id: held.id },
        data: { validTo: new Date(today.getTime() - 24 * 3_600_000) },
      });
    await tx.$executeRaw`select pg_notify('access_changed', ${held.person.account?.id ?? ""})`;
    await audit(tx, {
      action: "account.endRole",
      byId: actor.personId,
      subject: "role",
      subjectId: held.id,
      facts: { role: held.role, placeId: held.placeId, personId: held.personId },
      at: await businessNow(tx),
    });
  });
}
