import { setTimeout as sleep } from "node:timers/promises";
import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { queriesOf } from "@tests/support/queries";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDocument } from "~/domain/scenario/document.server";
import { freezeScenario } from "~/domain/version/commands/freeze.server";
import { unlockScenario } from "~/domain/version/commands/unlock.server";
import { unsafeReadVersion } from "~/domain/version/queries.server";
import { db } from "~/platform/db.server";
import { chance } from "../faults/chance";
import { paragraph, writeSync } from "./client";
import { Editor } from "./editor";
import { committedText, connect, startRealtime, until } from "./server";

// FREEZE_RUNS says how often a scenario is frozen under the hands of its writers; FREEZE_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.FREEZE_RUNS ?? 4) }, (_, n) => n);
const seed = process.env.FREEZE_SEED ?? String(Date.now() % 1_000_000);
const tally = { before: 0, refused: 0 };

let servers: Awaited<ReturnType<typeof startRealtime>>[];
beforeAll(async () => {
  servers = [await startRealtime(), await startRealtime()];
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  process.stdout.write(
    `freeze: seed ${seed}, n = ${runs.length}, ${tally.before} acknowledged before, ${tally.refused} refused after\n`,
  );
});

test.each(runs)(
  "after the answer of a freeze nothing is acknowledged, before it nothing is left out (run %i)",
  {
    timeout: 60_000,
  },
  async (run) => {
    const drawn = chance(`${seed}-${run}`);
    const { scenarioId, members, referent } = await aScenario();
    const people = [...members, referent];
    const clients = await Promise.all(
      people.map((person, n) =>
        connect(servers[n % 2]?.url ?? "", person, { transports: [drawn.below(2) === 0 ? "websocket" : "polling"] }),
      ),
    );
    await Promise.all(clients.map((client) => client.join(scenarioId)));

    const acknowledged: string[] = [];
    let frozen = false;
    let writing = true;
    const late: string[] = [];
    const hands = clients.map(async (client, who) => {
      for (let n = 0; writing; n++) {
        const line = `main ${who}, ligne ${n}.`;
        const began = frozen;
        const answer = await client.write(line, 5_000);
        if (answer.ok) {
          acknowledged.push(line);
          if (began) late.push(line);
        } else tally.refused++;
        await sleep(drawn.below(4));
      }
    });
    await sleep(100 + drawn.below(300));
    const { versionId } = await freezeScenario(await actorOf(referent), scenarioId, "Essai en classe");
    frozen = true;
    await until("each pen is gone", () => clients.every(({ accesses }) => accesses.includes("read")));
    await sleep(100);
    writing = false;
    await Promise.all(hands);

    expect(late, `seed ${seed}`).toEqual([]);
    const text = JSON.stringify((await unsafeReadVersion(scenarioId, versionId)).document);
    expect(acknowledged.filter((line) => text.split(`"${line}"`).length !== 2)).toEqual([]);
    expect(JSON.stringify(await readDocument(scenarioId))).toBe(text);
    expect(acknowledged.length).toBeGreaterThan(0);
    tally.before += acknowledged.length;

    // Whoever arrives now reads the frozen text, without what was refused.
    for (const server of servers) {
      const reader = await connect(server.url, people[0] ?? referent);
      expect(await reader.join(scenarioId)).toMatchObject({ ok: true, access: "read" });
      expect(reader.text).toBe(await committedText(scenarioId));
      reader.close();
    }
    for (const client of clients) client.close();
  },
);

test("a freeze is told to everybody without asking for the roles of each", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const people = [...members, referent];
  const clients = await Promise.all(people.map((person) => connect(servers[0]?.url ?? "", person)));
  await Promise.all(clients.map((client) => client.join(scenarioId)));
  const actor = await actorOf(referent);
  // What making these people has set in motion is over.
  await sleep(1_000);
  const asked = await queriesOf(async () => {
    await freezeScenario(actor, scenarioId, "Relecture");
    await until("each pen is gone", () => clients.every(({ accesses }) => accesses.includes("read")));
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((sql) => /from account\b/.test(sql))).toEqual([]);
  for (const client of clients) client.close();
});

