import { setClock } from "@tests/factories/clock";
import { theRates } from "@tests/factories/pay";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operations } from "~/api/operations.server";
import { apiScopes } from "~/domain/account/schema";
import { findActorByPerson } from "~/domain/account/sessions.server";
import { createToken } from "~/domain/account/tokens.server";
import { everybody, insiders, type Who } from "../routes/authorization/expected";
import { changedSince, fingerprint } from "../routes/authorization/fingerprint";
import { knownRights } from "../routes/authorization/manifest";
import { buildWorld, CANARY } from "../routes/authorization/world";
import { startDoors } from "../routes/doors-server";

// Rows written by hand from the rules of the house, never from the code.

const overseers: Who[] = ["HEAD:own", "CTICE:own", "RECTORAT:own", "TRAINING_OFFICE:own"];
const academieOf = (...roles: string[]) => roles.flatMap((role) => [`${role}:own`, `${role}:other`] as Who[]);

/** A record: who reads it. A list: who finds the planted row in it, others opening a list without it. */
const readers: Record<string, { who: Who[]; row?: "cohortId" | "entryId" | "envelopeId" | "schoolId"; opens?: Who[] }> =
  {
    "/me": { who: everybody },
    "/places": {
      who: [...overseers, "NATIONAL_PILOT:own", "PLATFORM_ADMIN:own"],
      row: "schoolId",
      opens: ["HEAD:sibling", "HEAD:other", ...academieOf("CTICE", "RECTORAT", "TRAINING_OFFICE")],
    },
    "/cohorts": { who: ["REFERENT:own", "TEACHER:own", ...overseers], row: "cohortId", opens: everybody },
    "/cohorts/{id}": { who: ["REFERENT:own", "TEACHER:own", ...overseers], row: "cohortId" },
    "/hours": { who: ["REFERENT:own"], row: "entryId", opens: everybody },
    "/hours?view=place": {
      who: ["REFERENT:own", ...overseers],
      row: "entryId",
      opens: everybody,
    },
    "/hours/{id}": { who: ["REFERENT:own", ...overseers], row: "entryId" },
    "/envelopes": {
      who: overseers,
      row: "envelopeId",
      opens: everybody.filter((who) => /^(HEAD|CTICE|RECTORAT|TRAINING_OFFICE|NATIONAL_PILOT)/.test(who)),
    },
    "/envelopes/{id}": { who: overseers, row: "envelopeId" },
    "/pay/rates": { who: everybody },
    "/pay/simulate": { who: everybody },
    "/pay/instalments": { who: everybody },
    "/pay/corrections/simulate": { who: everybody },
    "/pay/recoveries/check": { who: everybody },
  };
/** What the operations that compute are sent; the others are only read. */
const bodies: Record<string, object> = {
  "/pay/simulate": { lines: [{ ref: "a", channel: "IFIC", amount: "400.00" }] },
  "/pay/instalments": { channel: "IMP", amount: "1250.00" },
  "/pay/corrections/simulate": {
    line: {
      channel: "HSE",
      corps: "certifie",
      grade: "CN",
      serviceDate: "2012-03-14",
      minutes: 360,
      amount: "224.16",
    },
    trueMinutes: 240,
  },
  "/pay/recoveries/check": { paidOn: "2012-07-25", claimedOn: "2013-01-10" },
};
const query: Record<string, string> = { "/pay/rates": "?corps=CERTIFIE&grade=CN&date=2012-10-17" };

let server: Awaited<ReturnType<typeof startDoors>>;
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
beforeAll(async () => {
  await theRates();
  server = await startDoors();
});
afterAll(() => server.stop());

async function ask(path: string, token: string | null) {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const body = bodies[path] && JSON.stringify(bodies[path]);
  if (body) headers["content-type"] = "application/json";
  const response = await fetch(`${server.url}/api/v1${path}`, { headers, ...(body ? { method: "POST", body } : {}) });
  return { status: response.status, text: await response.text() };
}

const tokens = new Map<Who, string>();
async function tokenOf(who: Who): Promise<string> {
  const known = tokens.get(who);
  if (known) return known;
  const actor = await findActorByPerson(world.people(who).id);
  if (!actor) throw new Error(who);
  const token = await createToken(actor, { name: "matrix", scopes: [...apiScopes], expiresInDays: 1 });
  tokens.set(who, token);
  return token;
}

test("every operation has its row, reads or computes, and names a right and a scope that exist", async () => {
  const paths = Object.keys(readers).map((path) => path.split("?")[0] ?? "");
  expect([...new Set(paths)].sort()).toEqual(operations.map(({ path }) => path).sort());
  const rights = await knownRights();
  for (const { method, policy, scope, path } of operations) {
    expect(method, path).toBe(path in bodies ? "post" : "get");
    expect(rights, path).toContain(policy);
    expect(apiScopes, path).toContain(scope);
    expect((await ask(path.replace("{id}", world.ids.cohortId), null)).status, path).toBe(401);
  }
});

test.each(Object.entries(readers))(
  "%s answers those who may read it, and nobody else",
  async (path, { who, ...row }) => {
    const id = row.row ? world.ids[row.row] : "";
    const byId = path.includes("{id}");
    const address = path.replace("{id}", id) + (query[path] ?? "");
    const callers = everybody.map(async (caller) => [caller, await tokenOf(caller)] as const);
    const given = await Promise.all(callers);
    const before = await fingerprint();
    const wrong: string[] = [];
    for (const [caller, token] of given) {
      const { status, text } = await ask(address, token);
      const may = who.includes(caller);
      const opens = may || (row.opens ?? []).includes(caller);
      if (opens ? status !== 200 : status !== (byId ? 404 : 403)) wrong.push(`${caller}: ${status}`);
      if (id !== "" && status === 200 && text.includes(id) !== may)
        wrong.push(`${caller} ${may ? "misses" : "has"} the row`);
      // Everybody may read their own name.
      if (!insiders.includes(caller) && path !== "/me" && text.includes(CANARY)) wrong.push(`${caller} reads a canary`);
    }
    expect(wrong).toEqual([]);
    expect((await changedSince(before)).filter((table) => table !== "api_token")).toEqual([]);
  },
);

test("schools are listed below one's own place and nowhere else", async () => {
  const { own, sibling, other } = world.places;
  const below: [Who, { id: string }[]][] = [
    ["HEAD:own", [own]],
    ["HEAD:sibling", [sibling]],
    ["CTICE:own", [own, sibling]],
    ["RECTORAT:other", [other]],
    ["NATIONAL_PILOT:own", [own, sibling, other]],
  ];
  for (const [who, schools] of below) {
    const { items } = JSON.parse((await ask("/places", await tokenOf(who))).text) as { items: { id: string }[] };
    expect(items.map(({ id }) => id).sort(), who).toEqual(schools.map(({ id }) => id).sort());
  }
});
