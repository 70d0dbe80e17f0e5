import { aBrowser, PASSWORD, passwordHash } from "@tests/factories/account";
import { actorOf, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { beforeAll, expect, test } from "vitest";
import { askReset, getReset, resetPassword } from "~/domain/account/commands/reset.server";
import { signIn } from "~/domain/account/commands/sign-in.server";
import { acceptInvitation, activateAccount, getInvitation, invitePerson } from "~/domain/account/invitations.server";
import { findLinkPath } from "~/domain/account/links.server";
import { findActorBySecret, openSession } from "~/domain/account/sessions.server";
import { Refusal } from "~/domain/errors";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";

let school: { id: string };
let head: { id: string };
beforeAll(async () => {
  school = await aSchool(await anAcademie());
  head = await aPerson({ role: "HEAD", place: school });
});

const keyOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return error.key;
};
const invite = (email: string) =>
  inTransaction(async (tx) => invitePerson(tx, { email, placeId: school.id, by: head.id, at: await businessNow(tx) }));
async function open(linkId: string) {
  const [, , id = "", secret = ""] = ((await findLinkPath(linkId))?.path ?? "").split("/");
  return { linkId: id, secret };
}
const names = { givenName: "Nadia", familyName: "Saïdi", password: PASSWORD, locale: "fr" as const };
const age = (linkId: string, ms: number) =>
  db.accountLink.update({ where: { id: linkId }, data: { expiresAt: new Date(Date.now() - ms) } });
const lastReset = async (email: string) =>
  db.accountLink.findFirst({
    where: { kind: "RESET", account: { person: { email } } },
    orderBy: { createdAt: "desc" },
  });

test("an unknown address is invited: person, account, role of the place, one mail; activation opens it", async () => {
  const { personId, linkId } = await invite("nadia@fictif.example");
  expect(await db.mail.count({ where: { toPersonId: personId, template: "invitation" } })).toBe(1);
  const link = await open(linkId);
  expect(await getInvitation(link)).toEqual({
    email: "nadia@fictif.example",
    givenName: "",
    familyName: "",
    active: false,
  });
  expect(await keyOf(signIn("nadia@fictif.example", PASSWORD, aBrowser()))).toBe("account.signInRefused");
  const { secret } = await activateAccount({ ...link, ...names }, aBrowser());
  expect(await findActorBySecret(secret)).toMatchObject({
    name: "Nadia Saïdi",
    roles: [{ role: "TEACHER", placeId: school.id }],
  });
  expect(await db.outbox.count({ where: { name: "account.activated" } })).toBe(1);
  expect(await keyOf(activateAccount({ ...link, ...names }, aBrowser()))).toBe("account.linkUsed");
});

