import type { ActionFunctionArgs } from "@remix-run/node";
import { PASSWORD, passwordHash } from "@tests/factories/account";
import { aPerson } from "@tests/factories/person";
import { anAcademie, aSchool } from "@tests/factories/place";
import { expect, test } from "vitest";
import { invitePerson } from "~/domain/account/invitations.server";
import { findLinkPath } from "~/domain/account/links.server";
import { findActorByPerson } from "~/domain/account/sessions.server";
import { listTokens } from "~/domain/account/tokens.server";
import { businessNow } from "~/platform/clock.server";
import { db, inTransaction } from "~/platform/db.server";
import * as people from "~/routes/academie.personnes";
import * as account from "~/routes/compte";
import * as signInPage from "~/routes/connexion";
import * as signOutPage from "~/routes/deconnexion";
import * as invitationPage from "~/routes/invitation.$linkId.$secret";
import * as language from "~/routes/langue";
import * as resetPage from "~/routes/mot-de-passe._index";

const context = { nonce: "n", address: "192.0.2.1" };

/** A browser of its own that keeps its cookies, and calls loaders and actions as Remix does. */
class Tab {
  readonly cookies = new Map<string, string>();

  private args(path: string, params: Record<string, string>, init: RequestInit = {}): ActionFunctionArgs {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new Request(`http://localhost:3000${path}`, { ...init, headers: { cookie } });
    return { request, params, context };
  }

  async post(
    route: { action: (args: ActionFunctionArgs) => unknown },
    path: string,
    fields: Record<string, string | string[]>,
    params: Record<string, string> = {},
  ) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
    return this.read(() => route.action(this.args(path, params, { method: "POST", body })));
  }

  async get(
    route: { loader: (args: ActionFunctionArgs) => unknown },
    path: string,
    params: Record<string, string> = {},
  ) {
    return this.read(() => route.loader(this.args(path, params)));
  }

  private async read(ask: () => unknown): Promise<{ status: number; to: string | null; data: unknown }> {
    const answer = await Promise.resolve()
      .then(ask)
      .catch((thrown: unknown) => thrown);
    if (answer instanceof Error) throw answer;
    if (answer instanceof Response) {
      this.keep(answer.headers);
      return { status: answer.status, to: answer.headers.get("location"), data: null };
    }
    const wrapped = answer as { data?: unknown; init?: ResponseInit; type?: string } | null;
    if (wrapped?.type !== "DataWithResponseInit") return { status: 200, to: null, data: answer };
    this.keep(new Headers(wrapped.init?.headers));
    return { status: wrapped.init?.status ?? 200, to: null, data: wrapped.data };
  }

  private keep(headers: Headers) {
    for (const line of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

async function aUser(over: Parameters<typeof aPerson>[0] = {}) {
  const person = await aPerson({ passwordHash: await passwordHash(), ...over });
  const tab = new Tab();
  await tab.get(signInPage, "/connexion");
  const answer = await tab.post(signInPage, "/connexion", { email: person.email, password: PASSWORD });
  expect(answer.status).toBe(302);
  return { person, tab };
}

test.each([
  ["/sessions/1?vue=x", "/sessions/1?vue=x"],
  ["//autre.example/x", "/"],
  ["/\\autre.example", "/"],
  ["https://autre.example", "/"],
  ["", "/"],
])("signing in with suite %s leads to %s", async (suite, to) => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const answer = await new Tab().post(signInPage, "/connexion", {
    email: ` ${person.email.toUpperCase()} `,
    password: PASSWORD,
    suite,
  });
  expect(answer).toMatchObject({ status: 302, to });
});

test("the identifier of a browser changes when it signs in, and the former one opens nothing", async () => {
  const { tab, person } = await aUser();
  const before = tab.cookies.get("ep_session");
  await tab.post(signInPage, "/connexion", { email: person.email, password: PASSWORD });
  expect(tab.cookies.get("ep_session")).not.toBe(before);
  const copy = new Tab();
  copy.cookies.set("ep_session", before ?? "");
  expect((await copy.get(account, "/compte")).status).toBe(302);
  expect((await tab.get(account, "/compte")).status).toBe(200);
});

test("a wrong password answers 401 in the same words as an unknown address, and keeps the address typed", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const answers = [];
  for (const email of [person.email, "inconnue@fictif.example"]) {
    const { status, data } = await new Tab().post(signInPage, "/connexion", { email, password: "une erreur ici" });
    const { refusal, values } = data as { refusal: unknown; values: Record<string, string> };
    expect(values).toEqual({ email });
    answers.push({ status, refusal });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 401, refusal: { key: "account.signInRefused" } });
});

