import { realNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { mac, sameText } from "~/platform/secrets.server";
import { refuse } from "../errors";

export type LinkKind = "INVITATION" | "RESET";

const HOUR_MS = 3_600_000;
/** Real time: 14 days to accept an invitation, 2 hours to choose another password. */
const lives: Record<LinkKind, number> = { INVITATION: 14 * 24 * HOUR_MS, RESET: 2 * HOUR_MS };

/** The secret of a link, derived from its row and never stored: a copy of the database opens nothing. */
export function linkSecret(linkId: string, kind: LinkKind, createdAt: Date): string {
  return mac("account-link", `${linkId}:${kind}:${createdAt.getTime()}`).toString("base64url");
}

/** Where a link leads on this site, for the mail that carries it; null for an unknown link. */
export async function findLinkPath(linkId: string): Promise<{ path: string; expiresAt: Date } | null> {
  const link = await db.accountLink.findUnique({ where: { id: linkId } });
  if (!link) return null;
  const page = link.kind === "INVITATION" ? "invitation" : "mot-de-passe";
  return { path: `/${page}/${link.id}/${linkSecret(link.id, link.kind, link.createdAt)}`, expiresAt: link.expiresAt };
}

/** A fresh link. A reset replaces the former ones; an invitation does not: two cohorts may invite the same person. */
export async function createLink(tx: Tx, accountId: string, kind: LinkKind): Promise<string> {
  const now = realNow();
  if (kind === "RESET")
    await tx.accountLink.updateMany({ where: { accountId, kind, usedAt: null }, data: { usedAt: now } });
  const link = await tx.accountLink.create({
    data: { accountId, kind, createdAt: now, expiresAt: new Date(now.getTime() + lives[kind]) },
  });
  return link.id;
}

type Given = { linkId: string; secret: string; kind: LinkKind };

/** Reads what a link is for without using it. @throws not_found when forged, conflict when used or too old. */
export async function getLink({ linkId, secret, kind }: Given, tx: Tx = db) {
  const link = await tx.accountLink.findUnique({
    where: { id: linkId },
    include: { account: { include: { person: true } } },
  });
  if (link?.kind !== kind || !sameText(secret, linkSecret(link.id, link.kind, link.createdAt)))
    throw refuse("not_found", "account.linkUnknown");
  if (link.usedAt || link.account.status === "SUSPENDED") throw refuse("conflict", "account.linkUsed");
  if (link.expiresAt <= realNow()) throw refuse("conflict", "account.linkExpired");
  return link;
}

/** Uses a link, once: of two that come together the second finds it used. In the transaction of what it allows. */
export async function consumeLink(tx: Tx, given: Given) {
  const link = await getLink(given, tx);
  const used = await tx.accountLink.updateMany({
    where: { id: link.id, usedAt: null, expiresAt: { gt: realNow() } },
    data: { usedAt: realNow() },
  });
  if (used.count !== 1) throw refuse("conflict", "account.linkUsed");
  return link;
}
