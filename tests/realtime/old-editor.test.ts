import { aScenario } from "@tests/factories/scenario";
import { getSchema, Node } from "@tiptap/core";
import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { fragmentName, schemaVersion } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { chance } from "../faults/chance";
import { paragraph, writeSync } from "./client";
import { committedText, connect, startRealtime } from "./server";

// OLD_EDITOR_RUNS says how many times an old tab comes back after a deployment; OLD_EDITOR_SEED plays a series again.
const runs = Array.from({ length: Number(process.env.OLD_EDITOR_RUNS ?? 5) }, (_, n) => n);
const seed = process.env.OLD_EDITOR_SEED ?? String(Date.now() % 1_000_000);

/** The editor as it was before it knew phases. */
const oldSchema = getSchema([
  Node.create({ name: "doc", topNode: true, content: "block+" }),
  ...scenarioExtensions.filter(({ name }) => name === "starterKit"),
]);

let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  server = await startRealtime();
  process.stdout.write(`old editors: seed ${seed}, n = ${runs.length}\n`);
});
afterAll(() => server.stop());

const phasesIn = (text: string) => text.split("<phase").length - 1;

test.each(runs)("an editor that does not know phases removes none of them (run %i)", async (run) => {
  const drawn = chance(`${seed}-${run}`);
  const { scenarioId, members } = await aScenario();
  const writer = await connect(server.url, members[0] ?? { id: "" }, { schema: schemaVersion });
  await writer.join(scenarioId);
  for (let n = drawn.below(4); n >= 0; n--) {
    const added = writer.change((content) => {
      const phase = new Y.XmlElement("phase");
      phase.insert(0, [new Y.XmlElement("paragraph")]);
      content.insert(drawn.below(content.length + 1), [phase]);
    });
    expect(await writer.send(writeSync(2, added))).toEqual({ ok: true });
  }
  const before = phasesIn(await committedText(scenarioId));

  const old = await connect(server.url, members[1] ?? { id: "" }, { schema: schemaVersion - 1 });
  expect(await old.join(scenarioId)).toMatchObject({ ok: true, access: "read" });
  const known = Y.encodeStateVector(old.doc);
  // What its editor does to a text it draws: whatever it does not know is taken out of the shared document.
  const deleted = old.change((content) => void yXmlFragmentToProseMirrorRootNode(content as Y.XmlFragment, oldSchema));
  expect(phasesIn(old.text)).toBe(0);
  const typed = old.change(paragraph("tapé dans un vieil onglet"));
  for (const frame of [
    writeSync(2, deleted),
    writeSync(2, typed),
    writeSync(1, Y.encodeStateAsUpdate(old.doc, known)),
    writeSync(1, Y.encodeStateAsUpdate(old.doc)),
  ])
    expect(await old.send(frame)).toEqual({ ok: false, reason: "read_only" });

  expect(await writer.write("on continue")).toEqual({ ok: true });
  const text = await committedText(scenarioId);
  expect(phasesIn(text)).toBe(before);
  expect(text).not.toContain("vieil onglet");
  expect(writer.doc.getXmlFragment(fragmentName).toString()).toBe(text);
  old.close();
  writer.close();
});
