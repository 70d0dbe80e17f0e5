import { aBrowser, PASSWORD, passwordHash } from "@tests/factories/account";
import { actorOf, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { expect, test } from "vitest";
import { changePassword, signIn } from "~/domain/account/commands/sign-in.server";
import {
  findActorBySecret,
  listSessions,
  openSession,
  revokeAllSessions,
  revokeSecret,
  revokeSession,
} from "~/domain/account/sessions.server";
import { Refusal } from "~/domain/errors";
import { db } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";

const account = (personId: string) => db.account.findUniqueOrThrow({ where: { personId } });
const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, key: error.key };
};
const uniform = { code: "unauthenticated", key: "account.signInRefused" };
const tooMany = { code: "too_many", key: "account.tooManyAttempts" };

test("signing in gives a secret that finds the actor; the database keeps its hash only", async () => {
  const school = await aSchool(await anAcademie());
  const person = await aPerson({ passwordHash: await passwordHash(), role: "TEACHER", place: school });
  const { secret } = await signIn(person.email, PASSWORD, aBrowser());
  const actor = await findActorBySecret(secret);
  expect(actor).toMatchObject({
    personId: person.id,
    email: person.email,
    roles: [{ role: "TEACHER", placeId: school.id, placeKind: "SCHOOL" }],
  });
  const rows = await db.httpSession.findMany({ where: { account: { personId: person.id } } });
  expect(rows.map(({ secretHash }) => secretHash)).toEqual([sha256(secret)]);
  expect(JSON.stringify(rows)).not.toContain(secret);
});

test("an unknown address, a wrong password, an invitation and a suspension are refused in the same words", async () => {
  const [known, suspended, invited] = await Promise.all([
    aPerson({ passwordHash: await passwordHash() }),
    aPerson({ passwordHash: await passwordHash() }),
    aPerson(),
  ]);
  await db.account.update({ where: { personId: suspended.id }, data: { status: "SUSPENDED" } });
  await db.account.update({ where: { personId: invited.id }, data: { status: "INVITED" } });
  const tries: [string, string][] = [
    ["personne.inconnue@fictif.example", PASSWORD],
    [known.email, "une autre phrase ici"],
    [known.email, ""],
    [suspended.email, PASSWORD],
    [invited.email, PASSWORD],
  ];
  for (const [email, password] of tries) expect(await refusal(signIn(email, password, aBrowser()))).toEqual(uniform);
});

test("a password typed in another normal form is the same password", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  await expect(signIn(person.email, PASSWORD.normalize("NFD"), aBrowser())).resolves.toHaveProperty("secret");
});

test("signing in again in a browser ends its former session", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const before = await signIn(person.email, PASSWORD, aBrowser());
  const after = await signIn(person.email, PASSWORD, aBrowser({ formerSecret: before.secret }));
  expect(after.secret).not.toBe(before.secret);
  expect(await findActorBySecret(before.secret)).toBeNull();
  expect(await findActorBySecret(after.secret)).not.toBeNull();
});

test("a session planted by somebody else before signing in is worth nothing after", async () => {
  const [victim, attacker] = [await aPerson({ passwordHash: await passwordHash() }), await aPerson()];
  const planted = await openSession((await account(attacker.id)).id, "");
  const { secret } = await signIn(victim.email, PASSWORD, aBrowser({ formerSecret: planted }));
  expect(await findActorBySecret(planted)).toBeNull();
  expect((await findActorBySecret(secret))?.personId).toBe(victim.id);
});

