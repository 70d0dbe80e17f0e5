import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, startRealtime, until } from "./server";

// Runs where REDIS_URL is set; elsewhere it says « skipped », never « passed ».
const withRedis = test.skipIf(!process.env.REDIS_URL);
let servers: Awaited<ReturnType<typeof startRealtime>>[] = [];
beforeAll(async () => {
  if (process.env.REDIS_URL) servers = [await startRealtime(), await startRealtime()];
});
afterAll(async () => {
  for (const { stop } of servers) await stop();
});

withRedis("with Redis, people connected to two processes see each other's carets and text", async () => {
  const { scenarioId, members } = await aScenario();
  const [left, right] = await Promise.all(
    servers.map(async ({ url }, who) => {
      const client = await connect(url, members[who] ?? { id: "" });
      await client.join(scenarioId);
      return client;
    }),
  );
  if (!left || !right) throw new Error("two servers");
  left.showCaret({ cursor: { anchor: 1, head: 1 } });
  await until("the caret crosses", () => right.present.get(left.doc.clientID)?.user?.personId === members[0]?.id);

  expect(await right.write("d'un processus à l'autre")).toEqual({ ok: true });
  await until("the text crosses", () => left.text.includes("d'un processus à l'autre"));

  left.close();
  await until("the caret leaves", () => right.present.get(left.doc.clientID) === null);
  right.close();
});
