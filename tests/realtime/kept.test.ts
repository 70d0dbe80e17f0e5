import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { IDBFactory } from "fake-indexeddb";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { answer } from "~/components/scenario/kept";
import { db } from "~/platform/db.server";
import { RIGHTS_MS } from "~/realtime/rights.server";
import { chance } from "../faults/chance";
import { Editor, wrongly } from "./editor";
import { startProxy } from "./proxy";
import { committedText, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  server = await startRealtime();
});
afterAll(() => server.stop());

/** A computer's browser: one store, one set of answers, for whoever sits there. */
function aDevice() {
  const answers = new Map<string, string>();
  return {
    database: new IDBFactory(),
    answers: {
      getItem: (key: string) => answers.get(key) ?? null,
      setItem: (key: string, value: string) => void answers.set(key, value),
      removeItem: (key: string) => void answers.delete(key),
    },
  };
}

async function around() {
  const { scenarioId, members } = await aScenario();
  const [person, other] = members;
  if (!person || !other) throw new Error("two members");
  const proxy = await startProxy(server.url, chance("kept"));
  onTestFinished(proxy.close);
  const open = async (who: { id: string }, letter: string, device = aDevice()) => {
    const editor = await Editor.open(proxy.url, who, letter, { scenarioId, device });
    onTestFinished(() => editor.close());
    return editor;
  };
  return { scenarioId, person, other, proxy, open };
}

test("what was typed off line survives a reload where its person said yes, and stands once", async () => {
  const { scenarioId, person, other, proxy, open } = await around();
  const device = aDevice();
  await answer(device, person.id, "yes");
  const tab = await open(person, "a", device);
  await until("saved", () => tab.word === "saved");
  tab.type();
  await until("saved", () => tab.word === "saved");
  proxy.set({ swallow: "both" });
  for (let n = 0; n < 5; n++) tab.type();
  expect(tab.line.getStatus().kept).toBe(true);
  await sleep(200);
  tab.close();
  proxy.set({});

  const reloaded = await open(person, "b", device);
  expect(reloaded.line.getStatus().synced).toBe(false);
  await until("saved", () => reloaded.word === "saved", 15_000);
  reloaded.type();
  const peer = await open(other, "c");
  await until("all is saved", () => reloaded.word === "saved" && peer.word === "saved", 15_000);
  const text = await committedText(scenarioId);
  expect(wrongly([...tab.typed, ...reloaded.typed], text)).toEqual([]);
  await until("they agree", () => peer.text === reloaded.text && peer.text === text);

  // Nothing stays behind, and a third page brings nothing twice.
  const third = await open(person, "d", device);
  await until("saved", () => third.word === "saved", 15_000);
  expect(await committedText(scenarioId)).toBe(text);
  expect(third.text).toBe(text);
});

test("nothing survives where nobody said yes, or somebody else sits there", async () => {
  const { scenarioId, person, other, proxy, open } = await around();
  const device = aDevice();
  await answer(device, other.id, "yes");
  const tab = await open(person, "a", device);
  await until("saved", () => tab.word === "saved");
  proxy.set({ swallow: "both" });
  tab.type();
  expect(tab.line.getStatus().kept).toBe(false);
  await sleep(200);
  tab.close();
  proxy.set({});
  for (const who of [person, other]) {
    const next = await open(who, "b", device);
    await until("saved", () => next.word === "saved", 15_000);
  }
  expect(await committedText(scenarioId)).not.toContain("a0;");
});

test("who may no longer write finds nothing sent in their name, until they may again", async () => {
  const { scenarioId, person, proxy, open } = await around();
  const device = aDevice();
  await answer(device, person.id, "yes");
  const tab = await open(person, "a", device);
  await until("saved", () => tab.word === "saved");
  proxy.set({ swallow: "both" });
  tab.type();
  await sleep(200);
  tab.close();
  proxy.set({});
  const membership = await db.teamMember.findFirstOrThrow({ where: { enrolment: { personId: person.id } } });
  await db.teamMember.delete({ where: { enrolmentId: membership.enrolmentId } });
  await sleep(RIGHTS_MS + 200);
  const reader = await open(person, "b", device);
  await until("they read", () => reader.line.getStatus().synced && reader.word === "readOnly", 15_000);
  await sleep(300);
  expect(await committedText(scenarioId)).not.toContain("a0;");
  reader.close();
  await db.teamMember.create({ data: membership });
  const again = await open(person, "c", device);
  await until("saved", () => again.word === "saved", 15_000);
  expect(await committedText(scenarioId)).toContain("a0;");
});
