import { aScenario } from "@tests/factories/scenario";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { db } from "~/platform/db.server";
import type { Client } from "./client";
import { paragraph, writeSync } from "./client";
import { committedText, connect, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
let owner: pg.Client;
const opened: Client[] = [];

beforeAll(async () => {
  server = await startRealtime();
  owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL });
  await owner.connect();
});
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});
afterAll(async () => {
  await owner.end();
  await server.stop();
});

async function joined(person: { id: string } | undefined, scenarioId: string) {
  const client = await connect(server.url, person ?? { id: "" });
  opened.push(client);
  await client.join(scenarioId);
  return client;
}

const soon = (ms: number) => new Promise<"no answer">((resolve) => setTimeout(() => resolve("no answer"), ms));

test("an acknowledged update is already in the log, under the server's author", async () => {
  const { scenarioId, members } = await aScenario();
  const writer = await joined(members[0], scenarioId);
  for (let n = 0; n < 20; n++) {
    const before = await db.scenarioUpdate.count({ where: { scenarioId } });
    expect(await writer.write(`phrase ${n}`)).toEqual({ ok: true });
    const rows = await db.scenarioUpdate.findMany({ where: { scenarioId }, orderBy: { id: "asc" } });
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.authorId).toBe(members[0]?.id);
    expect(await committedText(scenarioId)).toContain(`phrase ${n}`);
  }
});

test("while the commit waits, peers see the text and its author has no acknowledgement", async () => {
  const { scenarioId, members } = await aScenario();
  const writer = await joined(members[0], scenarioId);
  const peer = await joined(members[1], scenarioId);
  await owner.query("begin");
  await owner.query("lock table scenario_update in share mode");

  const answer = writer.write("pas encore sur le disque");
  await until("the peer sees it", () => peer.text.includes("pas encore sur le disque"));
  expect(await Promise.race([answer, soon(300)])).toBe("no answer");

  await owner.query("commit");
  expect(await answer).toEqual({ ok: true });
  expect(await committedText(scenarioId)).toContain("pas encore sur le disque");
});

test("when the log cannot be written nobody is told « Enregistré », and it is written once it can", async () => {
  const { scenarioId, members } = await aScenario();
  const writer = await joined(members[0], scenarioId);
  await owner.query("alter table scenario_update rename to scenario_update_away");
  const answers = [writer.write("première panne"), writer.write("deuxième panne")];
  try {
    expect(await Promise.race([...answers, soon(1_000)])).toBe("no answer");
  } finally {
    await owner.query("alter table scenario_update_away rename to scenario_update");
  }
  expect(await Promise.all(answers)).toEqual([{ ok: true }, { ok: true }]);
  const text = await committedText(scenarioId);
  expect(text.split("première panne")).toHaveLength(2);
  expect(text.split("deuxième panne")).toHaveLength(2);
});

test("an update sent twice is acknowledged twice and logged once", async () => {
  const { scenarioId, members } = await aScenario();
  const writer = await joined(members[0], scenarioId);
  const frame = writeSync(2, writer.change(paragraph("une seule fois")));
  const before = await db.scenarioUpdate.count({ where: { scenarioId } });
  expect(await Promise.all([writer.send(frame), writer.send(frame), writer.send(frame)])).toEqual(
    Array(3).fill({ ok: true }),
  );
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(before + 1);
});

test("many writers share commits and each update has its row", async () => {
  const { scenarioId, members } = await aScenario();
  const writers = await Promise.all([joined(members[0], scenarioId), joined(members[1], scenarioId)]);
  const before = await db.scenarioUpdate.count({ where: { scenarioId } });
  const answers = await Promise.all(
    writers.flatMap((writer, who) => Array.from({ length: 100 }, (_, n) => writer.write(`${who}:${n}.`))),
  );
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(before + 200);
});

test("a stop waits for the log: what was sent is acknowledged or was never saved", async () => {
  const { scenarioId, members } = await aScenario();
  const stopping = await startRealtime();
  const writer = await connect(stopping.url, members[0] ?? { id: "" });
  opened.push(writer);
  await writer.join(scenarioId);
  const sent = Array.from({ length: 30 }, (_, n) => writer.write(`avant l'arrêt ${n};`, 2_000).catch(() => null));
  await stopping.stop();
  const answers = await Promise.all(sent);
  const text = await committedText(scenarioId);
  answers.forEach((answer, n) => {
    if (answer?.ok) expect(text).toContain(`avant l'arrêt ${n};`);
  });
});

test("what only the peers still hold comes back to a server that lost it", async () => {
  const { scenarioId, members } = await aScenario();
  const peer = await joined(members[1], scenarioId);
  peer.change(paragraph("vu par un pair, jamais enregistré"));
  peer.socket.disconnect();
  peer.socket.connect();
  await peer.connected();
  await peer.join(scenarioId);
  expect(await committedText(scenarioId)).toContain("vu par un pair, jamais enregistré");
});
