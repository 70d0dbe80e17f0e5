import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { expect, onTestFinished, test } from "vitest";
import { chance } from "../faults/chance";
import { Editor, wrongly } from "./editor";
import { committedText, connect, until } from "./server";
import { startWeb } from "./web";

// KILL_RUNS says how many kills; KILL_SEED plays a series again.
const kills = Number(process.env.KILL_RUNS ?? (process.env.CI ? 20 : 3));
const seed = process.env.KILL_SEED ?? String(Date.now() % 1_000_000);

test("the web process is killed while three people write and close: nothing called saved is lost", {
  timeout: 120_000 * (kills + 1),
}, async () => {
  let promised = 0;
  let typed = 0;
  let web: Awaited<ReturnType<typeof startWeb>> | undefined;
  onTestFinished(async () => void (await web?.end("SIGKILL")));
  for (let run = 0; run < kills; run++) {
    const drawn = chance(`${seed}-${run}`);
    web = await startWeb();
    const { url } = web;
    const { scenarioId, members, referent } = await aScenario();
    const people = [...members, referent];
    const editors = await Promise.all(
      people.map((person, n) =>
        Editor.open(url, person, "abc".charAt(n), {
          scenarioId,
          transports: drawn.below(3) === 0 ? ["polling"] : ["websocket"],
        }),
      ),
    );
    await until("all may write", () => editors.every(({ word }) => word === "saved"), 30_000);
    let typing = true;
    const hands = editors.map(async (editor) => {
      while (typing) {
        editor.type();
        // Now and then a pause, or nothing would ever be called saved.
        await sleep(drawn.below(8) === 0 ? 600 : 5 + drawn.below(40));
      }
    });
    await sleep(500 + drawn.below(2_500));
    const death = web.end("SIGKILL");
    const saved = editors.flatMap((editor) => editor.saved());
    for (const editor of editors) editor.close();
    typing = false;
    await Promise.all([death, ...hands]);

    expect(wrongly(saved, await committedText(scenarioId)), `seed ${seed}-${run}`).toEqual([]);
    promised += saved.length;
    typed += editors.reduce((sum, editor) => sum + editor.typed.length, 0);
  }
  expect(promised).toBeGreaterThan(0);
  process.stdout.write(`kill: seed ${seed}, n = ${kills}, 0 of ${promised} saved lost (${typed} typed)\n`);
});

test("after a kill the tabs that stay open bring everything up, once", { timeout: 120_000 }, async () => {
  const first = await startWeb();
  const { scenarioId, members } = await aScenario();
  const port = new URL(first.url).port;
  const editors = await Promise.all(
    members.map((person, n) => Editor.open(first.url, person, "ab".charAt(n), { scenarioId })),
  );
  await until("both may write", () => editors.every(({ word }) => word === "saved"), 30_000);
  for (let n = 0; n < 20; n++) {
    for (const editor of editors) editor.type();
    await sleep(20);
  }
  await first.end("SIGKILL");
  for (const editor of editors) editor.type();
  onTestFinished(() => editors.forEach((editor) => void editor.close()));
  expect(editors.map(({ word }) => word)).not.toContain("saved");
  const second = await startWeb({ PORT: port });
  onTestFinished(async () => void (await second.end("SIGKILL")));
  for (const editor of editors) editor.type();
  await until("all is saved", () => editors.every(({ word }) => word === "saved"), 60_000);
  const text = await committedText(scenarioId);
  expect(
    wrongly(
      editors.flatMap((editor) => editor.typed),
      text,
    ),
  ).toEqual([]);
  const fresh = await connect(second.url, members[0] ?? { id: "" });
  await fresh.join(scenarioId);
  expect(fresh.text).toBe(text);
  fresh.close();
});
