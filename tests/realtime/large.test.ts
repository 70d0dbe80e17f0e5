import { aScenario } from "@tests/factories/scenario";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { compactScenario } from "~/domain/scenario/commands.server";
import { appendToLog } from "~/domain/scenario/log.server";
import { paragraph } from "./client";
import { committedText, connect, startRealtime } from "./server";

const BYTES = 5 * 1024 * 1024;

test.each([
  ["from its log", false],
  ["from its snapshot", true],
] as const)("a scenario of 5 MB opens and is written in, %s", { timeout: 180_000 }, async (_how, compacted) => {
  const { scenarioId, members, referent } = await aScenario();
  const [writer] = members;
  const doc = new Y.Doc();
  const sentence = "Les élèves comparent deux représentations d'une même série et disent ce que chacune montre. ";
  let size = 0;
  for (let n = 0; size < BYTES; ) {
    const before = Y.encodeStateVector(doc);
    for (let lines = 0; lines < 100; lines++) paragraph(`${n++} ${sentence.repeat(3)}`)(doc.getXmlFragment("content"));
    const update = Y.encodeStateAsUpdate(doc, before);
    size += update.byteLength;
    await appendToLog([{ scenarioId, authorId: referent.id, update }], "before");
  }
  if (compacted) await compactScenario(scenarioId);

  const { url, stop } = await startRealtime();
  try {
    const client = await connect(url, writer ?? { id: "" }, { transports: ["websocket"] });
    const from = performance.now();
    expect(await client.join(scenarioId)).toMatchObject({ ok: true, access: "edit" });
    // Loaded, encoded, sent and applied by the client, on the same machine.
    process.stdout.write(
      `5 MB, ${compacted ? "snapshot" : "log"}: open in ${Math.round(performance.now() - from)} ms\n`,
    );
    expect(await client.write("et encore une")).toEqual({ ok: true });
    expect(client.text).toContain("et encore une");
    expect(await committedText(scenarioId)).toBe(client.text);
    client.close();
  } finally {
    await stop();
  }
});
