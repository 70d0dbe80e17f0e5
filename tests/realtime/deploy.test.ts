import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { expect, onTestFinished, test } from "vitest";
import { chance } from "../faults/chance";
import { Editor, wrongly } from "./editor";
import { startProxy } from "./proxy";
import { committedText, until } from "./server";
import { startWeb } from "./web";

// DEPLOY_RUNS says how many restarts, DEPLOY_WRITERS how many people write; DEPLOY_SEED plays a series again.
const restarts = Number(process.env.DEPLOY_RUNS ?? 2);
const count = Number(process.env.DEPLOY_WRITERS ?? 9);
const seed = process.env.DEPLOY_SEED ?? String(Date.now() % 1_000_000);
/** A process manager kills what has not left by then. */
const LEAVE_MS = 20_000;

const at = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;

test("a deployment under writers loses and doubles no key", { timeout: 60_000 * (restarts + 2) }, async () => {
  const drawn = chance(seed);
  let web = await startWeb();
  const proxy = await startProxy(web.url, drawn);
  const { scenarioId, members, referent } = await aScenario();
  const people = [...members, referent];
  const editors = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      Editor.open(proxy.url, people[n % people.length] ?? referent, `${n}_`, {
        scenarioId,
        transports: n % 4 === 0 ? ["polling"] : ["polling", "websocket"],
      }),
    ),
  );
  onTestFinished(async () => {
    for (const editor of editors) editor.close();
    await web.end("SIGKILL");
    await proxy.close();
  });
  await until("all may write", () => editors.every(({ word }) => word === "saved"), 60_000);
  let typing = true;
  const hands = editors.map(async (editor) => {
    while (typing) {
      editor.type();
      await sleep(100 + drawn.below(200));
    }
  });
  const left: number[] = [];
  const back: number[] = [];
  for (let n = 0; n < restarts; n++) {
    await sleep(500 + drawn.below(500));
    const next = await startWeb();
    proxy.turnTo(next.url);
    const from = Date.now();
    const { code, at: gone } = await Promise.race([
      web.end("SIGTERM"),
      sleep(LEAVE_MS).then(() => ({ code: null, at: Number.POSITIVE_INFINITY })),
    ]);
    expect(code, "it leaves by itself, and well").toBe(0);
    left.push(gone - from);
    web = next;
    const cut = Date.now();
    await Promise.all(
      editors.map(async (editor) => {
        await until("back", () => ["saved", "saving"].includes(editor.word), 30_000);
        back.push(Date.now() - cut);
      }),
    );
  }
  typing = false;
  await Promise.all(hands);
  await until("all is saved", () => editors.every(({ word }) => word === "saved"), 60_000);
  const text = await committedText(scenarioId);
  expect(
    wrongly(
      editors.flatMap(({ typed }) => typed),
      text,
    ),
    `seed ${seed}`,
  ).toEqual([]);
  expect(new Set(editors.map((editor) => editor.text))).toEqual(new Set([text]));
  const sorted = back.sort((one, other) => one - other);
  process.stdout.write(
    `deployment: seed ${seed}, n = ${restarts}, ${count} writers; left in ${left.join(", ")} ms; ` +
      `back p95 ${at(sorted, 0.95)} ms, at most ${sorted.at(-1)} ms\n`,
  );
});

test("a process that cannot reach the database leaves all the same when it is told to", {
  timeout: 120_000,
}, async () => {
  const { scenarioId, members } = await aScenario();
  const target = new URL(process.env.DATABASE_URL ?? "");
  const proxy = await startProxy(`http://${target.host}`, chance(seed));
  target.port = String(proxy.port);
  const web = await startWeb({ DATABASE_URL: target.href });
  const editor = await Editor.open(web.url, members[0] ?? { id: "" }, "a", { scenarioId });
  onTestFinished(async () => {
    editor.close();
    await web.end("SIGKILL");
    await proxy.close();
  });
  await until("it may write", () => editor.word === "saved", 30_000);
  proxy.set({ swallow: "both" });
  editor.type();
  await until("the page says that nothing is saved", () => editor.word === "unsaved", 10_000);
  const gone = await Promise.race([web.end("SIGTERM"), sleep(LEAVE_MS).then(() => null)]);
  expect(gone).not.toBeNull();
  expect(editor.saved()).toEqual([]);
  expect(editor.word).not.toBe("saved");
});
