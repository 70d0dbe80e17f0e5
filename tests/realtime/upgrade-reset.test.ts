import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { aPerson } from "@tests/factories/person";
import { afterAll, beforeAll, expect, test } from "vitest";
import { socketPath } from "~/editor/protocol";
import { env } from "~/platform/env.server";
import { chance } from "../faults/chance";
import { signedIn, startRealtime } from "./server";

const SEED = process.env.RESET_SEED ?? String(Date.now() % 1_000_000);
let server: Awaited<ReturnType<typeof startRealtime>>;
beforeAll(async () => {
  server = await startRealtime();
});
afterAll(() => server.stop());

/** A line that asks to become a WebSocket. */
async function asksIn(cookie: string, path: string = socketPath): Promise<Socket> {
  const { port, host } = new URL(server.url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.on("error", () => undefined);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(
    [
      `GET ${path}/?EIO=4&transport=websocket HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${env().ORIGIN[0]}`,
      `Cookie: ${cookie}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "\r\n",
    ].join("\r\n"),
  );
  return socket;
}

test(`a line that breaks while somebody is let in, or a stranger refused, ends nothing else (seed ${SEED})`, async () => {
  const { cookie } = await signedIn(await aPerson());
  const answer = await asksIn(cookie);
  const [first] = await new Promise<string[]>((resolve) =>
    answer.once("data", (data) => resolve(String(data).split("\r\n"))),
  );
  expect(first).toBe("HTTP/1.1 101 Switching Protocols");
  answer.destroy();
  const drawn = chance(SEED);
  // What is thrown where nobody listens is an uncaught exception, and fails this file.
  for (let round = 0; round < 200; round++) {
    const socket = await asksIn(round % 2 === 0 ? cookie : "session=inconnue");
    await sleep(drawn.next() * 6);
    socket.resetAndDestroy();
  }
  await sleep(300);
  const page = await fetch(`${server.url}${socketPath}/?EIO=4&transport=polling`, { headers: { cookie } });
  expect(page.status).toBe(403);
});

test("a line that asks to be upgraded where nobody answers is ended", async () => {
  const socket = await asksIn("", "/ailleurs");
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve));
});
