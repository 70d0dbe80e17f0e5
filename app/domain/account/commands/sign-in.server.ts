import { db, inTransaction } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { refuse } from "../../errors";
import { type Browser, browserMark, takeSignInTry } from "../limits.server";
import { hashPassword, isPassword, requireGoodPassword } from "../passwords.server";
import { openSession, revokeAllSessions } from "../sessions.server";

export type SignedIn = {
  /** For the cookie; stored nowhere else. */
  secret: string;
  /** For the browser to keep: it has signed in to this account. */
  mark: string;
  locale: string;
};

/**
 * Opens a session. An unknown address, a wrong password, an invitation not accepted and a suspended account are refused
 * in the same words after the same work.
 */
export async function signIn(email: string, password: string, browser: Browser): Promise<SignedIn> {
  const attempt = await takeSignInTry(email, browser);
  const account = await db.account.findFirst({
    where: { person: { email } },
    select: { id: true, status: true, passwordHash: true, person: { select: { locale: true } } },
  });
  const right = await isPassword(account?.passwordHash ?? null, password);
  if (!right || account?.status !== "ACTIVE") {
    await attempt.wrong();
    throw refuse("unauthenticated", "account.signInRefused");
  }
  await attempt.right();
  return open(account.id, email, account.person.locale, browser);
}

/** Signs a browser in without a password: right after an account was activated there. */
export async function open(accountId: string, email: string, locale: string, browser: Browser): Promise<SignedIn> {
  const secret = await openSession(accountId, browser.userAgent, { formerSecret: browser.formerSecret });
  return { secret, mark: browserMark(email, browser.browserHash), locale };
}

/**
 * Asks whoever is signed in for the password again, before what a stolen session must not do. Counted as a sign-in is.
 * @throws invalid for a wrong one, too_many
 */
export async function reauthenticate(actor: Actor, password: string, browser: Browser): Promise<void> {
  const attempt = await takeSignInTry(actor.email, browser);
  const account = await db.account.findUniqueOrThrow({ where: { id: actor.accountId } });
  if (account.status !== "ACTIVE" || !(await isPassword(account.passwordHash, password))) {
    await attempt.wrong();
    throw refuse("invalid", "account.currentPasswordWrong", {}, "password");
  }
  await attempt.right();
}

/** Changes the actor's password, ends every session and opens another one here. */
export async function changePassword(
  actor: Actor,
  given: { current: string; password: string },
  browser: Browser,
): Promise<SignedIn> {
  const attempt = await takeSignInTry(actor.email, browser);
  const account = await db.account.findUniqueOrThrow({ where: { id: actor.accountId } });
  if (!(await isPassword(account.passwordHash, given.current))) {
    await attempt.wrong();
    throw refuse("invalid", "account.currentPasswordWrong", {}, "current");
  }
  await attempt.right();
  requireGoodPassword(given.password, actor.email);
  const passwordHash = await hashPassword(given.password);
  const secret = await inTransaction(async (tx) => {
    await tx.account.update({ where: { id: actor.accountId }, data: { passwordHash } });
    await revokeAllSessions(actor.accountId, null, tx);
    return openSession(actor.accountId, browser.userAgent, { tx });
  });
  return { secret, mark: browserMark(actor.email, browser.browserHash), locale: actor.locale };
}