test.each([
  [{ email: "pas une adresse", password: PASSWORD }, "email"],
  [{ email: "", password: PASSWORD }, "email"],
  [{ email: "a@b.example", password: "" }, "password"],
  [{ email: ["a@b.example", "c@d.example"], password: PASSWORD }, "email"],
  [{}, "email"],
] as [Record<string, string | string[]>, string][])("a hand-made form %o answers 422 on %s", async (fields, field) => {
  const { status, data } = await new Tab().post(signInPage, "/connexion", fields);
  expect(status).toBe(422);
  expect((data as { fields: Record<string, string> }).fields).toHaveProperty(field);
});

test("a guesser is told how long to wait, with 429", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  for (let index = 0; index < 10; index++)
    await new Tab().post(signInPage, "/connexion", { email: person.email, password: "une erreur ici" });
  const { status, data } = await new Tab().post(signInPage, "/connexion", { email: person.email, password: PASSWORD });
  expect(status).toBe(429);
  expect((data as { refusal: { facts: { minutes: number } } }).refusal.facts.minutes).toBeGreaterThan(10);
});

test("signing out ends the session on the server, whoever kept the cookie", async () => {
  const { tab } = await aUser();
  const copy = new Tab();
  copy.cookies.set("ep_session", tab.cookies.get("ep_session") ?? "");
  expect(await tab.post(signOutPage, "/deconnexion", {})).toMatchObject({ status: 302, to: "/connexion" });
  expect(tab.cookies.has("ep_session")).toBe(false);
  expect(await copy.get(account, "/compte")).toMatchObject({ status: 302, to: "/connexion?suite=%2Fcompte" });
});

test("my account lists my sessions and ends one; a stranger's is unknown", async () => {
  const { tab, person } = await aUser();
  const other = await aUser();
  const elsewhere = new Tab();
  await elsewhere.post(signInPage, "/connexion", { email: person.email, password: PASSWORD });
  const { data } = await tab.get(account, "/compte");
  const { sessions } = data as { sessions: { id: string; current: boolean }[] };
  const ended = sessions.find(({ current }) => !current)?.id ?? "";
  expect((await other.tab.post(account, "/compte", { intent: "revokeSession", id: ended })).status).toBe(404);
  expect((await elsewhere.get(account, "/compte")).status).toBe(200);
  expect((await tab.post(account, "/compte", { intent: "revokeSession", id: ended })).status).toBe(302);
  expect((await elsewhere.get(account, "/compte")).status).toBe(302);
  expect((await tab.post(account, "/compte", { intent: "revokeSession", id: "x" })).status).toBe(422);
  expect((await tab.post(account, "/compte", { intent: "inconnu" })).status).toBe(422);
});

test("changing the password keeps this browser in with another identifier", async () => {
  const { tab } = await aUser();
  const before = tab.cookies.get("ep_session");
  const fields = { intent: "changePassword", current: PASSWORD, password: "encore une phrase" };
  expect((await tab.post(account, "/compte", fields)).status).toBe(302);
  expect(tab.cookies.get("ep_session")).not.toBe(before);
  expect((await tab.get(account, "/compte")).status).toBe(200);
});

test("a token is shown once, in the answer to its form, and can be revoked", async () => {
  const { tab, person } = await aUser();
  const form = { intent: "createToken", name: "tableur", scopes: ["me:read", "hours:read"], expiresInDays: "90" };
  const { status, data } = await tab.post(account, "/compte", form);
  expect([status, (data as { token: string }).token.slice(0, 3)]).toEqual([200, "ep_"]);
  const page = await tab.get(account, "/compte");
  expect(JSON.stringify(page.data)).not.toContain((data as { token: string }).token);
  for (const bad of [{ scopes: [] }, { scopes: "tout" }, { expiresInDays: "4000" }, { name: "" }] as Record<
    string,
    string | string[]
  >[])
    expect((await tab.post(account, "/compte", { ...form, name: "autre", ...bad })).status).toBe(422);
  const actor = await findActorByPerson(person.id);
  const [line] = actor ? await listTokens(actor) : [];
  expect((await tab.post(account, "/compte", { intent: "revokeToken", id: line?.id ?? "" })).status).toBe(302);
  expect(await db.apiToken.count({ where: { id: line?.id, revokedAt: null } })).toBe(0);
});

