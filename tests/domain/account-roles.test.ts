import { aBrowser, PASSWORD, passwordHash } from "@tests/factories/account";
import { actorOf, anActor, aPerson } from "@tests/factories/person";
import { anAcademie, aSchool, theNation } from "@tests/factories/place";
import pg from "pg";
import { expect, test } from "vitest";
import { signIn } from "~/domain/account/commands/sign-in.server";
import { setSuspended } from "~/domain/account/commands.server";
import { listNameable, listPeople } from "~/domain/account/queries.server";
import { assignRole, endRole, grantRole } from "~/domain/account/roles.server";
import { findActorByPerson, findActorBySecret } from "~/domain/account/sessions.server";
import { createToken, findActorByToken, listTokens, replaceToken, revokeToken } from "~/domain/account/tokens.server";
import { Refusal } from "~/domain/errors";
import { countSchools, listSchools } from "~/domain/place/queries.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import { sha256 } from "~/platform/secrets.server";

const refusal = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return error.code;
};

async function twoAcademies() {
  const [here, away] = [await anAcademie(), await anAcademie()];
  return { here, away, own: await aSchool(here), sibling: await aSchool(here), other: await aSchool(away) };
}

test("a head names a teacher of her school, with effect at once; the end has effect at once too", async () => {
  const { own } = await twoAcademies();
  const head = await anActor({ role: "HEAD", place: own });
  const teacher = await aPerson();
  await assignRole(head, { email: teacher.email, role: "TEACHER", placeId: own.id });
  expect((await actorOf(teacher)).roles.map(({ role }) => role)).toEqual(["TEACHER"]);
  expect(await refusal(assignRole(head, { email: teacher.email, role: "TEACHER", placeId: own.id }))).toBe("conflict");
  const { id } = await db.roleAssignment.findFirstOrThrow({ where: { personId: teacher.id } });
  await endRole(head, id);
  expect((await actorOf(teacher)).roles).toEqual([]);
  expect(await refusal(endRole(head, id))).toBe("not_found");
});

test("a role held for long keeps its days when it ends", async () => {
  const { own } = await twoAcademies();
  const head = await anActor({ role: "HEAD", place: own });
  const teacher = await aPerson({ role: "TEACHER", place: own });
  const { id } = await db.roleAssignment.findFirstOrThrow({ where: { personId: teacher.id } });
  await endRole(head, id);
  expect((await findActorByPerson(teacher.id))?.roles).toEqual([]);
  expect((await db.roleAssignment.findUniqueOrThrow({ where: { id } })).validTo).not.toBeNull();
  expect(await refusal(endRole(head, id))).toBe("conflict");
});

test("an address nobody has is invited to the role it is named to", async () => {
  const { here } = await twoAcademies();
  const rectorat = await anActor({ role: "RECTORAT", place: here });
  await assignRole(rectorat, { email: "nouvelle.ctice@fictif.example", role: "CTICE", placeId: here.id });
  const person = await db.person.findUniqueOrThrow({
    where: { email: "nouvelle.ctice@fictif.example" },
    include: { account: true, roleAssignments: true },
  });
  expect(person.account?.status).toBe("INVITED");
  expect(person.roleAssignments.map(({ role }) => role)).toEqual(["CTICE"]);
});

test("nobody names outside their places, beside them or above them", async () => {
  const { here, away, own, sibling, other } = await twoAcademies();
  const nation = await theNation();
  const head = await anActor({ role: "HEAD", place: own });
  const rectorat = await anActor({ role: "RECTORAT", place: here });
  const ctice = await anActor({ role: "CTICE", place: here });
  const teacher = await anActor({ role: "TEACHER", place: own });
  const email = "quelqu.un@fictif.example";
  const tries = [
    [head, "TEACHER", sibling, "not_found"],
    [head, "TEACHER", other, "not_found"],
    [head, "HEAD", own, "forbidden"],
    [head, "REFERENT", own, "forbidden"],
    [head, "CTICE", here, "not_found"],
    [rectorat, "HEAD", other, "not_found"],
    [rectorat, "RECTORAT", here, "forbidden"],
    [rectorat, "NATIONAL_PILOT", nation, "not_found"],
    [rectorat, "HEAD", here, "forbidden"],
    [rectorat, "CTICE", away, "not_found"],
    [ctice, "TEACHER", own, "forbidden"],
    [teacher, "TEACHER", own, "not_found"],
  ] as const;
  for (const [actor, role, place, code] of tries)
    expect(await refusal(assignRole(actor, { email, role, placeId: place.id }))).toBe(code);
  expect(await db.person.count({ where: { email } })).toBe(0);
});

test("a stranger's role cannot be ended, and is not told apart from none", async () => {
  const { own, sibling } = await twoAcademies();
  const neighbour = await anActor({ role: "HEAD", place: sibling });
  const teacher = await aPerson({ role: "TEACHER", place: own });
  const { id } = await db.roleAssignment.findFirstOrThrow({ where: { personId: teacher.id } });
  expect(await refusal(endRole(neighbour, id))).toBe("not_found");
  expect((await actorOf(teacher)).roles).toHaveLength(1);
});

