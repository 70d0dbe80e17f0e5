import { aPerson } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { limits, schemaVersion } from "~/editor/protocol";
import { db } from "~/platform/db.server";
import { Client, paragraph, writeSync } from "./client";
import { committedText, connect, signedIn, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
const opened: Client[] = [];

beforeAll(async () => {
  server = await startRealtime();
});
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});
afterAll(() => server.stop());

async function connected(person: { id: string }, over: Parameters<typeof connect>[2] = {}) {
  const client = await connect(server.url, person, over);
  opened.push(client);
  return client;
}

test("nobody connects without a session", async () => {
  const client = new Client({ url: server.url, origin: "http://localhost:3000", transports: ["polling"] });
  await expect(client.connected()).rejects.toThrow(/session/);
  const forged = new Client({
    url: server.url,
    origin: "http://localhost:3000",
    cookie: "ep_session=ImludmVudCI%3D",
    transports: ["polling"],
  });
  await expect(forged.connected()).rejects.toThrow(/session/);
});

test.each([
  ["a foreign origin", "https://ailleurs.example"],
  ["another port of ours", "http://localhost:3001"],
  ["the null origin", "null"],
])("%s is refused, over both transports, whatever the cookie", async (_what, origin) => {
  const { cookie } = await signedIn(await aPerson());
  for (const transport of ["polling", "websocket"] as const) {
    const client = new Client({ url: server.url, origin, cookie, transports: [transport] });
    await expect(client.connected()).rejects.toThrow();
  }
});

