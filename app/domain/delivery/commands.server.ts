import { realNow } from "~/platform/clock.server";
import { db } from "~/platform/db.server";
import { deliver } from "~/platform/mailer.server";
import { writeMail } from "./writing.server";

/**
 * Sends a queued message: its text is made now, from the database. One that has left is left alone; one whose subject
 * is gone (a link used up, a séance unknown) is marked as sent and not sent.
 */
export async function sendMail(mailId: string): Promise<void> {
  const mail = await db.mail.findUnique({ where: { id: mailId } });
  if (!mail || mail.sentAt) return;
  const written = await writeMail(mail);
  if (written) await deliver({ key: mail.key, toEmail: mail.toEmail, ...written });
  await db.mail.updateMany({ where: { id: mailId, sentAt: null }, data: { sentAt: realNow() } });
}
