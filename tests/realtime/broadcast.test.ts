import { aScenario } from "@tests/factories/scenario";
import { afterEach, expect, test } from "vitest";
import type { Client } from "./client";
import { connect, startRealtime, until } from "./server";

const opened: Client[] = [];
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const client of opened.splice(0)) client.close();
  for (const stop of stops.splice(0)) await stop();
});

/** Two who write and one who listens, with the number of frames each has received. */
async function aTable(transports: ("polling" | "websocket")[]) {
  const server = await startRealtime();
  stops.push(server.stop);
  const { scenarioId, members, referent } = await aScenario();
  const people = [members[0], members[1], referent].flatMap((person) => person ?? []);
  const clients = await Promise.all(people.map((person) => connect(server.url, person, { transports })));
  opened.push(...clients);
  const frames = clients.map(() => 0);
  for (const [place, client] of clients.entries()) {
    await client.join(scenarioId);
    client.socket.on("scenario.update", () => {
      frames[place] = (frames[place] ?? 0) + 1;
    });
  }
  const [one, other, listener] = clients;
  if (!one || !other || !listener) throw new Error("unreachable");
  return { one, other, listener, frames };
}

test.each([["websocket"], ["polling"]] as const)("what comes together leaves together, over %s", async (transport) => {
  const { one, other, listener, frames } = await aTable([transport]);
  await Promise.all(Array.from({ length: 15 }, (_, n) => [one.write(`a${n}`), other.write(`b${n}`)]).flat());
  await until("the listener has all of it", () => listener.text === one.text && listener.text.includes("b14"));
  expect(listener.text.match(/[ab]\d+/g)).toHaveLength(30);
  expect(frames[2]).toBeLessThan(30);
});

test("who writes alone does not receive their own text", async () => {
  const { one, listener, frames } = await aTable(["websocket"]);
  for (const word of ["un", "deux"]) {
    await one.write(word);
    await until("the listener reads it", () => listener.text.includes(word));
  }
  expect(frames).toEqual([0, 2, 2]);
});
