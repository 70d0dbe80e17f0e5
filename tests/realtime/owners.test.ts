import { aScenario } from "@tests/factories/scenario";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { db } from "~/platform/db.server";
import { startChild } from "./child";
import { type Client, paragraph, writeSync } from "./client";
import { committedText, connect, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
const opened: Client[] = [];
beforeAll(async () => {
  server = await startRealtime();
});
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});
afterAll(() => server.stop());

async function joined(person: { id: string } | undefined, scenarioId: string, url = server.url) {
  const client = await connect(url, person ?? { id: "" });
  opened.push(client);
  expect(await client.join(scenarioId)).toMatchObject({ ok: true });
  return client;
}

/** What somebody makes who gives their editor the number of somebody else's. */
function underNumberOf(victim: Client, text: string, clock = 0): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(victim.doc));
  doc.clientID = victim.doc.clientID;
  const before = Y.encodeStateVector(doc);
  for (let n = 0; n <= clock; n++) paragraph(text)(doc.getXmlFragment("content"));
  return Y.encodeStateAsUpdate(doc, before);
}

test("nobody writes under the Yjs client of somebody else, who loses no word by it", async () => {
  const { scenarioId, members } = await aScenario();
  const [honest, liar] = [await joined(members[0], scenarioId), await joined(members[1], scenarioId)];
  expect(await honest.write("le mien")).toEqual({ ok: true });
  await until("the other has it", () => liar.text.includes("le mien"));
  const forged = underNumberOf(honest, "pas le sien");

  expect(await liar.send(writeSync(2, forged))).toEqual({ ok: false, reason: "foreign" });
  expect(await liar.send(writeSync(1, forged))).toEqual({ ok: true });
  // In the same frame as words of one's own: these stay.
  liar.change(paragraph("à moi"));
  const mixed = Y.mergeUpdates([Y.encodeStateAsUpdate(liar.doc), forged]);
  expect(await liar.send(writeSync(1, mixed))).toEqual({ ok: true });

  expect(await honest.write("la suite")).toEqual({ ok: true });
  const text = await committedText(scenarioId);
  expect(text).not.toContain("pas le sien");
  for (const word of ["le mien", "à moi", "la suite"]) expect(text.split(`>${word}<`)).toHaveLength(2);
});

test("a client stays its owner's after they have left, in another process, and after compaction", async () => {
  const { compactScenario } = await import("~/domain/scenario/commands.server");
  const { scenarioId, members } = await aScenario();
  const honest = await joined(members[0], scenarioId);
  await honest.write("avant de partir");
  const offline = honest.change(paragraph("écrit hors ligne"));
  honest.close();
  const forged = underNumberOf(honest, "à sa place");
  await compactScenario(scenarioId);

  const other = await startRealtime();
  try {
    const liar = await joined(members[1], scenarioId, other.url);
    expect(await liar.send(writeSync(2, forged))).toEqual({ ok: false, reason: "foreign" });
    // The owner again, on another connection, from a tab that was reloaded: its editor has a new number.
    const again = await joined(members[0], scenarioId, other.url);
    expect(await again.send(writeSync(2, offline))).toEqual({ ok: true });
    expect(await committedText(scenarioId)).toContain("écrit hors ligne");
  } finally {
    await other.stop();
  }
});

test("another process knows at once whose a new client is", async () => {
  const { scenarioId, members } = await aScenario();
  const other = await startRealtime();
  try {
    const liar = await joined(members[1], scenarioId, other.url);
    const honest = await joined(members[0], scenarioId);
    await honest.write("ici");
    await until("it is there", () => liar.text.includes("ici"));
    expect(await liar.send(writeSync(2, underNumberOf(honest, "faux")))).toMatchObject({ reason: "foreign" });
  } finally {
    await other.stop();
  }
});