test("a handshake without origin must come to our own host", async () => {
  const { cookie } = await signedIn(await aPerson());
  const handshake = (headers: Record<string, string>) =>
    fetch(`${server.url}/temps-reel/?EIO=4&transport=polling`, { headers: { cookie, ...headers } });
  expect((await handshake({})).status).toBe(403);
  expect((await handshake({ origin: "http://localhost:3000" })).status).toBe(200);
  expect((await handshake({ origin: "http://localhost:3000", "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("a stranger, an unknown scenario and a malformed id get answers that say nothing", async () => {
  const { scenarioId } = await aScenario();
  const stranger = await connected(await aPerson());
  const refused = { ok: false, reason: "not_found" };
  expect(await stranger.join(scenarioId)).toEqual(refused);
  expect(await stranger.join("019ac000-0000-7000-8000-000000000000")).toEqual(refused);
  expect(await stranger.join("../../etc")).toEqual({ ok: false, reason: "malformed" });
  expect(await stranger.write("dehors")).toEqual({ ok: false, reason: "not_joined" });
});

test("the head of the school does not read the text, the CTICE of the académie does", async () => {
  const { scenarioId, school, academie } = await aScenario();
  const head = await connected(await aPerson({ role: "HEAD", place: school }));
  expect(await head.join(scenarioId)).toMatchObject({ ok: false });
  const ctice = await connected(await aPerson({ role: "CTICE", place: academie }));
  expect(await ctice.join(scenarioId)).toMatchObject({ ok: true, access: "read" });
});

test("who reads writes neither the text nor presence", async () => {
  const { scenarioId, otherTrainee, members } = await aScenario();
  const writer = await connected(members[0] ?? { id: "" });
  await writer.join(scenarioId);
  const reader = await connected(otherTrainee);
  expect(await reader.join(scenarioId)).toMatchObject({ ok: true, access: "read" });

  expect(await reader.write("par la petite porte")).toEqual({ ok: false, reason: "read_only" });
  expect(await reader.send(writeSync(1, reader.change(paragraph("par l'autre"))))).toMatchObject({ ok: false });
  reader.showCaret({ user: { name: "Claire Delmas" }, cursor: null });
  await writer.write("témoin");

  await until("the reader sees the text", () => reader.text.includes("témoin"));
  expect(writer.present.size).toBe(0);
  expect(await committedText(scenarioId)).not.toMatch(/petite porte|par l'autre/);
});

test("presence carries the name the server knows, for one's own client only, and goes with the line", async () => {
  const { scenarioId, members } = await aScenario();
  const [honest, liar] = [await connected(members[0] ?? { id: "" }), await connected(members[1] ?? { id: "" })];
  await honest.join(scenarioId);
  await liar.join(scenarioId);
  honest.showCaret({ cursor: { anchor: 1, head: 1 } });
  await until("the other sees the caret", () => liar.present.has(honest.doc.clientID));

  liar.showCaret({ user: { name: "Claire Delmas" }, cursor: { anchor: 2, head: 2 }, extra: "x" });
  liar.showCaret({ user: { name: "Claire Delmas" } }, honest.doc.clientID);
  await until("a caret arrives", () => honest.present.has(liar.doc.clientID));

  const seen = honest.present.get(liar.doc.clientID);
  expect(seen).toEqual({
    user: {
      personId: members[1]?.id,
      name: expect.stringContaining(members[1]?.familyName ?? "?"),
      color: expect.any(String),
    },
    cursor: { anchor: 2, head: 2 },
  });
  expect(honest.present.has(honest.doc.clientID)).toBe(false);
  liar.close();
  await until("the caret is gone", () => honest.present.get(liar.doc.clientID) === null);
});

test.each([0, schemaVersion - 1, schemaVersion + 1])("an editor of schema %i only reads", async (schema) => {
  const { scenarioId, members } = await aScenario();
  const old = await connected(members[0] ?? { id: "" }, { schema });
  expect(await old.join(scenarioId)).toMatchObject({ ok: true, access: "read" });
  expect(await old.write("ancien")).toEqual({ ok: false, reason: "read_only" });
});

test.each<[string, (facts: { personId: string; sessionId: string }) => Promise<unknown>, string]>([
  [
    "an ended session",
    ({ sessionId }) => db.httpSession.update({ where: { id: sessionId }, data: { revokedAt: new Date() } }),
    "session_ended",
  ],
  [
    "a suspended account",
    ({ personId }) => db.account.update({ where: { personId }, data: { status: "SUSPENDED" } }),
    "session_ended",
  ],
  [
    "a trainee who leaves the cohort",
    async ({ personId }) => {
      const enrolment = await db.enrolment.findFirstOrThrow({ where: { personId } });
      await db.enrolmentEvent.create({ data: { enrolmentId: enrolment.id, status: "WITHDRAWN", at: new Date() } });
    },
    "access_withdrawn",
  ],
])("%s closes the door within two seconds", async (_what, withdraw, code) => {
  const { scenarioId, members } = await aScenario();
  const person = members[0] ?? { id: "" };
  const { cookie, sessionId } = await signedIn(person);
  const client = await connected(person, { cookie });
  await client.join(scenarioId);
  expect(await client.write("encore permis")).toEqual({ ok: true });

  await withdraw({ personId: person.id, sessionId });
  expect(await until("the door is closed", () => !client.socket.connected, 2_000)).toBeLessThan(2_000);
  expect(client.closed).toEqual([code]);
});

test("who leaves the team goes on reading and writes no more, from the next second on", async () => {
  const { scenarioId, members } = await aScenario();
  const member = members[0];
  const client = await connected(member ?? { id: "" });
  await client.join(scenarioId);
  await db.teamMember.delete({ where: { enrolmentId: member?.enrolmentId ?? "" } });
  await until("the client is told", () => client.accesses.includes("read"), 2_000);
  expect(await client.write("trop tard")).toEqual({ ok: false, reason: "read_only" });
  expect(client.socket.connected).toBe(true);
});

test("one person holds a bounded number of connections", async () => {
  const person = await aPerson();
  const { cookie } = await signedIn(person);
  for (let n = 0; n < limits.connectionsPerPerson; n++) await connected(person, { cookie });
  await expect(connected(person, { cookie })).rejects.toThrow(/too_many_connections/);
});
