import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { authorize } from "../authorize";
import { refuse } from "../errors";
import { accountPolicy } from "./policy";
import { revokeAllSessions } from "./sessions.server";

/** The language the person reads, mails included. */
export async function setLocale(actor: Actor, locale: "fr" | "en"): Promise<void> {
  await db.person.update({ where: { id: actor.personId }, data: { locale } });
}

/** Stops or gives back an account; stopping ends its sessions, its tokens answer nothing meanwhile. */
export async function setSuspended(actor: Actor, personId: string, suspended: boolean): Promise<void> {
  await inTransaction(async (tx) => {
    const account = await tx.account.findUnique({ where: { personId } });
    // The right first: who may not suspend learns nothing about which ids exist.
    authorize(actor, accountPolicy, "account.suspend", { accountId: account?.id ?? "" });
    if (!account) throw refuse("not_found", "account.notFound");
    const back = account.passwordHash ? ("ACTIVE" as const) : ("INVITED" as const);
    await tx.account.update({ where: { id: account.id }, data: { status: suspended ? "SUSPENDED" : back } });
    if (suspended) await revokeAllSessions(account.id, null, tx);
    await audit(tx, {
      action: suspended ? "account.suspend" : "account.restore",
      byId: actor.personId,
      subject: "account",
      subjectId: account.id,
      at: await businessNow(tx),
    });
  });
}
