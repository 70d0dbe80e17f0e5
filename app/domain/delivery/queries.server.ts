import { db } from "~/platform/db.server";
import type { Actor } from "../actor";
import { readable } from "../notification/queries.server";
import { writeMail } from "./writing.server";

const PAGE = 30;

/** The actor's own messages as they read today, latest first, 30 at most. */
export async function listMessages(actor: Actor) {
  const mails = await db.mail.findMany({
    where: { toPersonId: actor.personId, ...readable },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: PAGE,
  });
  const written = await Promise.all(mails.map((mail) => writeMail({ ...mail, locale: actor.locale })));
  return mails.flatMap(({ id, at, readAt }, index) => {
    const message = written[index];
    return message ? [{ id, at, unread: readAt === null, ...message }] : [];
  });
}
