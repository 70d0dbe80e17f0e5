import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compactScenario } from "~/domain/scenario/commands.server";
import { getScenario } from "~/domain/scenario/queries.server";
import { db } from "~/platform/db.server";
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
  await Promise.all(Array.from({ length: 199 }, (_, n) => client.write(`${n}`)));
  await until("a job is asked for", async () => {
    const jobs = await db.outbox.findMany({ where: { name: "scenario.compact" } });
    return jobs.some(({ payload }) => JSON.stringify(payload).includes(scenarioId));
  });
  client.close();
});
