import { createTransport, type Transporter } from "nodemailer";
import { db } from "./db.server";
import { env } from "./env.server";
import { sha256 } from "./secrets.server";

export type Letter = { key: string; toEmail: string; subject: string; text: string };

let transport: Transporter | undefined;

/**
 * Sends one message, through SMTP where SMTP_URL says so, else into the mailbox page of the demonstration. The key makes
 * the Message-ID: a message sent twice by a crash is one message to whoever sorts mail. @throws when it did not leave.
 */
export async function deliver(letter: Letter): Promise<void> {
  const { SMTP_URL, MAIL_FROM, ENTREPAIRS_DEMONSTRATION } = env();
  if (ENTREPAIRS_DEMONSTRATION) await keep(letter);
  if (!SMTP_URL) return;
  transport ??= createTransport(SMTP_URL, { connectionTimeout: 10_000, socketTimeout: 20_000 } as object);
  await transport.sendMail({
    from: MAIL_FROM,
    to: letter.toEmail,
    subject: letter.subject,
    text: letter.text,
    messageId: messageId(letter.key),
    // Out-of-office answers to a machine help nobody.
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

/** Stable for a key, and says nothing of the ids it is made of. */
function messageId(key: string): string {
  const host = new URL(env().ORIGIN[0] ?? "http://entrepairs.invalid").hostname;
  return `<${sha256(key).slice(0, 40)}@${host}>`;
}

async function keep({ key, ...letter }: Letter): Promise<void> {
  await db.mailboxMessage.createMany({ data: { mailKey: key, ...letter }, skipDuplicates: true });
}
