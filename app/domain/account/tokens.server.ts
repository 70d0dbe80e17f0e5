import { businessNow, realNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import { randomSecret, sha256 } from "~/platform/secrets.server";
import type { Actor } from "../actor";
import { audit } from "../audit/commands.server";
import { refuse } from "../errors";
import { actorByTokenHash } from "./actor-row.server";
import { type ApiScope, apiScopes, type NewToken } from "./schema";

const DAY_MS = 24 * 3_600_000;
/** Enough for any use; a loop that makes tokens stops here. */
const TOKENS_AT_ONCE = 20;

/** The person behind a token and what it may read; null when it is unknown, too old, revoked or its account suspended. */
export async function findActorByToken(token: string): Promise<{ actor: Actor; scopes: ApiScope[] } | null> {
  if (!/^ep_[\w-]{20,100}$/.test(token)) return null;
  const found = await actorByTokenHash(sha256(token));
  return found && { actor: found.actor, scopes: apiScopes.filter((scope) => found.scopes.includes(scope)) };
}

export type TokenLine = {
  id: string;
  name: string;
  scopes: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

/** The actor's tokens that still open something. */
export async function listTokens(actor: Actor): Promise<TokenLine[]> {
  return db.apiToken.findMany({
    where: { accountId: actor.accountId, revokedAt: null, expiresAt: { gt: realNow() } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
  });
}

/** Makes a token of the actor's own. @returns the token, shown once: only its SHA-256 is kept */
export async function createToken(actor: Actor, asked: NewToken): Promise<string> {
  return inTransaction(async (tx) => {
    const live = { accountId: actor.accountId, revokedAt: null, expiresAt: { gt: realNow() } };
    const held = await tx.apiToken.findMany({ where: live, select: { name: true } });
    if (held.length >= TOKENS_AT_ONCE) throw refuse("conflict", "account.tooManyTokens", { most: TOKENS_AT_ONCE });
    if (held.some(({ name }) => name === asked.name)) throw refuse("conflict", "account.tokenNameTaken", {}, "name");
    const { id, token } = await write(tx, actor.accountId, asked);
    await audit(tx, {
      action: "account.createToken",
      byId: actor.personId,
      subject: "token",
      subjectId: id,
      facts: { scopes: asked.scopes.join(" ") },
      at: await businessNow(tx),
    });
    return token;
  });
}

/** Ends a token of the actor's own, at once. @throws not_found for anybody else's */
export async function revokeToken(actor: Actor, tokenId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const ended = await tx.apiToken.updateMany({
      where: { id: tokenId, accountId: actor.accountId, revokedAt: null },
      data: { revokedAt: realNow() },
    });
    if (ended.count === 0) throw refuse("not_found", "account.tokenNotFound");
    await audit(tx, {
      action: "account.revokeToken",
      byId: actor.personId,
      subject: "token",
      subjectId: tokenId,
      at: await businessNow(tx),
    });
  });
}

/** For the launcher of the demonstration: a fresh token of this name; the former ones are revoked. */
export async function replaceToken(
  accountId: string,
  name: string,
  scopes: readonly ApiScope[] = apiScopes,
): Promise<string> {
  return inTransaction(async (tx) => {
    await tx.apiToken.updateMany({ where: { accountId, name, revokedAt: null }, data: { revokedAt: realNow() } });
    return (await write(tx, accountId, { name, scopes: [...scopes], expiresInDays: 30 })).token;
  });
}

async function write(tx: Tx, accountId: string, { name, scopes, expiresInDays }: NewToken) {
  const token = `ep_${randomSecret()}`;
  const expiresAt = new Date(realNow().getTime() + expiresInDays * DAY_MS);
  const { id } = await tx.apiToken.create({
    data: { accountId, name, scopes, expiresAt, hash: sha256(token) },
    select: { id: true },
  });
  return { id, token };
}
