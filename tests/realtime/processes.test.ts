import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { appendToLog, type LogNotice, logChannel } from "~/domain/scenario/log.server";
import { liveDocuments } from "~/realtime/live-documents.server";
import { chance } from "../faults/chance";
import { startChild } from "./child";
import { type Client, paragraph } from "./client";
import { startProxy } from "./proxy";
import { committedText, connect, until } from "./server";

// MESSAGE_RUNS says how many histories of messages; MESSAGE_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.MESSAGE_RUNS ?? 20) }, (_, n) => n);
const seed = process.env.MESSAGE_SEED ?? String(Date.now() % 1_000_000);
process.stdout.write(`messages between processes: seed ${seed}, ${runs.length} histories\n`);

test("a copy is right whatever becomes of the messages between the processes", { timeout: 600_000 }, async () => {
  const listener = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await listener.connect();
  onTestFinished(() => listener.end());
  const heard: LogNotice[] = [];
  listener.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "")));
  await listener.query(`listen ${logChannel}`);

  for (const run of runs) {
    const drawn = chance(`${seed}-${run}`);
    const { scenarioId, referent } = await aScenario();
    const elsewhere = liveDocuments({
      logged: () => Promise.resolve(),
      isNeeded: () => true,
      onChange: () => undefined,
      onDrop: () => undefined,
    });
    const { document } = await elsewhere.open(scenarioId);
    heard.length = 0;
    const writer = new Y.Doc();
    const count = 3 + drawn.below(10);
    for (let n = 0; n < count; n++) {
      const before = Y.encodeStateVector(writer);
      paragraph(`ligne ${n}`)(writer.getXmlFragment("content"));
      const update = Y.encodeStateAsUpdate(writer, before);
      await appendToLog([{ scenarioId, authorId: referent.id, update, clients: [] }], "another process");
    }
    await until("the messages are there", () => heard.length === count);

    let lost = 0;
    const arriving = drawn.shuffled(
      heard.flatMap((one) => {
        const times = drawn.below(4);
        if (times === 0) lost++;
        return Array.from({ length: times }, () => one);
      }),
    );
    await Promise.all(
      arriving.map(async (one) => {
        await sleep(drawn.below(5));
        await elsewhere.heard(one);
      }),
    );
    // PostgreSQL loses a message only with the connection; then everything is read again.
    if (lost > 0) await elsewhere.readAgain();
    expect(document.getXmlFragment("content").toString(), `seed ${seed}-${run}`).toBe(await committedText(scenarioId));
    elsewhere.closeAll();
  }
});

test("a process whose line to PostgreSQL has died in silence finds out and catches up", {
  timeout: 120_000,
}, async () => {
  const { scenarioId, members } = await aScenario();
  const target = new URL(process.env.DATABASE_URL ?? "");
  const proxy = await startProxy(`http://${target.host}`, chance(seed));
  target.port = String(proxy.port);
  const [one, two] = await Promise.all([
    startChild("web-process.ts"),
    startChild("web-process.ts", { env: { DATABASE_URL: target.href } }),
  ]);
  const clients: Client[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.close();
    await Promise.all([one.kill(), two.kill()]);
    await proxy.close();
  });
  for (const [who, { said }] of [one, two].entries()) {
    const client = await connect(said, members[who] ?? { id: "" });
    clients.push(client);
    await client.join(scenarioId);
  }
  const [left, right] = clients as [Client, Client];
  await left.write("avant");
  await until("it crosses", () => right.text.includes("avant"), 10_000);

  proxy.set({ swallow: "both", of: /listen/i });
  for (let n = 0; n < 5; n++) expect(await left.write(`dans le silence ${n}`)).toEqual({ ok: true });
  expect(await right.write("de l'autre côté")).toEqual({ ok: true });
  await sleep(500);
  expect(right.text).not.toContain("dans le silence");
  proxy.set({});
  await until("everything has crossed", () => right.text.includes("dans le silence 4"), 60_000);
  await until("the two agree", () => left.text === right.text, 10_000);
  expect(left.text).toBe(await committedText(scenarioId));
});
