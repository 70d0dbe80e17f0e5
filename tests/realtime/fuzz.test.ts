import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { aScenario } from "@tests/factories/scenario";
import { expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { schemaVersion } from "~/editor/protocol";
import { type Chance, chance } from "../faults/chance";
import { startChild } from "./child";
import { type Client, paragraph, presenceFrame, writeSync } from "./client";
import { committedText, connect, signedIn, until } from "./server";

// FUZZ_FRAMES says how many frames in all; FUZZ_SEED plays them again.
const frames = Number(process.env.FUZZ_FRAMES ?? (process.env.CI ? 20_000 : 2_000));
const seed = process.env.FUZZ_SEED ?? String(Date.now() % 1_000_000);
/** What one connection may send before it is asked to slow down, unread. */
const PER_CONNECTION = 150;

/** Megabytes in memory. */
const memoryOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1_024;

function mutated(real: Uint8Array, drawn: Chance): Buffer {
  const bytes = Buffer.from(real);
  for (let changes = drawn.below(6); changes >= 0 && bytes.length > 0; changes--)
    bytes[drawn.below(bytes.length)] = drawn.below(256);
  switch (drawn.below(6)) {
    case 0:
      return bytes.subarray(0, drawn.below(bytes.length + 1));
    case 1:
      return Buffer.concat([bytes, bytes.subarray(drawn.below(bytes.length + 1))]);
    case 2:
      return Buffer.from(Array.from({ length: drawn.below(64) }, () => drawn.below(256)));
    default:
      return bytes;
  }
}

/** Things that are no frame at all. */
function nonsense(drawn: Chance): unknown {
  const deep = () => {
    let value: unknown = "x";
    for (let depth = drawn.below(2_000); depth > 0; depth--) value = drawn.below(2) ? [value] : { constructor: value };
    return value;
  };
  const choices: (() => unknown)[] = [
    () => null,
    () => undefined,
    () => -1,
    () => Number.NaN,
    () => "x".repeat(drawn.below(5_000)),
    () => JSON.parse('{"__proto__":{"frame":1,"voucher":2},"constructor":{"prototype":{}}}'),
    () => ({ frame: Buffer.alloc(3), voucher: { length: 1e9 } }),
    () => ({ scenarioId: "x".repeat(100), schema: {}, step1: [] }),
    () => Array.from({ length: drawn.below(3_000) }, () => Buffer.from([1])),
    () => new Date(Number.NaN),
    deep,
  ];
  return choices[drawn.below(choices.length)]?.();
}

test("fuzzed frames never end the process, nor spoil the text of the others", { timeout: 3_600_000 }, async () => {
  process.stdout.write(`fuzz: seed ${seed}, ${frames} frames\n`);
  const drawn = chance(seed);
  const web = await startChild("web-process.ts");
  onTestFinished(() => web.kill());
  const { scenarioId, members } = await aScenario();
  const [rough, calm] = members;
  if (!rough || !calm) throw new Error("two members");
  const witness = await connect(web.said, calm);
  await witness.join(scenarioId);
  // A bad frame may have set the copy in memory aside a moment ago: joining again finds the next one.
  const writes = (text: string) =>
    until(text, async () => {
      const { ok } = await witness.write(text);
      if (!ok) await witness.join(scenarioId);
      return ok;
    });
  let cut = "";
  witness.socket.once("disconnect", (reason) => {
    cut = reason;
  });
  const { cookie } = await signedIn(rough);
  const headers = { cookie, origin: "http://localhost:3000" };
  const before = memoryOf(web.pid ?? 0);

  const join = { scenarioId, schema: schemaVersion, step1: writeSync(0, Y.encodeStateVector(new Y.Doc())) };
  let lines = 0;
  for (let sent = 0; sent < frames; ) {
    const client: Client = await connect(web.said, rough, {
      cookie,
      transports: [drawn.below(4) === 0 ? "polling" : "websocket"],
    });
    const raw = client.socket as unknown as {
      packet: (packet: object) => void;
      io: { engine: { write: (data: unknown) => void } };
    };
    await client.join(scenarioId);
    const real = [
      writeSync(2, client.change(paragraph("vrai trafic"))),
      writeSync(1, Y.encodeStateAsUpdate(client.doc)),
      presenceFrame(client.doc.clientID, 1, { cursor: { anchor: 1, head: 2 } }),
    ];
    const one = () => Buffer.from(real[drawn.below(real.length)] ?? []);
    const ways: (() => unknown)[] = [
      () => client.socket.emit("scenario.update", mutated(one(), drawn), () => undefined),
      () => client.socket.emit("scenario.update", mutated(one(), drawn), () => undefined),
      () => client.socket.emit("scenario.awareness", mutated(one(), drawn)),
      () => client.socket.emit("scenario.update", nonsense(drawn), nonsense(drawn)),
      () => client.socket.emit("scenario.awareness", nonsense(drawn), nonsense(drawn)),
      () => client.socket.emit("scenario.update", { frame: mutated(one(), drawn), voucher: nonsense(drawn) }),
      () => client.socket.emit("scenario.join", { ...join, step1: mutated(join.step1, drawn) }, () => undefined),
      () => client.socket.emit("scenario.join", nonsense(drawn), nonsense(drawn)),
      () => raw.packet({ type: drawn.below(8), data: [nonsense(drawn)], nsp: "/", id: drawn.below(9), options: {} }),
      // Under Socket.IO: a message of the transport that is no packet of the parser. This ends that line.
      () => drawn.below(40) === 0 && raw.io.engine.write(mutated(one(), drawn)),
    ];
    for (let n = 0; n < PER_CONNECTION && sent < frames && client.socket.connected; n++, sent++) {
      ways[drawn.below(ways.length)]?.();
      if (n % 25 === 0) await sleep(1);
    }
    // Beside Socket.IO: bodies of long-polling that mean nothing, with a line of ours and without.
    for (const sid of [client.socket.io.engine?.id ?? "", "nobody", ""])
      await fetch(`${web.said}/temps-reel/?EIO=4&transport=polling&sid=${sid}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/octet-stream" },
        body: new Uint8Array(mutated(one(), drawn)),
      }).catch(() => null);
    client.close();
    expect(web.ended(), `ended after ${sent} frames of seed ${seed}`).toBe(false);
    if (++lines % 5 === 0) {
      if (!witness.socket.connected)
        throw new Error(`the others were cut: ${witness.closed.join() || cut} (seed ${seed}, ${sent} frames)`);
      await writes(`témoin ${lines}`);
    }
  }
  await writes("intact");
  const text = await committedText(scenarioId);
  expect(text).toContain("intact");
  const fresh = await connect(web.said, calm);
  await fresh.join(scenarioId);
  expect(fresh.text).toBe(text);
  expect(web.ended()).toBe(false);
  process.stdout.write(
    `fuzz: ${lines} lines, memory ${Math.round(before)} → ${Math.round(memoryOf(web.pid ?? 0))} MB\n`,
  );
});
