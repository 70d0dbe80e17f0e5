import { aScenario } from "@tests/factories/scenario";
import { getSchema } from "@tiptap/core";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scenarioExtensions } from "~/editor/schema";
import { chance } from "../faults/chance";
import { Editor } from "./editor";
import {
  format,
  insert,
  type Model,
  offline,
  online,
  reload,
  remove,
  restart,
  settle,
  type World,
  wait,
} from "./model";
import { type Relay, startProxy } from "./proxy";
import { committedText, startRealtime } from "./server";

// MODEL_RUNS says how many histories; MODEL_SEED (and MODEL_PATH) plays a series again from where it failed.
const numRuns = Number(process.env.MODEL_RUNS ?? 8);
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 1_000_000);
const schema = getSchema(scenarioExtensions);

let server: Awaited<ReturnType<typeof startRealtime>>;
let relays: Relay[];
beforeAll(async () => {
  server = await startRealtime();
  relays = await Promise.all([0, 1, 2].map((who) => startProxy(server.url, chance(`${seed}-${who}`))));
  process.stdout.write(`model: seed ${seed}, n = ${numRuns}\n`);
});
afterAll(async () => {
  await Promise.all(relays.map((relay) => relay.close()));
  await server.stop();
});

async function aWorld(): Promise<World & { scenarioId: string }> {
  const { scenarioId, members, referent } = await aScenario();
  const people = [...members, referent];
  const unruly = chance(`${seed}-${scenarioId}`);
  const open = (who: number) =>
    Editor.open(relays[who]?.url ?? "", people[who] ?? { id: "" }, String(who), {
      scenarioId,
      transports: who === 0 ? ["polling", "websocket"] : ["websocket"],
      unruly,
    });
  return {
    scenarioId,
    people,
    relays,
    open,
    editors: await Promise.all([0, 1, 2].map(open)),
    async restart() {
      const former = server;
      server = await startRealtime();
      for (const relay of relays) relay.turnTo(server.url);
      await former.stop();
    },
  };
}

const who = fc.nat(2);
const which = fc.nat(20);
const steps = [
  fc.tuple(who, which).map(([one, at]) => insert(one, at)),
  fc.tuple(who, which).map(([one, at]) => insert(one, at)),
  fc.tuple(who, which).map(([one, at]) => remove(one, at)),
  fc.tuple(who, which, fc.boolean()).map(([one, at, bold]) => format(one, at, bold)),
  who.map(offline),
  who.map(online),
  who.map(reload),
  fc.constant(restart()),
  fc.integer({ min: 1, max: 60 }).map(wait),
];

test("whatever the history, everybody ends with the same valid text, and nothing saved is missing", {
  timeout: 60_000 + 60_000 * numRuns,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 40, size: "max" }), async (commands) => {
      const world = await aWorld();
      const model: Model = { fates: new Map() };
      try {
        await fc.asyncModelRun(() => ({ model, real: world }), commands);
        await settle(model, world);
        const text = await committedText(world.scenarioId);
        expect(world.editors.map((editor) => editor.text)).toEqual([text, text, text]);
        const json = world.editors.map(({ doc }) => yXmlFragmentToProsemirrorJSON(doc.getXmlFragment("content")));
        expect(json[1]).toEqual(json[0]);
        expect(json[2]).toEqual(json[0]);
        schema.nodeFromJSON(json[0]).check();
        for (const [marker, { saved, deleted }] of model.fates) {
          const times = text.split(marker).length - 1;
          expect(times, marker).toBeLessThanOrEqual(1);
          if (saved && !deleted) expect(times, `${marker} was saved`).toBe(1);
        }
      } finally {
        for (const relay of relays) relay.set({});
        for (const editor of world.editors) editor.close();
      }
    }),
    { numRuns, seed, path: process.env.MODEL_PATH, endOnFailure: true },
  );
});
