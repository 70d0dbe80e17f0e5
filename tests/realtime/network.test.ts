import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { afterAll, beforeAll, test } from "vitest";
import { type Chance, chance } from "../faults/chance";
import { Editor, wrongly } from "./editor";
import { type Relay, startProxy } from "./proxy";
import { committedText, startRealtime, until } from "./server";

// NETWORK_RUNS says how often each fault comes, NETWORK_SECONDS how long it lasts, NETWORK_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.NETWORK_RUNS ?? 1) }, (_, n) => n);
const faultMs = Number(process.env.NETWORK_SECONDS ?? 2) * 1_000;
const seed = process.env.NETWORK_SEED ?? String(Date.now() % 1_000_000);

let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  // The first one makes what all of them stand on.
  await aScenario();
  server = await startRealtime();
  process.stdout.write(`network: seed ${seed}, ${runs.length} of each fault, ${faultMs} ms\n`);
});
afterAll(() => server.stop());

/** What a fault does to the way to the server, and undoes. */
type Fault = (proxy: Relay, drawn: Chance) => Promise<void>;
const faults: Record<string, Fault> = {
  "500 ms ± 200 each way": async (proxy) => {
    proxy.set({ delay: (drawn) => 300 + drawn.below(400) });
    await sleep(faultMs);
  },
  // TCP sends a lost piece again: what a person sees is a piece that comes late, and all behind it too.
  "five pieces of a hundred lost": async (proxy) => {
    proxy.set({ delay: (drawn) => (drawn.next() < 0.05 ? 200 + drawn.below(1_000) : 2) });
    await sleep(faultMs);
  },
  "a black hole": async (proxy) => {
    proxy.set({ swallow: "both" });
    await sleep(faultMs);
  },
  "a line dead in one direction": async (proxy, drawn) => {
    proxy.set({ swallow: drawn.below(2) === 0 ? "up" : "down" });
    await sleep(faultMs);
  },
  "resets in the middle of a frame": async (proxy, drawn) => {
    for (const until = Date.now() + faultMs; Date.now() < until; ) {
      proxy.resetAll();
      await sleep(200 + drawn.below(800));
    }
  },
  "no WebSocket": async (proxy) => {
    proxy.set({ noWebSocket: true });
    proxy.resetAll();
    await sleep(faultMs);
  },
};

const cases = Object.keys(faults).flatMap((name) => runs.map((run) => ({ name, run })));
// Together: most of the time of each is waiting for a line to be found dead.
test.concurrent.for(cases)(
  "$name: the editor goes on and everything is saved (run $run)",
  {
    timeout: 600_000,
  },
  async (one, { expect: expected, onTestFinished }) => {
    const drawn = chance(`${seed}-${one.name}-${one.run}`);
    const { scenarioId, members } = await aScenario();
    const [writer, peer] = members;
    if (!writer || !peer) throw new Error("two members");
    const proxy = await startProxy(server.url, drawn);
    const away = await Editor.open(proxy.url, writer, "a", { scenarioId });
    const near = await Editor.open(server.url, peer, "b", { scenarioId });
    onTestFinished(async () => {
      away.close();
      near.close();
      await proxy.close();
    });
    await until("both have the text", () => away.line.getStatus().synced && near.line.getStatus().synced);

    let typing = true;
    const hands = (async () => {
      while (typing) {
        away.type();
        if (drawn.below(3) === 0) near.type();
        await sleep(40 + drawn.below(120));
      }
    })();
    await sleep(500);
    await faults[one.name]?.(proxy, drawn);
    // A filter that refuses WebSocket does not go away.
    if (one.name !== "no WebSocket") proxy.set({});
    await sleep(500);
    typing = false;
    await hands;

    await until("everything is said to be saved", () => away.word === "saved" && near.word === "saved", 60_000);
    const text = await committedText(scenarioId);
    expected(wrongly([...away.typed, ...near.typed], text)).toEqual([]);
    await until("the two tabs agree", () => away.text === near.text);
    expected(away.text).toBe(text);
  },
);

test.concurrent("while nothing arrives the page says so and calls nothing saved", {
  timeout: 120_000,
}, async (context) => {
  const { scenarioId, members } = await aScenario();
  const proxy = await startProxy(server.url, chance(seed));
  const away = await Editor.open(proxy.url, members[0] ?? { id: "" }, "a", { scenarioId });
  context.onTestFinished(async () => {
    away.close();
    await proxy.close();
  });
  await until("saved", () => away.word === "saved");
  proxy.set({ swallow: "up" });
  const from = away.said.length;
  away.type();
  await until("the page says so", () => away.word === "unsaved" || away.word === "offline");
  await sleep(1_000);
  context.expect(away.said.slice(from).map(({ word }) => word)).not.toContain("saved");
  proxy.set({});
  await until("saved again", () => away.word === "saved", 60_000);
  context.expect(wrongly(away.typed, await committedText(scenarioId))).toEqual([]);
});
