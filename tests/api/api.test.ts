import { anActor } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "~/api/operations.server";
import type { ApiScope } from "~/domain/account/schema";
import { findActorByPerson, openSession } from "~/domain/account/sessions.server";
import { createToken, listTokens, revokeToken } from "~/domain/account/tokens.server";
import type { Actor } from "~/domain/actor";
import { takeApiRequest } from "~/http/api-limit.server";
import { sessionCookie } from "~/http/cookies.server";
import { db } from "~/platform/db.server";
import { buildWorld, CANARY } from "../routes/authorization/world";
import { startDoors } from "../routes/doors-server";

let server: Awaited<ReturnType<typeof startDoors>>;
beforeAll(async () => {
  server = await startDoors();
});
afterAll(() => server.stop());

const scopes = operations.map(({ scope }) => scope);
let serial = 0;
const tokenOf = (actor: Actor, some: ApiScope[] = [...new Set(scopes)]) =>
  createToken(actor, { name: `test ${++serial}`, scopes: some, expiresInDays: 1 });

async function ask(path: string, token: string | null, init: RequestInit = {}) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    ...init,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(init.headers as Record<string, string>) },
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: answers of all kinds; each test says what it expects of its own.
  return { status: response.status, headers: response.headers, text, body: (text ? JSON.parse(text) : null) as any };
}

const paths = [
  "/me",
  "/places",
  "/hours/0190a6a0-0000-7000-8000-000000000000",
  "/rien",
  "/rien/du/tout",
  "",
  "/%E0",
  "/openapi.json/x",
  "/OPENAPI.JSON",
];

test("without a valid token every address answers 401, whether it exists or not, whatever the method", async () => {
  const actor = await anActor();
  const revoked = await tokenOf(actor);
  await revokeToken(actor, (await listTokens(actor))[0]?.id ?? "");
  const old = await tokenOf(actor);
  await db.apiToken.updateMany({ where: { revokedAt: null }, data: { expiresAt: new Date(Date.now() - 1000) } });
  const account = await db.account.findUniqueOrThrow({ where: { personId: actor.personId } });
  const cookie = (await sessionCookie().serialize(await openSession(account.id, ""))).split(";")[0] ?? "";
  for (const path of paths) {
    for (const method of ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
      const body =
        method === "GET" || method === "OPTIONS" ? {} : { body: "{}", headers: { "content-type": "application/json" } };
      const answer = await ask(path, null, { method, ...body });
      expect(answer.status, `${method} ${path}`).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
      expect(answer.body).toMatchObject({ status: 401, code: "api.tokenNeeded" });
    }
    for (const token of [revoked, old, "ep_x", "ep_".padEnd(46, "a"), "autre"])
      expect((await ask(path, token)).status).toBe(401);
    expect((await ask(path, null, { headers: { cookie } })).status).toBe(401);
  }
  expect((await ask("/openapi.json", null, { method: "POST" })).status).toBe(401);
});

