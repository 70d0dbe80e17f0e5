import { setClock } from "@tests/factories/clock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "~/platform/db.server";
import { reads } from "./authorization/expected";
import { changedSince, fingerprint } from "./authorization/fingerprint";
import { loadBuild } from "./authorization/manifest";
import { bodyOf, fill } from "./authorization/request";
import { buildWorld, CANARY } from "./authorization/world";
import { writes } from "./authorization/writes";
import { startSite } from "./site";

// Rights end with the function, whoever led, taught or decided before. What concerns the person herself stays hers.

const build = await loadBuild();
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
const former = world.callers.filter(({ who }) => who.endsWith(":own") && who !== "TEACHER:own");
const own: Record<string, string[]> = {
  "/missions/:missionId": ["REFERENT:own"],
  "/missions/:missionId/lettre.pdf": ["REFERENT:own"],
  "/missions/:missionId/travaux": ["REFERENT:own"],
  "/heures/:entryId": ["REFERENT:own"],
  "/etats/:statementId": ["REFERENT:own"],
};
let site: Awaited<ReturnType<typeof startSite>>;
beforeAll(async () => {
  site = await startSite(build);
});
afterAll(() => site.stop());

/** The roles of the planted people ended yesterday; their sessions go on. */
async function endRoles() {
  const personId = { in: former.map(({ who }) => world.people(who).id) };
  await db.roleAssignment.updateMany({ where: { personId }, data: { validTo: new Date("2012-10-09") } });
}

async function ask(path: string, cookie: string, body?: URLSearchParams | FormData) {
  const init = body ? { method: "POST", body } : {};
  const headers = { cookie, accept: "text/html", ...(body ? { origin: "http://localhost:3000" } : {}) };
  const response = await fetch(`${site.url}${path}`, { ...init, headers, redirect: "manual" });
  return { status: response.status, text: await response.text() };
}

test("who no longer holds a role changes nothing with it", async () => {
  const wrong: string[] = [];
  for (const [key, write] of Object.entries(writes)) {
    if (!Array.isArray(write.who) || key.startsWith("/invitation")) continue;
    const [path = "", intent = ""] = key.split(" ");
    // Made while the roles are held, since commands ask for them.
    const attempt = await write.form(world);
    await endRoles();
    const before = await fingerprint();
    for (const { who, cookie } of former) {
      const cookies = [attempt.cookie, cookie].filter(Boolean).join("; ");
      const address = `${fill(path, { ...world.ids, ...attempt.params })}.data`;
      const { status } = await ask(address, cookies, bodyOf(intent, attempt));
      if (status !== 403 && status !== 404) wrong.push(`${who} ${key}: ${status}`);
    }
    for (const table of await changedSince(before)) wrong.push(`${key} changed ${table}`);
  }
  expect(wrong).toEqual([]);
});

test("who no longer holds a role reads nothing with it", async () => {
  await endRoles();
  const wrong: string[] = [];
  for (const [path, readers] of Object.entries(reads)) {
    if (!Array.isArray(readers)) continue;
    for (const { who, cookie } of former) {
      if (own[path]?.includes(who)) continue;
      const { status } = await ask(fill(path, world.ids), cookie);
      if (status !== 403 && status !== 404) wrong.push(`${who} ${path}: ${status}`);
    }
  }
  for (const path of ["/", "/sessions", "/scenarios", "/budget"])
    for (const { who, cookie } of former) {
      const { text } = await ask(path, cookie);
      const seen = ["session", "séance", "salle", "scénario", "mission", "dotation"].filter((word) =>
        text.includes(`${CANARY} ${word}`),
      );
      if (seen.length > 0) wrong.push(`${who} ${path} shows ${seen.join(", ")}`);
    }
  expect(wrong).toEqual([]);
});
