import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor, Role } from "../actor";
import { audit } from "../audit/commands.server";
import { refuse } from "../errors";
import { announce } from "../jobs/outbox.server";
import { queueMail } from "../notification/commands.server";
import { businessDay } from "../place/queries.server";
import { open, type SignedIn } from "./commands/sign-in.server";
import type { Browser } from "./limits.server";
import { consumeLink, createLink, getLink } from "./links.server";
import { hashPassword, requireGoodPassword } from "./passwords.server";

type Invitation = { email: string; placeId: string; role?: Role; by: string; at: Date };
type Invited = { personId: string; accountId: string; linkId: string };

/**
 * Invites an address, in the caller's transaction: one mail with a one-time link. An unknown address becomes a person
 * whose name is asked at activation, teacher of the place she is invited to unless another role is named. For an account in use, following the link
 * signed in confirms that the address is still hers. A suspended one is told nothing.
 */
export async function invitePerson(tx: Tx, { email, placeId, role = "TEACHER", by, at }: Invitation): Promise<Invited> {
  const [created] = await tx.person.createManyAndReturn({
    data: { email, givenName: "", familyName: "" },
    skipDuplicates: true,
    select: { id: true },
  });
  const { id: personId } = created ?? (await tx.person.findUniqueOrThrow({ where: { email }, select: { id: true } }));
  await tx.account.createMany({ data: { personId }, skipDuplicates: true });
  const account = await tx.account.findUniqueOrThrow({ where: { personId }, select: { id: true, status: true } });
  if (created)
    await tx.roleAssignment.create({
      data: { personId, role, placeId, validFrom: await businessDay(tx, placeId), createdById: by },
    });
  const linkId = await createLink(tx, account.id, "INVITATION");
  if (account.status !== "SUSPENDED")
    await queueMail(tx, {
      toPersonId: personId,
      template: "invitation",
      params: { linkId },
      key: `invitation:${linkId}`,
      at,
    });
  await audit(tx, {
    action: "account.invite",
    byId: by,
    subject: "account",
    subjectId: account.id,
    facts: { placeId },
    at,
  });
  return { personId, accountId: account.id, linkId };
}

type Given = { linkId: string; secret: string };

/** What the invitation's page shows: the address, and whether an account is already in use. @throws for a dead link. */
export async function getInvitation(given: Given) {
  const { account } = await getLink({ ...given, kind: "INVITATION" });
  return {
    email: account.person.email,
    givenName: account.person.givenName,
    familyName: account.person.familyName,
    active: account.status === "ACTIVE",
  };
}

type NewAccount = Given & { givenName: string; familyName: string; password: string; locale: "fr" | "en" };

/** Accepts an invitation: names, password, account in use, link used, in one transaction; then signs this browser in. */
export async function activateAccount(given: NewAccount, browser: Browser): Promise<SignedIn> {
  const { email } = await getInvitation(given);
  requireGoodPassword(given.password, email);
  const passwordHash = await hashPassword(given.password);
  const accountId = await inTransaction(async (tx) => {
    const { account } = await consumeLink(tx, { ...given, kind: "INVITATION" });
    const now = await businessNow(tx);
    const activated = await tx.account.updateMany({
      where: { id: account.id, status: "INVITED" },
      data: { status: "ACTIVE", passwordHash },
    });
    if (activated.count === 0) throw refuse("conflict", "account.alreadyActive");
    await tx.person.update({
      where: { id: account.personId },
      data: { givenName: given.givenName, familyName: given.familyName, locale: given.locale },
    });
    await closeInvitations(tx, account.id);
    await announce(tx, "account.activated", { personId: account.personId });
    await audit(tx, {
      action: "account.activate",
      byId: account.personId,
      subject: "account",
      subjectId: account.id,
      at: now,
    });
    return account.id;
  });
  return open(accountId, email, given.locale, browser);
}

/** Somebody who has an account confirms an invitation: what waits for her address is hers. */
export async function acceptInvitation(actor: Actor, given: Given): Promise<void> {
  await inTransaction(async (tx) => {
    const { account } = await consumeLink(tx, { ...given, kind: "INVITATION" });
    if (account.id !== actor.accountId) throw refuse("conflict", "account.invitationOfAnother");
    await closeInvitations(tx, account.id);
    await announce(tx, "account.activated", { personId: account.personId });
    await audit(tx, {
      action: "account.acceptInvitation",
      byId: actor.personId,
      subject: "account",
      subjectId: account.id,
      at: await businessNow(tx),
    });
  });
}

/** Other invitations of the account asked for the same thing; they are worth nothing any more. */
async function closeInvitations(tx: Tx, accountId: string) {
  await tx.accountLink.updateMany({
    where: { accountId, kind: "INVITATION", usedAt: null },
    data: { usedAt: new Date() },
  });
}