test("signing out, ending one session and ending the others take effect at once", async () => {
  const person = await aPerson();
  const { id } = await account(person.id);
  const [here, there, elsewhere, leaving] = [
    await openSession(id, "here"),
    await openSession(id, "there"),
    await openSession(id, "elsewhere"),
    await openSession(id, "leaving"),
  ];
  await revokeSecret(leaving);
  expect(await findActorBySecret(leaving)).toBeNull();
  const actor = await findActorBySecret(here);
  if (!actor) throw new Error("signed out");
  const listed = await listSessions(actor);
  expect(listed.map(({ userAgent }) => userAgent).sort()).toEqual(["elsewhere", "here", "there"]);
  expect(listed.find(({ current }) => current)?.userAgent).toBe("here");
  await revokeSession(id, listed.find(({ userAgent }) => userAgent === "there")?.id ?? "");
  expect(await findActorBySecret(there)).toBeNull();
  await revokeAllSessions(id, actor.sessionId);
  expect(await findActorBySecret(elsewhere)).toBeNull();
  expect(await findActorBySecret(here)).not.toBeNull();
});

test("nobody ends a stranger's session", async () => {
  const [owner, stranger] = [await aPerson(), await aPerson()];
  const secret = await openSession((await account(owner.id)).id, "");
  const session = await db.httpSession.findFirstOrThrow({ where: { secretHash: sha256(secret) } });
  expect(await refusal(revokeSession((await account(stranger.id)).id, session.id))).toMatchObject({
    code: "not_found",
  });
  expect(await findActorBySecret(secret)).not.toBeNull();
});

test("a session ends after 8 hours unseen and 12 hours in all, and with the account", async () => {
  const person = await aPerson();
  const { id } = await account(person.id);
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  const aged = async (data: { lastSeenAt?: Date; expiresAt?: Date }) => {
    const secret = await openSession(id, "");
    await db.httpSession.update({ where: { secretHash: sha256(secret) }, data });
    return findActorBySecret(secret);
  };
  expect(await aged({ lastSeenAt: hoursAgo(7.9) })).not.toBeNull();
  expect(await aged({ lastSeenAt: hoursAgo(8.1) })).toBeNull();
  expect(await aged({ expiresAt: hoursAgo(0.01) })).toBeNull();
  const live = await openSession(id, "");
  await db.account.update({ where: { id }, data: { status: "SUSPENDED" } });
  expect(await findActorBySecret(live)).toBeNull();
});

test("being seen is written at most once a minute", async () => {
  const person = await aPerson();
  const secret = await openSession((await account(person.id)).id, "");
  const seen = async () =>
    (await db.httpSession.findUniqueOrThrow({ where: { secretHash: sha256(secret) } })).lastSeenAt;
  const first = await seen();
  await findActorBySecret(secret);
  expect(await seen()).toEqual(first);
  const old = new Date(Date.now() - 120_000);
  await db.httpSession.update({ where: { secretHash: sha256(secret) }, data: { lastSeenAt: old } });
  await findActorBySecret(secret);
  expect((await seen()).getTime()).toBeGreaterThan(old.getTime());
});

test("changing the password asks for the current one, ends every session and opens another", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const { id } = await account(person.id);
  const [here, there] = [await openSession(id, ""), await openSession(id, "")];
  const actor = await findActorBySecret(here);
  if (!actor) throw new Error("signed out");
  const wrong = changePassword(actor, { current: "pas la bonne phrase", password: "une autre phrase" }, aBrowser());
  expect(await refusal(wrong)).toMatchObject({ code: "invalid", key: "account.currentPasswordWrong" });
  const weak = changePassword(actor, { current: PASSWORD, password: "court" }, aBrowser());
  expect(await refusal(weak)).toMatchObject({ key: "account.passwordTooShort" });
  expect(await findActorBySecret(there)).not.toBeNull();
  const { secret } = await changePassword(actor, { current: PASSWORD, password: "une autre phrase" }, aBrowser());
  expect([await findActorBySecret(here), await findActorBySecret(there)]).toEqual([null, null]);
  expect(await findActorBySecret(secret)).not.toBeNull();
  await expect(signIn(person.email, "une autre phrase", aBrowser())).resolves.toHaveProperty("secret");
});

