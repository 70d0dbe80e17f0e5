import { setClock } from "@tests/factories/clock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemaVersion } from "~/editor/protocol";
import { env } from "~/platform/env.server";
import { clientEvents } from "~/realtime/events";
import { everybody, type Who } from "../routes/authorization/expected";
import { changedSince, fingerprint } from "../routes/authorization/fingerprint";
import { knownRights } from "../routes/authorization/manifest";
import { buildWorld, CANARY } from "../routes/authorization/world";
import { Client, writeSync } from "./client";
import { startRealtime, until } from "./server";

// Rows written by hand from the rules of the house: the team and its référent write, the rest of the cohort, its
// trainers and the CTICE read, and the head of the school sees participation only.

const writers: Who[] = ["REFERENT:own", "TEACHER:own"];
const readers: Who[] = [...writers, "TRAINER:own", "CTICE:own"];
const rows: Record<string, Who[]> = {
  "scenario.join": readers,
  "scenario.update": writers,
  "scenario.awareness": writers,
};

let server: Awaited<ReturnType<typeof startRealtime>>;
await setClock("2012-10-10T07:00:00Z");
const world = await buildWorld();
beforeAll(async () => {
  server = await startRealtime();
});
afterAll(() => server.stop());

const connected = (who: Who) => {
  const cookie = world.callers.find((caller) => caller.who === who)?.cookie ?? "";
  return new Client({ url: server.url, origin: env().ORIGIN[0] ?? "", cookie, schema: schemaVersion }).connected();
};

test("every event that a client may send has its row and names a right that exists", async () => {
  const rights = await knownRights();
  expect(clientEvents.map(({ event }) => event).sort()).toEqual(Object.keys(rows).sort());
  expect(clientEvents.map(({ policy }) => policy).filter((policy) => !rights.includes(policy))).toEqual([]);
});

test.each(everybody)("%s joins, writes and is seen where the rules say so", async (who) => {
  const { scenarioId } = world.ids;
  const witness = await connected("REFERENT:own");
  await witness.join(scenarioId);
  expect(await witness.write(`${CANARY} phase`)).toEqual({ ok: true });
  const before = await fingerprint();
  const client = await connected(who);

  // Before joining, nothing is theirs, whatever they may do after.
  expect(await client.write("trop tôt")).toMatchObject({ ok: false });
  const joined = await client.join(scenarioId);
  const may = (event: string) => (rows[event] ?? []).includes(who);
  expect(joined.ok).toBe(may("scenario.join"));
  if (!may("scenario.join")) expect(joined).toEqual({ ok: false, reason: "not_found" });
  expect(client.text.includes(CANARY)).toBe(may("scenario.join"));

  client.showCaret({ user: { name: "x" }, cursor: null });
  const written = await client
    .send(
      writeSync(
        2,
        client.change((text) => text.delete(0, 0)),
      ),
      5_000,
    )
    .catch(() => null);
  expect(written?.ok ?? false).toBe(may("scenario.update"));
  if (!may("scenario.update")) {
    expect(await client.write("par la petite porte")).toMatchObject({ ok: false });
    expect(await changedSince(before)).toEqual([]);
  }
  if (may("scenario.awareness")) await until("seen", () => witness.present.has(client.doc.clientID));
  else expect(witness.present.has(client.doc.clientID)).toBe(false);
  client.close();
  witness.close();
});

test("a visitor does not even connect", async () => {
  const visitor = new Client({ url: server.url, origin: env().ORIGIN[0] ?? "", transports: ["polling"] });
  await expect(visitor.connected()).rejects.toThrow(/session/);
});
