import type { Actor } from "~/domain/actor";
import { writeMail } from "~/domain/delivery/writing.server";
import { db } from "~/platform/db.server";

/** A message as it reads, with plain spaces; null where it has nothing to say. */
export async function read(mail: Parameters<typeof writeMail>[0] | undefined) {
  const written = mail ? await writeMail(mail) : null;
  return written && { subject: plain(written.subject), text: plain(written.text) };
}
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

export const mailsTo = ({ personId }: Actor, template: string) =>
  db.mail.findMany({ where: { toPersonId: personId, template } });