test("who shows a caret first owns its client, before the first word and after leaving", async () => {
  const { scenarioId, members } = await aScenario();
  const [honest, liar] = [await joined(members[0], scenarioId), await joined(members[1], scenarioId)];
  honest.showCaret({ cursor: null });
  await until("the caret is seen", () => liar.present.has(honest.doc.clientID));
  expect(await liar.send(writeSync(2, underNumberOf(honest, "volé")))).toMatchObject({ reason: "foreign" });
  honest.close();
  await until("the caret is gone", () => liar.present.get(honest.doc.clientID) === null);
  const witness = await joined(members[0], scenarioId);
  liar.showCaret({ cursor: { anchor: 1, head: 1 } }, honest.doc.clientID);
  liar.showCaret({ cursor: { anchor: 1, head: 1 } });
  await until("the liar is seen under their own", () => witness.present.has(liar.doc.clientID));
  expect(witness.present.get(honest.doc.clientID) ?? null).toBeNull();
});

test("the first text of a scenario is nobody's to go on with", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const [first] = Y.decodeStateVector(Y.encodeStateVector(client.doc)).keys();
  client.doc.clientID = first ?? 0;
  expect(await client.write("sous le numéro du modèle")).toEqual({ ok: false, reason: "foreign" });
  // Left out in silence it would be called saved.
  expect(await client.send(writeSync(1, Y.encodeStateAsUpdate(client.doc)))).toEqual({ ok: false, reason: "foreign" });
});

test("one frame does not make a hundred clients", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const updates = Array.from({ length: 100 }, () => {
    const doc = new Y.Doc();
    paragraph("x")(doc.getXmlFragment("content"));
    return Y.encodeStateAsUpdate(doc);
  });
  expect(await client.send(writeSync(1, Y.mergeUpdates(updates)))).toEqual({ ok: false, reason: "too_large" });
  expect(await db.scenarioClient.count({ where: { scenarioId } })).toBe(0);
});

test("what a killed server had shown comes back from a peer, under the person who wrote it", {
  timeout: 120_000,
}, async () => {
  const { scenarioId, members } = await aScenario();
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
  const web = await startChild("web-process.ts");
  try {
    const writer = await joined(members[0], scenarioId, web.said);
    const peer = await joined(members[1], scenarioId, web.said);
    await owner.query("alter table scenario_update rename to scenario_update_away");
    const never = writer.write("vu mais pas écrit", 60_000).catch(() => null);
    await until("the peer sees it", () => peer.text.includes("vu mais pas écrit"));
    await web.kill();
    writer.close();
    await owner.query("alter table scenario_update_away rename to scenario_update");
    peer.change(paragraph("bâti dessus"));
    expect(await never).toBeNull();
    expect(await committedText(scenarioId)).not.toContain("vu mais pas écrit");

    // The same tab of the peer, on another server.
    const back = await connect(server.url, members[1] ?? { id: "" });
    opened.push(back);
    Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(peer.doc));
    const [shown] = peer.shown;
    if (!shown) throw new Error("nothing was vouched for");
    back.shown.push(...peer.shown);
    await back.join(scenarioId);

    const text = await committedText(scenarioId);
    for (const word of ["vu mais pas écrit", "bâti dessus"]) expect(text.split(`>${word}<`)).toHaveLength(2);
    const rows = await db.scenarioUpdate.findMany({ where: { scenarioId }, orderBy: { id: "asc" } });
    expect(rows.slice(-2).map(({ authorId }) => authorId)).toEqual([members[0]?.id, members[1]?.id]);

    // A voucher is for those bytes in that scenario.
    const frame = writeSync(2, shown.update);
    const altered = Buffer.from(frame);
    altered[altered.length - 4] = 65;
    for (const bad of [
      { frame: altered, voucher: shown.voucher },
      { frame, voucher: `${shown.voucher.slice(0, 22)}.1:${members[1]?.id}` },
      { frame, voucher: "" },
      { frame, voucher: { toString: 1 } },
    ])
      expect(await back.send(bad)).toEqual({ ok: false, reason: "foreign" });
    const { scenarioId: elsewhere, members: others } = await aScenario();
    const stranger = await joined(others[0], elsewhere);
    expect(await stranger.send({ frame, voucher: shown.voucher })).toEqual({ ok: false, reason: "foreign" });
  } finally {
    await owner.end();
    await web.kill();
  }
});