test("ten failures on one account stop strangers, from any address, and not a browser its owner has used", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const home = aBrowser();
  const { mark } = await signIn(person.email, PASSWORD, home);
  for (let index = 0; index < 10; index++)
    expect(await refusal(signIn(person.email, `faux ${index}`, aBrowser()))).toEqual(uniform);
  // Even the right password: otherwise the answer would tell.
  expect(await refusal(signIn(person.email, PASSWORD, aBrowser()))).toEqual(tooMany);
  expect(await refusal(signIn(person.email, PASSWORD, aBrowser({ marks: [mark] })))).toEqual(tooMany);
  await expect(signIn(person.email, PASSWORD, { ...home, marks: [mark] })).resolves.toHaveProperty("secret");
});

test("tries made at the same time are all counted", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, index) => refusal(signIn(person.email, `faux ${index}`, aBrowser()))),
  );
  expect(answers.filter(({ code }) => code === "unauthenticated")).toHaveLength(10);
  expect(answers.filter(({ code }) => code === "too_many")).toHaveLength(20);
});

test("a known browser that guesses is stopped too", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const home = aBrowser();
  const { mark } = await signIn(person.email, PASSWORD, home);
  const known = { ...home, marks: [mark] };
  for (let index = 0; index < 10; index++)
    expect(await refusal(signIn(person.email, `faux ${index}`, known))).toEqual(uniform);
  expect(await refusal(signIn(person.email, PASSWORD, known))).toEqual(tooMany);
});

test("three hundred teachers behind one address sign in, none is refused", async () => {
  const hash = await passwordHash();
  const school = { address: "198.51.100.7" };
  const emails = Array.from({ length: 300 }, (_, index) => `prof-${index}@grand-lycee.example`);
  await db.person.createMany({ data: emails.map((email) => ({ email, givenName: "Prof", familyName: "Fictif" })) });
  const people = await db.person.findMany({ where: { email: { in: emails } }, select: { id: true } });
  await db.account.createMany({
    data: people.map(({ id }) => ({ personId: id, status: "ACTIVE" as const, passwordHash: hash })),
  });
  for (const email of emails) await expect(signIn(email, PASSWORD, aBrowser(school))).resolves.toHaveProperty("secret");
});

test("an address that fails three hundred times waits, but not the browsers that have signed in there", async () => {
  const school = { address: "198.51.100.8" };
  const person = await aPerson({ passwordHash: await passwordHash() });
  const home = aBrowser(school);
  const { mark } = await signIn(person.email, PASSWORD, home);
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => refusal(signIn(`nul-${index}@fictif.example`, "faux", aBrowser(school)))),
  );
  expect(await refusal(signIn(person.email, PASSWORD, aBrowser(school)))).toEqual(tooMany);
  await expect(signIn(person.email, PASSWORD, { ...home, marks: [mark] })).resolves.toHaveProperty("secret");
  await expect(signIn(person.email, PASSWORD, aBrowser())).resolves.toHaveProperty("secret");
});

test("the table of limits holds no address and no name", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  await refusal(signIn(person.email, "faux", aBrowser({ address: "203.0.113.99" })));
  const text = JSON.stringify(await db.rateLimit.findMany(), (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(text).not.toContain(person.email);
  expect(text).not.toContain("203.0.113.99");
});

test("roles count from their first day to their last, in business time", async () => {
  const school = await aSchool(await anAcademie());
  const person = await aPerson();
  const today = new Date(new Date().toISOString().slice(0, 10));
  const days = (count: number) => new Date(today.getTime() + count * 86_400_000);
  const give = (role: "HEAD" | "TEACHER" | "REFERENT", validFrom: Date, validTo: Date | null) =>
    db.roleAssignment.create({ data: { personId: person.id, role, placeId: school.id, validFrom, validTo } });
  await give("TEACHER", days(-400), days(-2));
  await give("REFERENT", days(2), null);
  await give("HEAD", days(-10), days(10));
  expect((await actorOf(person)).roles.map(({ role }) => role)).toEqual(["HEAD"]);
});
