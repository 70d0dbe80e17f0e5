import { realNow } from "~/platform/clock.server";
import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../actor";
import { enqueue } from "../jobs/outbox.server";
import { type Template, type TemplateParams, templates } from "./schema";

type NewMail<N extends Template> = {
  template: N;
  params: TemplateParams<N>;
  /** What makes a second call harmless, e.g. « convocation:<séance>:<revision>:<person> »; also makes the Message-ID. */
  key: string;
  /** Business time. */
  at: Date;
} & ({ toPersonId: string } | { toEmail: string; locale?: "fr" | "en" });

/** Asks for one message, in the caller's transaction. A key that was used is a message already sent: nothing happens. */
export async function queueMail<N extends Template>(tx: Tx, mail: NewMail<N>): Promise<void> {
  const { template, params, key, at } = mail;
  const [created] = await tx.mail.createManyAndReturn({
    data: { ...(await recipient(tx, mail)), template, params: templates[template].parse(params), key, at },
    skipDuplicates: true,
    select: { id: true },
  });
  if (created) await enqueue(tx, "mail.send", { mailId: created.id });
}

async function recipient(tx: Tx, to: { toPersonId: string } | { toEmail: string; locale?: "fr" | "en" }) {
  if ("toEmail" in to) return { toEmail: to.toEmail, locale: to.locale ?? "fr" };
  const person = await tx.person.findUniqueOrThrow({
    where: { id: to.toPersonId },
    select: { email: true, locale: true },
  });
  return { toPersonId: to.toPersonId, toEmail: person.email, locale: person.locale };
}

/** The actor has read her messages: the counter of the bar is about what came since. */
export async function markMessagesRead(actor: Actor): Promise<void> {
  await db.mail.updateMany({ where: { toPersonId: actor.personId, readAt: null }, data: { readAt: realNow() } });
}
