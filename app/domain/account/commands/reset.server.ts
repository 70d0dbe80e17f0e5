import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import { audit } from "../../audit/commands.server";
import { queueMail } from "../../notification/commands.server";
import { type Browser, takeResetTry } from "../limits.server";
import { consumeLink, createLink, getLink } from "../links.server";
import { hashPassword, requireGoodPassword } from "../passwords.server";
import { revokeAllSessions } from "../sessions.server";

/** Longer than the work of a known address, so that the answer's time says nothing. */
const ANSWER_MS = 250;

/** Mails a link to choose another password, if the address has an account. Answers the same in any case. */
export async function askReset(email: string, browser: Browser): Promise<void> {
  const allowed = await takeResetTry(email, browser);
  const work = allowed ? inTransaction((tx) => mailReset(tx, email)) : Promise.resolve();
  await Promise.all([work, new Promise((resolve) => setTimeout(resolve, ANSWER_MS))]);
}

async function mailReset(tx: Tx, email: string): Promise<void> {
  const account = await tx.account.findFirst({
    where: { person: { email } },
    select: { id: true, personId: true, status: true },
  });
  if (!account || account.status === "SUSPENDED") return;
  // Whoever lost the invitation asks here: there is no password to reset yet, the invitation is sent again.
  const kind = account.status === "INVITED" ? "INVITATION" : "RESET";
  const linkId = await createLink(tx, account.id, kind);
  const template = kind === "INVITATION" ? "invitation" : "reset";
  const at = await businessNow(tx);
  await queueMail(tx, { toPersonId: account.personId, template, params: { linkId }, key: `${template}:${linkId}`, at });
}

type Given = { linkId: string; secret: string };

/** Whose password the link resets. @throws for a dead link. */
export async function getReset(given: Given): Promise<{ email: string }> {
  const { account } = await getLink({ ...given, kind: "RESET" });
  return { email: account.person.email };
}

/** Chooses another password by a mailed link, and ends every session of the account. */
export async function resetPassword(given: Given & { password: string }): Promise<void> {
  const { email } = await getReset(given);
  requireGoodPassword(given.password, email);
  const passwordHash = await hashPassword(given.password);
  await inTransaction(async (tx) => {
    const { account } = await consumeLink(tx, { ...given, kind: "RESET" });
    await tx.account.update({ where: { id: account.id }, data: { passwordHash } });
    await revokeAllSessions(account.id, null, tx);
    await audit(tx, {
      action: "account.resetPassword",
      byId: account.personId,
      subject: "account",
      subjectId: account.id,
      at: await businessNow(tx),
    });
  });
}
