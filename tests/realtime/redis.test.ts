import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { expect, onTestFinished, test } from "vitest";
import { chance } from "../faults/chance";
import { startChild } from "./child";
import type { Client } from "./client";
import { startProxy } from "./proxy";
import { committedText, connect, startRealtime, until } from "./server";

// Runs where REDIS_URL is set; elsewhere it says « skipped », never « passed ».
const withRedis = test.skipIf(!process.env.REDIS_URL);
/** How long Redis is away. */
const awayMs = Number(process.env.NETWORK_SECONDS ?? 3) * 1_000;

async function joined(url: string, person: { id: string } | undefined, scenarioId: string): Promise<Client> {
  const client = await connect(url, person ?? { id: "" });
  onTestFinished(() => client.close());
  expect(await client.join(scenarioId)).toMatchObject({ ok: true });
  return client;
}

withRedis("with Redis, people connected to two processes see each other's carets and text", async () => {
  const servers = [await startRealtime(), await startRealtime()];
  onTestFinished(async () => {
    for (const { stop } of servers) await stop();
  });
  const { scenarioId, members } = await aScenario();
  const left = await joined(servers[0]?.url ?? "", members[0], scenarioId);
  const right = await joined(servers[1]?.url ?? "", members[1], scenarioId);
  left.showCaret({ cursor: { anchor: 1, head: 1 } });
  await until("the caret crosses", () => right.present.get(left.doc.clientID)?.user?.personId === members[0]?.id);

  expect(await right.write("d'un processus à l'autre")).toEqual({ ok: true });
  await until("the text crosses", () => left.text.includes("d'un processus à l'autre"));

  left.close();
  await until("the caret leaves", () => right.present.get(left.doc.clientID) === null);
});

withRedis(
  "while Redis is away the text goes on crossing, and carets cross again afterwards",
  { timeout: 300_000 },
  async () => {
    const { scenarioId, members } = await aScenario();
    const redis = new URL(process.env.REDIS_URL ?? "");
    const proxy = await startProxy(`http://${redis.host}`, chance("redis"));
    redis.port = String(proxy.port);
    const children = await Promise.all(
      [0, 1].map(() => startChild("web-process.ts", { env: { REDIS_URL: redis.href } })),
    );
    onTestFinished(async () => {
      await Promise.all(children.map((child) => child.kill()));
      await proxy.close();
    });
    const left = await joined(children[0]?.said ?? "", members[0], scenarioId);
    const right = await joined(children[1]?.said ?? "", members[1], scenarioId);
    left.showCaret({ cursor: { anchor: 1, head: 1 } });
    await until("the caret crosses", () => right.present.has(left.doc.clientID), 15_000);

    proxy.set({ swallow: "both" });
    for (let n = 0, until = Date.now() + awayMs; Date.now() < until; n++) {
      expect(await left.write(`gauche ${n};`)).toEqual({ ok: true });
      expect(await right.write(`droite ${n};`)).toEqual({ ok: true });
      left.showCaret({ cursor: { anchor: n, head: n } });
      await sleep(200);
    }
    await until("the texts agree while it is away", () => left.text === right.text, 10_000);
    // The connections of before stay dead in silence.
    proxy.set({});
    expect(left.text).toBe(await committedText(scenarioId));
    await until(
      "carets cross again",
      () => {
        left.showCaret({ cursor: { anchor: 77, head: 77 } });
        return (right.present.get(left.doc.clientID)?.cursor as { anchor?: number } | undefined)?.anchor === 77;
      },
      60_000,
    );
    expect(await right.write("après")).toEqual({ ok: true });
    await until("the text crosses", () => left.text.includes("après"), 10_000);
  },
);
