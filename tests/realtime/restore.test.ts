import { setTimeout as sleep } from "node:timers/promises";
import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { compactScenario } from "~/domain/scenario/commands.server";
import { nameVersion } from "~/domain/version/commands/keep.server";
import { restoreVersion } from "~/domain/version/commands/restore.server";
import { db } from "~/platform/db.server";
import { chance } from "../faults/chance";
import { writeSync } from "./client";
import { committedText, connect, startRealtime, until } from "./server";

// RESTORE_RUNS says how often a text is brought back under the hands of its writers; RESTORE_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.RESTORE_RUNS ?? 3) }, (_, n) => n);
const seed = process.env.RESTORE_SEED ?? String(Date.now() % 1_000_000);
const tally = { acknowledged: 0, restored: 0 };

let servers: Awaited<ReturnType<typeof startRealtime>>[];
beforeAll(async () => {
  servers = [await startRealtime(), await startRealtime()];
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  process.stdout.write(
    `restore: seed ${seed}, n = ${runs.length}, ${tally.restored} restored, ${tally.acknowledged} edits acknowledged, 0 lost\n`,
  );
});

test.each(runs)(
  "a text brought back while people write: all see it, and no acknowledged word is lost (run %i)",
  {
    timeout: 90_000,
  },
  async (run) => {
    const drawn = chance(`${seed}-${run}`);
    const { scenarioId, members, referent } = await aScenario();
    const people = [...members, referent];
    const clients = await Promise.all(people.map((person, n) => connect(servers[n % 2]?.url ?? "", person)));
    await Promise.all(clients.map((client) => client.join(scenarioId)));
    const [first] = clients;
    expect(await first?.write("Ce paragraphe est dans la version. ")).toEqual({ ok: true });
    await until("everybody has it", () => clients.every(({ text }) => text.includes("dans la version")));
    const actor = await actorOf(referent);
    const { id } = await nameVersion(actor, scenarioId, "Départ");

    const acknowledged: string[] = [];
    let writing = true;
    const hands = clients.map(async (client, who) => {
      for (let n = 0; writing; n++) {
        const word = `[${who}.${n}]`;
        // A block of its own, which the version has not, or words in a block that it has.
        const answer = await (drawn.below(2) === 0
          ? client.write(word)
          : client.send(
              writeSync(
                2,
                client.change((content) => shared(content).insert(0, word)),
              ),
            ));
        expect(answer).toEqual({ ok: true });
        acknowledged.push(word);
        await sleep(drawn.below(20));
      }
    });
    for (let times = 0; times < 3; times++) {
      await sleep(50 + drawn.below(200));
      const [{ changed }] = await Promise.all([restoreVersion(actor, scenarioId, id), compactScenario(scenarioId)]);
      if (changed) tally.restored++;
    }
    await sleep(drawn.below(100));
    writing = false;
    await Promise.all(hands);

    const committed = await committedText(scenarioId);
    await until("all are at one", () => clients.every(({ text }) => text === committed));
    const before = await db.scenarioVersion.findMany({ where: { scenarioId, kind: "BEFORE_RESTORE" } });
    const kept = [committed, ...before.map(({ state }) => textOf(state))];
    expect(
      acknowledged.filter((word) => !kept.some((text) => text.includes(word))),
      `seed ${seed}`,
    ).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
    tally.acknowledged += acknowledged.length;
    for (const client of clients) client.close();
  },
);

test("what is brought back bears the name of who did it, and its client is theirs in every process", async () => {
  const { scenarioId, members, referent } = await aScenario();
  const client = await connect(servers[0]?.url ?? "", members[0] ?? referent);
  await client.join(scenarioId);
  await client.write("à retrouver");
  const actor = await actorOf(referent);
  const { id } = await nameVersion(actor, scenarioId, "Avec");
  await client.send(
    writeSync(
      2,
      client.change((content) => content.delete(content.length - 1, 1)),
    ),
  );
  expect(client.text).not.toContain("à retrouver");
  await restoreVersion(actor, scenarioId, id);
  await until("it is there again", () => client.text.includes("à retrouver"));

  const bound = await db.scenarioClient.findMany({ where: { scenarioId, personId: referent.id } });
  expect(bound).toHaveLength(1);
  // Nobody else writes under that number.
  const forged = new Y.Doc();
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(client.doc));
  forged.clientID = Number(bound[0]?.client);
  const made: Uint8Array[] = [];
  forged.on("update", (update: Uint8Array) => made.push(update));
  forged.getXmlFragment("content").push([new Y.XmlElement("paragraph")]);
  expect(await client.send(writeSync(2, made[0] ?? new Uint8Array()))).toEqual({ ok: false, reason: "foreign" });
  client.close();
});

function shared(content: Y.XmlFragment): Y.XmlText {
  for (const element of content.toArray())
    if (element instanceof Y.XmlElement && element.toString().includes("dans la version")) {
      const text = element.get(0);
      if (text instanceof Y.XmlText) return text;
    }
  throw new Error("the paragraph of the version is gone");
}

function textOf(state: Uint8Array): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, new Uint8Array(state));
  return document.getXmlFragment("content").toString();
}