test("with a token, an unknown address is 404, another method 405, a strange parameter 422", async () => {
  const token = await tokenOf(await anActor());
  expect((await ask("/rien", token)).body).toMatchObject({ status: 404, code: "api.notFound" });
  expect((await ask("/me/", token)).status).toBe(404);
  const method = await ask("/me", token, { method: "DELETE" });
  expect([method.status, method.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect((await ask("/me?x=1", token)).body).toMatchObject({ status: 422, facts: { name: "x" } });
  expect((await ask("/hours?view=tout", token)).status).toBe(422);
  expect((await ask("/hours?view=mine&view=place", token)).status).toBe(422);
  expect((await ask("/hours/1%27%20or%201=1", token)).status).toBe(404);
  const post = await ask("/pay/rates", token, { method: "POST" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  const get = await ask("/pay/simulate", token);
  expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  expect((await ask("/pay/rates?corps=CERTIFIE&grade=CN&date=2012-13-45", token)).status).toBe(422);
});

test("a problem speaks the reader's language", async () => {
  const fr = await ask("/me", null, { headers: { "accept-language": "fr" } });
  const en = await ask("/me", null, { headers: { "accept-language": "en" } });
  expect(fr.headers.get("content-type")).toContain("application/problem+json");
  expect(fr.body.detail).toContain("jeton");
  expect(en.body.detail).toContain("token");
  expect(en.body.code).toBe(fr.body.code);
});

test("each operation asks for its own scope", async () => {
  const school = await aSchool(await anAcademie());
  const actor = await anActor({ role: "HEAD", place: school });
  for (const operation of operations) {
    const others = await tokenOf(
      actor,
      [...new Set(scopes)].filter((scope) => scope !== operation.scope),
    );
    const path = operation.path.replace("{id}", "0190a6a0-0000-7000-8000-000000000000");
    const init = { method: operation.method.toUpperCase() };
    expect((await ask(path, others, init)).body, path).toMatchObject({ status: 403, code: "api.scopeMissing" });
    expect((await ask(path, await tokenOf(actor, [operation.scope]), init)).body?.code).not.toBe("api.scopeMissing");
    await db.apiToken.deleteMany({ where: { accountId: actor.accountId } });
  }
});

test("me is the person of the token with today's roles", async () => {
  const school = await aSchool(await anAcademie());
  const actor = await anActor({ role: "TEACHER", place: school });
  const { body, status } = await ask("/me", await tokenOf(actor, ["me:read"]));
  expect(status).toBe(200);
  expect(body).toEqual({
    personId: actor.personId,
    name: actor.name,
    email: actor.email,
    locale: "fr",
    roles: [{ role: "TEACHER", placeId: school.id, placeName: school.name, placeKind: "SCHOOL" }],
  });
});

test("schools come page after page, those of the académie once each and no other", async () => {
  const [here, away] = [await anAcademie(), await anAcademie()];
  const schools = [];
  for (let index = 0; index < 53; index++) schools.push(await aSchool(here, { name: `Collège ${index % 3}` }));
  await aSchool(away);
  const token = await tokenOf(await anActor({ role: "CTICE", place: here }));
  const seen: string[] = [];
  let next: string | null = null;
  do {
    const page = await ask(`/places${next ? `?after=${next}` : ""}`, token);
    expect(page.status).toBe(200);
    seen.push(...page.body.items.map(({ id }: { id: string }) => id));
    next = page.body.next;
  } while (next);
  expect(seen.sort()).toEqual(schools.map(({ id }) => id).sort());
});

test("the head of a school reads its cohorts, hours and credits", async () => {
  const world = await buildWorld();
  const head = await findActorByPerson(world.people("HEAD:own").id);
  if (!head) throw new Error("nobody is head");
  const token = await tokenOf(head);
  expect((await ask(`/hours/${world.ids.entryId}`, token)).body).toMatchObject({ minutes: 180, role: "TRAINER" });
  expect((await ask(`/cohorts/${world.ids.cohortId}`, token)).body).toMatchObject({
    title: `${CANARY} session`,
    trainees: 1,
  });
  expect((await ask("/hours?view=place", token)).body.items).toHaveLength(1);
  const { personId } = (await ask(`/hours/${world.ids.entryId}`, token)).body;
  const entry = await db.hourEntry.findUniqueOrThrow({ where: { id: world.ids.entryId } });
  const day = entry.startsAt.toISOString().slice(0, 10);
  const found = async (filter: string) => (await ask(`/hours?view=place&${filter}`, token)).body.items.length;
  for (const filter of [
    `person=${personId}`,
    `place=${world.places.own.id}`,
    `cohort=${world.ids.cohortId}`,
    `mission=${entry.missionId}`,
    `from=${day}&to=${day}`,
    "role=TRAINER",
  ])
    expect(await found(filter), filter).toBe(1);
  for (const filter of [
    `person=${head.personId}`,
    `place=${world.places.other.id}`,
    "role=TRAINEE",
    "from=2100-01-01",
    "to=2000-01-01",
  ])
    expect(await found(filter), filter).toBe(0);
  expect((await found("certified=true")) + (await found("certified=false"))).toBe(1);
  expect((await ask("/hours?from=2012-02-30", token)).status).toBe(422);
  expect((await ask(`/hours/${world.ids.entryId}`, token)).body).toMatchObject({ source: "SHEET" });
  expect([await found("source=SHEET"), await found("source=ACTIVITY"), await found("source=DESIGN")]).toEqual([
    1, 0, 0,
  ]);
  expect((await ask("/hours?source=PAPER", token)).status).toBe(422);
  expect((await ask(`/envelopes/${world.ids.envelopeId}`, token)).body).toMatchObject({ delegatedCents: 150_000 });
  expect((await ask("/envelopes?programme=141", token)).body.items).toHaveLength(1);
  expect((await ask("/envelopes?programme=139", token)).body.items).toHaveLength(0);
});

test("the description names every operation once, with its scope and the right it asks for", async () => {
  const { status, body, headers } = await ask("/openapi.json", null);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toContain("application/json");
  expect(body.openapi).toBe("3.1.0");
  const described = Object.entries(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => `${method} ${path} ${operationId}`),
  );
  expect(described.sort()).toEqual(
    operations.map(({ method, path, operationId }) => `${method} ${path} ${operationId}`).sort(),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, method, policy, scope } of operations) {
    const one = body.paths[path][method];
    expect(one.security).toEqual([{ token: [scope] }]);
    expect(policy).toMatch(/^\w+\.\w+$/);
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = one.parameters.filter((parameter: { in: string }) => parameter.in === "path");
    expect(inPath.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(one.responses[200].content["application/json"].schema).toHaveProperty("type", "object");
  }
  const refs = [...JSON.stringify(body).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, ref]) => ref ?? "");
  for (const ref of new Set(refs))
    expect(
      ref.split("/").reduce((node, step) => node?.[step], body),
      ref,
    ).toBeDefined();
});

test("a loop is asked to wait, and only its own account is", async () => {
  const [looping, other] = [await anActor(), await anActor()];
  const [token, others] = [await tokenOf(looping), await tokenOf(other)];
  for (let index = 0; index < 600; index++) await takeApiRequest(looping.accountId);
  const refused = await ask("/me", token);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await ask("/me", others)).status).toBe(200);
});