test("unlocked, the pen comes back to those who stayed, and what they had waiting is saved", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [server] = servers;
  const client = await connect(server?.url ?? "", members[0] ?? referent);
  await client.join(scenarioId);
  const actor = await actorOf(referent);
  await freezeScenario(actor, scenarioId, "Relecture");
  const refused = await client.write("écrit pendant le gel");
  expect(refused).toEqual({ ok: false, reason: "read_only" });
  await until("reading only", () => client.accesses.includes("read"));
  expect(await committedText(scenarioId)).not.toContain("pendant le gel");

  await unlockScenario(actor, scenarioId, "Relu");
  await until("writing again", () => client.accesses.at(-1) === "edit");
  // Joining again brings up what the server has not.
  expect(await client.join(scenarioId)).toMatchObject({ ok: true, access: "edit" });
  await until("saved", async () => (await committedText(scenarioId)).includes("pendant le gel"));
  expect(await client.write("écrit après")).toEqual({ ok: true });
  expect(await committedText(scenarioId)).toBe(client.text);
  client.close();
});

test("the editor of the page reads while it is frozen, and goes on by itself", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const editor = await Editor.open(servers[0]?.url ?? "", members[0] ?? referent, "a", { scenarioId });
  await until("saved", () => editor.word === "saved");
  const actor = await actorOf(referent);
  // Typed as the freeze is decided: what it refuses waits in the page, which says that it is not saved.
  const freezing = freezeScenario(actor, scenarioId, "Relecture");
  for (let n = 0; n < 5; n++) editor.type();
  const { versionId } = await freezing;
  await until("the pen is gone", () => editor.line.getStatus().access === "read");
  const { waiting, word } = editor.line.getStatus();
  expect(word).toBe(waiting > 0 ? "unsaved" : "readOnly");
  const frozen = JSON.stringify((await unsafeReadVersion(scenarioId, versionId)).document);

  await unlockScenario(actor, scenarioId, "Relu");
  await until("the pen is back and all is saved", () => editor.word === "saved");
  editor.type();
  await until("saved", () => editor.word === "saved");
  expect(await committedText(scenarioId)).toBe(editor.text);
  expect(JSON.stringify((await unsafeReadVersion(scenarioId, versionId)).document)).toBe(frozen);
  editor.close();
});

test("a frame sent twice while its scenario is frozen is not called saved", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const [server] = servers;
  const client = await connect(server?.url ?? "", members[0] ?? referent);
  await client.join(scenarioId);
  // The freeze is known to the database alone, as at the moment of its commit.
  const frame = writeSync(2, client.change(paragraph("deux fois")));
  const freezing = db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select 1 from scenario where id = ${scenarioId}::uuid for update`;
      const answers = [client.send(frame), client.send(frame)];
      await sleep(150);
      const state = new Uint8Array([0, 0]);
      const [{ id } = { id: "" }] = await tx.$queryRaw<{ id: string }[]>`
        insert into scenario_version (id, scenario_id, number, kind, author_id, at, up_to, state, size, sha256, words, minutes)
        values (gen_random_uuid(), ${scenarioId}::uuid, 1, 'FREEZE', ${referent.id}::uuid, now(), 0, ${state}, 2, sha256(${state}), 0, 0)
        returning id`;
      await tx.scenarioFreezeEvent.create({
        data: { scenarioId, kind: "FREEZE", byId: referent.id, reason: "essai", versionId: id, at: new Date() },
      });
      return answers;
    },
    { timeout: 10_000 },
  );
  const answers = await Promise.all(await freezing);
  expect(answers.filter(({ ok }) => ok)).toEqual([]);
  expect(await committedText(scenarioId)).not.toContain("deux fois");
  client.close();
});
