import { realNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import { randomSecret, sha256 } from "~/platform/secrets.server";
import type { Actor } from "../actor";
import { refuse } from "../errors";
import { actorBySecretHash, actorsByPersonIds } from "./actor-row.server";

/** A browser unseen for 8 h is signed out; none stays signed in longer than 12 h. Real time. */
const IDLE_MINUTES = 8 * 60;
const ABSOLUTE_MS = 12 * 3_600_000;

/** The person signed in with this secret, with the roles valid now; null when it is unknown, ended or suspended. */
export async function findActorBySecret(secret: string): Promise<Actor | null> {
  return actorBySecretHash(sha256(secret), IDLE_MINUTES);
}

/** The actor a person is now, for jobs that run in somebody's name; null without an active account. */
export async function findActorByPerson(personId: string): Promise<Actor | null> {
  return (await findActorsByPeople([personId]))[0] ?? null;
}

/** The same of many, in one question; without those who have no active account, in no order. */
export async function findActorsByPeople(personIds: Iterable<string>): Promise<Actor[]> {
  const wanted = [...new Set(personIds)];
  return wanted.length > 0 ? actorsByPersonIds(wanted) : [];
}

/**
 * Opens a session and gives its secret, which is stored nowhere. The former session of this browser ends: what was
 * planted in it before signing in is worth nothing after.
 */
export async function openSession(
  accountId: string,
  userAgent: string,
  { formerSecret, tx = db }: { formerSecret?: string | undefined; tx?: Tx } = {},
): Promise<string> {
  const secret = randomSecret();
  if (formerSecret) await revokeSecret(formerSecret, tx);
  await tx.httpSession.create({
    data: {
      accountId,
      secretHash: sha256(secret),
      userAgent: userAgent.slice(0, 300),
      expiresAt: new Date(realNow().getTime() + ABSOLUTE_MS),
    },
  });
  return secret;
}

/** Signing out: the secret is worth nothing from now on, whoever holds a copy of the cookie. */
export async function revokeSecret(secret: string, tx: Tx = db): Promise<void> {
  await tx.$executeRaw`
    with ended as (
      update http_session set revoked_at = now() where secret_hash = ${sha256(secret)} and revoked_at is null
      returning account_id
    ) select pg_notify('access_changed', account_id::text) from ended`;
}

/** Ends one session of the actor's own account. @throws not_found for anybody else's. */
export async function revokeSession(accountId: string, sessionId: string): Promise<void> {
  const ended = await db.$executeRaw`
    with ended as (
      update http_session set revoked_at = now()
      where id = ${sessionId}::uuid and account_id = ${accountId}::uuid and revoked_at is null
      returning account_id
    ) select pg_notify('access_changed', account_id::text) from ended`;
  if (ended === 0) throw refuse("not_found", "account.sessionNotFound");
}

/** Ends every session of an account, this browser's (`exceptId`) apart. Sockets are judged again at commit. */
export async function revokeAllSessions(accountId: string, exceptId: string | null = null, tx: Tx = db): Promise<void> {
  await tx.$executeRaw`
    with ended as (
      update http_session set revoked_at = now()
      where account_id = ${accountId}::uuid and revoked_at is null and id is distinct from ${exceptId}::uuid
      returning account_id
    ) select pg_notify('access_changed', account_id::text) from ended`;
}

export type SessionLine = {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  current: boolean;
};

/** The browsers where the actor is signed in now, the latest seen first. */
export async function listSessions(actor: Actor): Promise<SessionLine[]> {
  const idleSince = new Date(realNow().getTime() - IDLE_MINUTES * 60_000);
  const rows = await db.httpSession.findMany({
    where: {
      accountId: actor.accountId,
      revokedAt: null,
      expiresAt: { gt: realNow() },
      lastSeenAt: { gt: idleSince },
    },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 50,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return rows.map((row) => ({ ...row, current: row.id === actor.sessionId }));
}