test("an invitation opens an account from its page, once; its dead link says why", async () => {
  const school = await aSchool(await anAcademie());
  const head = await aPerson({ role: "HEAD", place: school });
  const { linkId } = await inTransaction(async (tx) =>
    invitePerson(tx, { email: "venue@fictif.example", placeId: school.id, by: head.id, at: await businessNow(tx) }),
  );
  const path = (await findLinkPath(linkId))?.path ?? "";
  const params = { linkId, secret: path.split("/")[3] ?? "" };
  const tab = new Tab();
  expect((await tab.get(invitationPage, path, params)).status).toBe(200);
  expect((await tab.get(invitationPage, path, { ...params, secret: "faux" })).status).toBe(404);
  expect((await tab.get(invitationPage, path, { ...params, linkId: "faux" })).status).toBe(404);
  const form = { intent: "activate", givenName: " Nadia ", familyName: "Saïdi", password: PASSWORD };
  expect((await tab.post(invitationPage, path, { ...form, givenName: " " }, params)).status).toBe(422);
  expect((await tab.post(invitationPage, path, form, params)).status).toBe(302);
  const { data } = await tab.get(account, "/compte");
  expect((data as { person: { name: string } }).person.name).toBe("Nadia Saïdi");
  expect((await new Tab().get(invitationPage, path, params)).status).toBe(409);
  expect((await new Tab().post(invitationPage, path, form, params)).status).toBe(409);
});

test("asking for another password answers the same for whoever", async () => {
  const person = await aPerson({ passwordHash: await passwordHash() });
  const ask = (email: string) => new Tab().post(resetPage, "/mot-de-passe", { email });
  expect(await ask(person.email)).toEqual(await ask("inconnue@fictif.example"));
});

test("the language is kept by the browser and by the account, and never leads elsewhere", async () => {
  const { tab, person } = await aUser();
  const answer = await tab.post(language, "/langue", { locale: "en", back: "//autre.example" });
  expect(answer).toMatchObject({ status: 302, to: "/" });
  expect((await db.person.findUniqueOrThrow({ where: { id: person.id } })).locale).toBe("en");
  expect((await tab.post(language, "/langue", { locale: "de" })).status).toBe(422);
  expect(await new Tab().post(language, "/langue", { locale: "en", back: "/mot-de-passe" })).toMatchObject({
    to: "/mot-de-passe",
  });
});

test("a head names and ends a teacher from the page; a teacher may not open it", async () => {
  const school = await aSchool(await anAcademie());
  const head = await aUser({ role: "HEAD", place: school });
  const teacher = await aUser({ role: "TEACHER", place: school });
  const newcomer = await aPerson();
  const path = "/academie/personnes";
  expect((await teacher.tab.get(people, path)).status).toBe(403);
  const form = { intent: "nameRole", email: newcomer.email, role: "TEACHER", placeId: school.id };
  expect((await teacher.tab.post(people, path, form)).status).toBe(404);
  expect((await head.tab.post(people, path, form)).status).toBe(302);
  expect((await head.tab.post(people, path, form)).status).toBe(409);
  expect((await head.tab.post(people, path, { ...form, role: "HEAD" })).status).toBe(403);
  expect((await head.tab.post(people, path, { ...form, role: "RECTEUR" })).status).toBe(422);
  const held = await db.roleAssignment.findFirstOrThrow({ where: { personId: newcomer.id } });
  expect((await teacher.tab.post(people, path, { intent: "endRole", id: held.id })).status).toBe(404);
  expect((await head.tab.post(people, path, { intent: "suspend", id: newcomer.id })).status).toBe(403);
  expect((await head.tab.post(people, path, { intent: "endRole", id: held.id })).status).toBe(302);
  expect((await findActorByPerson(newcomer.id))?.roles).toEqual([]);
});