test("of two activations at once one wins", async () => {
  const { linkId } = await invite("deux@fictif.example");
  const link = await open(linkId);
  const results = await Promise.allSettled([
    activateAccount({ ...link, ...names }, aBrowser()),
    activateAccount({ ...link, ...names, familyName: "Autre" }, aBrowser()),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("of two invitations of one unknown address at once, one person is made and both links work once", async () => {
  const [first, second] = await Promise.all([invite("meme@fictif.example"), invite("meme@fictif.example")]);
  expect(second.personId).toBe(first.personId);
  await activateAccount({ ...(await open(first.linkId)), ...names }, aBrowser());
  expect(await keyOf(getInvitation(await open(second.linkId)))).toBe("account.linkUsed");
});

test("a weak password leaves the invitation as it was", async () => {
  const { linkId } = await invite("faible@fictif.example");
  const link = await open(linkId);
  expect(await keyOf(activateAccount({ ...link, ...names, password: "court" }, aBrowser()))).toBe(
    "account.passwordTooShort",
  );
  expect(await getInvitation(link)).toMatchObject({ active: false });
});

test("an invitation lives 14 days and a reset 2 hours", async () => {
  const { linkId } = await invite("vieux@fictif.example");
  const life = async (id: string) => {
    const link = await db.accountLink.findUniqueOrThrow({ where: { id } });
    return (link.expiresAt.getTime() - link.createdAt.getTime()) / 3_600_000;
  };
  expect(await life(linkId)).toBe(14 * 24);
  await age(linkId, 1);
  expect(await keyOf(getInvitation(await open(linkId)))).toBe("account.linkExpired");
  expect(await keyOf(activateAccount({ ...(await open(linkId)), ...names }, aBrowser()))).toBe("account.linkExpired");
  const person = await aPerson({ passwordHash: await passwordHash() });
  await askReset(person.email, aBrowser());
  expect(await life((await lastReset(person.email))?.id ?? "")).toBe(2);
});

test("a forged link is an unknown one: another's secret, a changed letter, another kind, an unknown id", async () => {
  const [mine, other] = [
    await open((await invite("a@fictif.example")).linkId),
    await open((await invite("b@fictif.example")).linkId),
  ];
  const forged = [
    { ...mine, secret: other.secret },
    { ...mine, secret: `${mine.secret.slice(0, -2)}xx` },
    { ...mine, secret: "" },
    { linkId: "0190a6a0-0000-7000-8000-000000000000", secret: mine.secret },
  ];
  for (const link of forged) {
    expect(await keyOf(getInvitation(link))).toBe("account.linkUnknown");
    expect(await keyOf(activateAccount({ ...link, ...names }, aBrowser()))).toBe("account.linkUnknown");
  }
  expect(await keyOf(getReset(mine))).toBe("account.linkUnknown");
});

test("the database holds no secret of a link", async () => {
  const { linkId } = await invite("secret@fictif.example");
  const { secret } = await open(linkId);
  const rows = [await db.accountLink.findMany(), await db.mail.findMany(), await db.auditEvent.findMany()];
  const text = JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? String(value) : value));
  expect(text).not.toContain(secret);
});

test("a known address confirms its invitation signed in; another account cannot", async () => {
  const [known, other] = [await aPerson(), await aPerson()];
  const { linkId, personId } = await invite(known.email);
  expect(personId).toBe(known.id);
  expect(await db.roleAssignment.count({ where: { personId } })).toBe(0);
  const link = await open(linkId);
  expect(await keyOf(activateAccount({ ...link, ...names }, aBrowser()))).toBe("account.alreadyActive");
  expect(await keyOf(acceptInvitation(await actorOf(other), link))).toBe("account.invitationOfAnother");
  await acceptInvitation(await actorOf(known), link);
  expect(await keyOf(acceptInvitation(await actorOf(known), link))).toBe("account.linkUsed");
});

test("a reset changes the password, ends every session and works once", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const account = await db.account.findUniqueOrThrow({ where: { personId: person.id } });
  const signedIn = await openSession(account.id, "");
  await askReset(person.email, aBrowser());
  await askReset(person.email, aBrowser());
  const links = await db.accountLink.findMany({ where: { accountId: account.id }, orderBy: { createdAt: "asc" } });
  expect(links).toHaveLength(2);
  const [former, latest] = [await open(links[0]?.id ?? ""), await open(links[1]?.id ?? "")];
  // The later one replaces the former.
  expect(await keyOf(getReset(former))).toBe("account.linkUsed");
  await resetPassword({ ...latest, password: "une autre phrase" });
  expect(await findActorBySecret(signedIn)).toBeNull();
  expect(await keyOf(signIn(person.email, PASSWORD, aBrowser()))).toBe("account.signInRefused");
  await expect(signIn(person.email, "une autre phrase", aBrowser())).resolves.toHaveProperty("secret");
  expect(await keyOf(resetPassword({ ...latest, password: "encore une phrase" }))).toBe("account.linkUsed");
});

test("asking for a reset answers the same for an unknown, an invited and a suspended address", async () => {
  const suspended = await aPerson({ passwordHash: await passwordHash() });
  await db.account.update({ where: { personId: suspended.id }, data: { status: "SUSPENDED" } });
  const { personId } = await invite("perdu@fictif.example");
  for (const email of ["inconnu@fictif.example", suspended.email, "perdu@fictif.example"])
    await expect(askReset(email, aBrowser())).resolves.toBeUndefined();
  expect(await db.mail.count({ where: { toPersonId: suspended.id } })).toBe(0);
  // The invitation is sent again: there is no password to reset yet.
  expect(await db.mail.count({ where: { toPersonId: personId, template: "invitation" } })).toBe(2);
});

test("an account gets three resets an hour, and nobody is told of the fourth", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  for (let index = 0; index < 5; index++) await askReset(person.email, aBrowser());
  expect(await db.mail.count({ where: { toPersonId: person.id, template: "reset" } })).toBe(3);
});
