import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compactScenario } from "~/domain/scenario/commands.server";
import { getScenario } from "~/domain/scenario/queries.server";
import { limits } from "~/editor/protocol";
import { db } from "~/platform/db.server";
import { chance } from "../faults/chance";
import { startChild } from "./child";
import { committedText, connect, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  server = await startRealtime();
});
afterAll(() => server.stop());

test("compaction loses nothing, twice at once and while people write", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await connect(server.url, members[0] ?? { id: "" });
  await client.join(scenarioId);
  const writing = (async () => {
    for (let n = 0; n < 60; n++) expect(await client.write(`ligne ${n}.`)).toEqual({ ok: true });
  })();
  const compacting = (async () => {
    for (let n = 0; n < 10; n++) await Promise.all([compactScenario(scenarioId), compactScenario(scenarioId)]);
  })();
  await Promise.all([writing, compacting]);
  await compactScenario(scenarioId);

  expect(await committedText(scenarioId)).toBe(client.text);
  for (let n = 0; n < 60; n++) expect(client.text.split(`>ligne ${n}.<`)).toHaveLength(2);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(0);
  client.close();
});

test("a scenario opens from its snapshot in another process", async () => {
  const { scenarioId, members } = await aScenario();
  await compactScenario(scenarioId);
  const client = await connect(server.url, members[0] ?? { id: "" });
  expect(await client.join(scenarioId)).toMatchObject({ ok: true });
  expect(client.text).toContain("graphique au tableur");
  expect(await client.write("après le cliché")).toEqual({ ok: true });
  await compactScenario(scenarioId);
  expect(await committedText(scenarioId)).toContain("après le cliché");
  client.close();
});

test("a row that cannot be read is set aside: the text opens, and the row stays", async () => {
  const { scenarioId, members, referent } = await aScenario();
  await db.scenarioUpdate.create({ data: { scenarioId, update: new Uint8Array([7, 7, 7, 7]) } });
  const client = await connect(server.url, members[0] ?? { id: "" });
  expect(await client.join(scenarioId)).toMatchObject({ ok: true });
  expect(client.text).toContain("graphique au tableur");
  await compactScenario(scenarioId);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(1);
  expect((await getScenario(await actorOf(referent), scenarioId)).html).toContain("graphique au tableur");
  client.close();
});

test("a long log asks for its compaction", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await connect(server.url, members[0] ?? { id: "" });
  await client.join(scenarioId);
  let rows = 0;
  const write = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, (_, n) => client.write(`${n}`)));
    // One refused as too fast would leave a hole that all that follows waits for.
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    rows += count;
  };
  const isAsked = async () => {
    const jobs = await db.outbox.findMany({ where: { name: "scenario.compact" } });
    return jobs.some(({ payload }) => JSON.stringify(payload).includes(scenarioId));
  };
  await write(limits.updatesBurst / 2);
  expect(await isAsked()).toBe(false);
  // From 500 rows, and not all scenarios at once: the moment is drawn.
  const writeOn = async () => {
    await write(limits.updatesPerSecond / 4);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return isAsked();
  };
  await until("a job is asked for", writeOn, 90_000);
  expect(rows).toBeGreaterThanOrEqual(500);
  client.close();
});

// COMPACTION_KILLS says how many compactions are killed; COMPACTION_SEED plays a series again.
const kills = Number(process.env.COMPACTION_KILLS ?? 4);
const seed = process.env.COMPACTION_SEED ?? String(Date.now() % 1_000_000);

test("two that compact at once, each killed at any point, lose nothing", {
  timeout: 60_000 * (kills + 1),
}, async () => {
  process.stdout.write(`compaction: seed ${seed}, ${kills} kills\n`);
  const drawn = chance(seed);
  const { scenarioId, members } = await aScenario();
  const client = await connect(server.url, members[0] ?? { id: "" });
  await client.join(scenarioId);
  const acknowledged: string[] = [];
  let writing = true;
  const hands = (async () => {
    for (let n = 0; writing; n++) {
      const line = `ligne ${n}.`;
      if ((await client.write(line)).ok) acknowledged.push(line);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  })();
  for (let left = kills; left > 0; ) {
    const pair = await Promise.all([1, 2].map(() => startChild("compactor.ts", { args: [scenarioId] })));
    for (const child of pair.slice(0, left)) {
      await new Promise((resolve) => setTimeout(resolve, drawn.below(150)));
      expect(child.ended(), "it was at work until now").toBe(false);
      await child.kill();
      left--;
    }
    await Promise.all(pair.map((child) => child.kill()));
  }
  writing = false;
  await hands;
  await compactScenario(scenarioId);
  const text = await committedText(scenarioId);
  expect(text).toBe(client.text);
  expect(acknowledged.filter((line) => text.split(`>${line}<`).length !== 2)).toEqual([]);
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(0);
  client.close();
});