test("a role for the days of a mission is given once, whatever is retried", async () => {
  const { own } = await twoAcademies();
  const [by, person] = [await aPerson(), await aPerson()];
  const grant = () =>
    inTransaction(async (tx) =>
      grantRole(tx, {
        personId: person.id,
        role: "REFERENT",
        placeId: own.id,
        by: by.id,
        at: await businessNow(tx),
        from: new Date("2012-09-04"),
        to: new Date("2013-07-05"),
      }),
    );
  const given = await Promise.all([grant(), grant(), grant()]);
  expect(given.filter(Boolean)).toHaveLength(1);
  expect(await db.roleAssignment.count({ where: { personId: person.id } })).toBe(1);
});

test("people and schools are listed below one's places only, page after page, each once", async () => {
  const { here, own, sibling, other } = await twoAcademies();
  for (let index = 0; index < 7; index++) await aPerson({ role: "TEACHER", place: index % 2 ? own : sibling });
  await aPerson({ role: "TEACHER", place: other, familyName: "Voisin" });
  const rectorat = await anActor({ role: "RECTORAT", place: here });
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await listPeople(rectorat, { after }, 3);
    seen.push(...page.people.map(({ id }) => id));
    if (!page.next) break;
    after = page.next;
  }
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  expect((await listPeople(rectorat, { q: "Voisin" })).people).toEqual([]);
  const { schools } = await listSchools(rectorat);
  expect(schools.map(({ id }) => id).sort()).toEqual([own.id, sibling.id].sort());
  expect(await countSchools(rectorat)).toBe(2);
  const first = await listSchools(rectorat, {}, 1);
  const second = await listSchools(rectorat, { after: first.next ?? undefined }, 1);
  expect(second.schools[0]?.id).not.toBe(first.schools[0]?.id);
  expect(second.next).toBeNull();
  const head = await anActor({ role: "HEAD", place: own });
  expect((await listNameable(head)).map(({ role, places }) => [role, places.map(({ id }) => id)])).toEqual([
    ["TEACHER", [own.id]],
  ]);
  const teacher = await anActor({ role: "TEACHER", place: own });
  expect(await refusal(listPeople(teacher))).toBe("forbidden");
  expect(await refusal(listSchools(teacher))).toBe("forbidden");
});

test("a suspended account is out at once, sockets are told, and it comes back when restored", async () => {
  const admin = await anActor({ role: "PLATFORM_ADMIN", place: await theNation() });
  const person = await aPerson({ passwordHash: await passwordHash() });
  const { secret } = await signIn(person.email, PASSWORD, aBrowser());
  const token = await replaceToken((await actorOf(person)).accountId, "outil");
  const heard: string[] = [];
  const listener = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await listener.query("listen access_changed");
  await setSuspended(admin, person.id, true);
  await listener.query("select 1");
  await listener.end();
  expect(heard.length).toBeGreaterThan(0);
  expect([await findActorBySecret(secret), await findActorByToken(token), await findActorByPerson(person.id)]).toEqual([
    null,
    null,
    null,
  ]);
  await setSuspended(admin, person.id, false);
  await expect(signIn(person.email, PASSWORD, aBrowser())).resolves.toHaveProperty("secret");
  expect(await refusal(setSuspended(admin, admin.personId, true))).toBe("forbidden");
  expect(await refusal(setSuspended(await actorOf(person), admin.personId, true))).toBe("forbidden");
});

test("a token opens its scopes until it is revoked or too old; only its hash is kept", async () => {
  const [actor, stranger] = [await anActor(), await anActor()];
  const token = await createToken(actor, { name: "tableur", scopes: ["hours:read"], expiresInDays: 30 });
  expect(token).toMatch(/^ep_[\w-]{43}$/);
  expect(await findActorByToken(token)).toMatchObject({ actor: { personId: actor.personId }, scopes: ["hours:read"] });
  const [line] = await listTokens(actor);
  expect(await db.apiToken.findFirstOrThrow({ where: { id: line?.id } })).toMatchObject({ hash: sha256(token) });
  expect(line?.lastUsedAt).toBeInstanceOf(Date);
  expect(await refusal(createToken(actor, { name: "tableur", scopes: ["me:read"], expiresInDays: 1 }))).toBe(
    "conflict",
  );
  expect(await refusal(revokeToken(stranger, line?.id ?? ""))).toBe("not_found");
  await revokeToken(actor, line?.id ?? "");
  expect(await findActorByToken(token)).toBeNull();
  const old = await createToken(actor, { name: "ancien", scopes: ["me:read"], expiresInDays: 1 });
  await db.apiToken.updateMany({ where: { hash: sha256(old) }, data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await findActorByToken(old)).toBeNull();
});

test("replacing a token revokes the former one of its name and no other", async () => {
  const actor = await anActor();
  const kept = await createToken(actor, { name: "autre", scopes: ["me:read"], expiresInDays: 1 });
  const first = await replaceToken(actor.accountId, "démonstration");
  const second = await replaceToken(actor.accountId, "démonstration");
  expect(await findActorByToken(first)).toBeNull();
  expect((await findActorByToken(second))?.scopes).toHaveLength(6);
  expect(await findActorByToken(kept)).not.toBeNull();
});
