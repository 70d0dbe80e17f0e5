import { aScenario } from "@tests/factories/scenario";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { limits } from "~/editor/protocol";
import { db } from "~/platform/db.server";
import { type Client, paragraph, presenceFrame, writeSync } from "./client";
import { committedText, connect, startRealtime, until } from "./server";

let server: Awaited<ReturnType<typeof startRealtime>>;
const opened: Client[] = [];

beforeAll(async () => {
  server = await startRealtime();
});
afterEach(() => {
  for (const client of opened.splice(0)) client.close();
});
afterAll(() => server.stop());

async function joined(person: { id: string } | undefined, scenarioId: string) {
  const client = await connect(server.url, person ?? { id: "" });
  opened.push(client);
  await client.join(scenarioId);
  return client;
}

test.each<[string, unknown, string]>([
  ["nothing", undefined, "malformed"],
  ["a text", "bonjour", "malformed"],
  ["an object", { __proto__: { ok: true } }, "malformed"],
  ["no bytes", new Uint8Array(), "malformed"],
  ["a message of another type", writeSync(7, new Uint8Array([0, 0])), "malformed"],
  ["a first step in place of an update", writeSync(0, new Uint8Array([0])), "malformed"],
  ["a length that lies", new Uint8Array([2, 255, 255, 3, 1]), "malformed"],
  ["noise", writeSync(2, new Uint8Array([9, 9, 9, 9, 9, 9, 9])), "malformed"],
  ["too much", writeSync(2, new Uint8Array(limits.update + 1)), "too_large"],
])("%s is refused, and the next update passes", async (_what, frame, reason) => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const before = await db.scenarioUpdate.count({ where: { scenarioId } });
  expect(await client.send(frame)).toEqual({ ok: false, reason });
  expect(await db.scenarioUpdate.count({ where: { scenarioId } })).toBe(before);
  expect(await client.write("la suite")).toEqual({ ok: true });
});

test("an update that builds on something unknown is refused and not kept", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const unsent = client.change(paragraph("jamais envoyé"));
  const built = client.change(paragraph("bâti dessus"));
  expect(await client.send(writeSync(2, built))).toEqual({ ok: false, reason: "missing" });
  expect(await committedText(scenarioId)).not.toContain("bâti dessus");
  expect(await client.send(writeSync(2, Y.mergeUpdates([unsent, built])))).toEqual({ ok: true });
  expect(await committedText(scenarioId)).toContain("bâti dessus");
});

test("a frame larger than the line allows ends that line and no other", async () => {
  const { scenarioId, members } = await aScenario();
  const [rough, calm] = [await joined(members[0], scenarioId), await joined(members[1], scenarioId)];
  rough.socket.emit("scenario.update", new Uint8Array(limits.frame * 2));
  await rough.ended();
  expect(await calm.write("je continue")).toEqual({ ok: true });
});

test("names the server keeps for itself, and unknown ones, are dropped unread", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const raw = client.socket as unknown as { packet: (packet: object) => void };
  for (const name of ["disconnect", "disconnecting", "error", "newListener", "__proto__", "scenario.erase"])
    raw.packet({ type: 2, data: [name, "x"], options: { compress: false } });
  raw.packet({ type: 2, data: [{ a: 1 }], options: { compress: false } });
  expect(await client.write("toujours là")).toEqual({ ok: true });
});

test("more than the allowed rate is asked to slow down", async () => {
  const { scenarioId, members } = await aScenario();
  const client = await joined(members[0], scenarioId);
  const frame = writeSync(2, new Uint8Array([9]));
  const answers = await Promise.all(Array.from({ length: limits.updatesBurst + 50 }, () => client.send(frame)));
  expect(answers.filter(({ reason }) => reason === "slow_down").length).toBeGreaterThan(0);
});

test("a frame that breaks the copy in memory cuts its sender alone, and the others go on", async () => {
  const { scenarioId, members } = await aScenario();
  const calm = await joined(members[1], scenarioId);
  const rough = await joined(members[0], scenarioId);
  const arrives = await joined(members[0], scenarioId);
  calm.showCaret({ cursor: { anchor: 1, head: 2 } });
  rough.showCaret({ cursor: { anchor: 1, head: 1 } });
  expect(await calm.write("avant")).toEqual({ ok: true });
  await until("both carets are seen", () => [rough, calm].every(({ doc }) => arrives.present.get(doc.clientID)));

  const writing = calm.write("pendant");
  rough.socket.emit("scenario.update", writeSync(2, breaking(rough)));
  await rough.ended();
  expect(rough.closed).toEqual(["reload"]);
  await writing;
  await until("the others may write again", async () => {
    const { ok } = await calm.write("après");
    if (!ok) await calm.join(scenarioId);
    return ok;
  });
  expect(calm.socket.connected && arrives.socket.connected).toBe(true);
  await until("it reached the reader", async () => arrives.text.includes("après") && arrives.text.includes("pendant"));
  const fresh = await joined(members[0], scenarioId);
  expect(fresh.text).toBe(await committedText(scenarioId));
  expect(fresh.text).toBe(arrives.text);
  await until("her caret has gone", async () => !fresh.present.get(rough.doc.clientID));
});

/** Of the bytes of a real change, one is altered: it can be read, and cannot be applied. */
function breaking(client: Client): Uint8Array {
  const whole = Y.encodeStateAsUpdate(client.doc);
  const change = client.change(paragraph("x"));
  for (let at = 0; at < change.length; at++)
    for (let value = 0; value < 256; value++) {
      const altered = change.with(at, value);
      const copy = new Y.Doc();
      Y.applyUpdate(copy, whole);
      try {
        if (Y.parseUpdateMeta(altered).from.size !== 1 || !Y.parseUpdateMeta(altered).from.has(client.doc.clientID))
          continue;
        Y.decodeUpdate(altered);
      } catch {
        continue;
      }
      try {
        Y.applyUpdate(copy, altered);
      } catch {
        return altered;
      }
    }
  throw new Error("no byte breaks it");
}

test("mutated frames of real traffic never end the server nor spoil the text", async () => {
  const { scenarioId, members } = await aScenario();
  const calm = await joined(members[1], scenarioId);
  let seed = 20_121_010;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const source = await joined(members[0], scenarioId);
  const real = [
    writeSync(2, source.change(paragraph("vrai trafic"))),
    writeSync(1, Y.encodeStateAsUpdate(source.doc)),
    presenceFrame(source.doc.clientID, 1, { cursor: { anchor: 1, head: 2 } }),
  ];
  for (let round = 0; round < 8; round++) {
    const rough = await joined(members[0], scenarioId);
    for (let n = 0; n < 60; n++) {
      const frame = Uint8Array.from(real[random(real.length)] ?? []);
      for (let changes = random(6); changes >= 0; changes--) frame[random(frame.length)] = random(256);
      const cut = random(4) === 0 ? frame.slice(0, random(frame.length)) : frame;
      rough.socket.emit(random(5) === 0 ? "scenario.awareness" : "scenario.update", cut, () => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    rough.close();
  }
  expect(calm.socket.connected).toBe(true);
  await until("an update passes", async () => {
    const { ok } = await calm.write("intact");
    if (!ok) await calm.join(scenarioId);
    return ok;
  });
  expect(await committedText(scenarioId)).toContain("intact");
});
