import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { requireDemonstration } from "../demonstration/queries.server";
import { refuse } from "../errors";

/** Messages with a secret in them are read in one's mail only. */
export const readable = { template: { notIn: ["invitation", "reset"] } };

/** Messages sent to the actor and not marked as read; no more than one query. */
export async function countUnread(actor: Actor): Promise<number> {
  return db.mail.count({ where: { toPersonId: actor.personId, readAt: null, ...readable } });
}

const PAGE = 50;

/** All mail of the demonstration, latest first. @throws not_found where mail really leaves */
export async function listMailbox({ to, after }: { to: string | null; after: string | null }) {
  requireDemonstration();
  const rows = await db.mailboxMessage.findMany({
    where: {
      ...(to ? { toEmail: { contains: to.trim().toLowerCase() } } : {}),
      ...(after ? { id: { lt: after } } : {}),
    },
    // Ids are in the order of time (UUID v7).
    orderBy: { id: "desc" },
    take: PAGE + 1,
    select: { id: true, toEmail: true, subject: true, createdAt: true },
  });
  const messages = rows.slice(0, PAGE);
  return { messages, next: rows.length > PAGE ? (messages.at(-1)?.id ?? null) : null };
}

/** @throws not_found */
export async function getMailboxMessage(id: string) {
  requireDemonstration();
  const message = await db.mailboxMessage.findUnique({ where: { id } });
  if (!message) throw refuse("not_found", "common.notFound");
  return message;
}
