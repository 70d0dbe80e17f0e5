import { aScenario } from "@tests/factories/scenario";
import { afterEach, expect, test } from "vitest";
import type { Client } from "./client";
import { committedText, connect, startRealtime, until } from "./server";

const opened: Client[] = [];
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const client of opened.splice(0)) client.close();
  for (const stop of stops.splice(0)) await stop();
});

async function aServer() {
  const server = await startRealtime();
  stops.push(server.stop);
  return server;
}

async function joined(
  url: string,
  person: { id: string },
  scenarioId: string,
  over: Parameters<typeof connect>[2] = {},
) {
  const client = await connect(url, person, over);
  opened.push(client);
  expect(await client.join(scenarioId)).toMatchObject({ ok: true, access: "edit" });
  return client;
}

const agree = (clients: Client[]) => () => new Set(clients.map(({ text }) => text)).size === 1;

test.each([
  ["over WebSocket", ["websocket"]],
  ["over long-polling alone", ["polling"]],
] as const)("three people write at the same time and read the same text, %s", async (_how, transports) => {
  const { url } = await aServer();
  const { scenarioId, members, referent } = await aScenario();
  const people = [members[0], members[1], referent].flatMap((person) => person ?? []);
  const clients = await Promise.all(
    people.map((person) => joined(url, person, scenarioId, { transports: [...transports] })),
  );

  const answers = await Promise.all(
    clients.flatMap((client, who) => Array.from({ length: 10 }, (_, n) => client.write(`${who}-${n}`))),
  );

  expect(answers.every(({ ok }) => ok)).toBe(true);
  await until("the three texts agree", agree(clients));
  const [first] = clients;
  for (let who = 0; who < 3; who++)
    for (let n = 0; n < 10; n++) expect(first?.text.split(`>${who}-${n}<`)).toHaveLength(2);
  expect(await committedText(scenarioId)).toBe(first?.text);
});

test("a new scenario holds its title and one phase, once, for everybody", async () => {
  const { url } = await aServer();
  const { scenarioId, members } = await aScenario({ title: "Un seul titre" });
  const clients = await Promise.all(members.map((person) => joined(url, person, scenarioId)));
  for (const { text } of clients) {
    expect(text.split("Un seul titre")).toHaveLength(2);
    expect(text.split("<phase")).toHaveLength(2);
  }
});

test("what was written off line comes up at the next join, and nothing twice", async () => {
  const { url } = await aServer();
  const { scenarioId, members, referent } = await aScenario();
  const [writer] = members;
  if (!writer) throw new Error("no member");
  const away = await joined(url, writer, scenarioId);
  const other = await joined(url, referent, scenarioId);
  away.socket.disconnect();
  away.change((content) => content.insert(0, []));
  const offline = away.change((content) => content.push([]));
  expect(offline.length).toBeGreaterThan(0);

  const { paragraph } = await import("./client");
  away.change(paragraph("écrit hors ligne"));
  expect((await other.write("écrit pendant ce temps")).ok).toBe(true);
  away.socket.connect();
  await away.connected();
  await away.join(scenarioId);

  await until("both texts agree", agree([away, other]));
  expect(other.text.split("écrit hors ligne")).toHaveLength(2);
  expect(other.text.split("écrit pendant ce temps")).toHaveLength(2);
});

test("two web processes on one database converge, and a text survives both", async () => {
  const [one, two] = [await aServer(), await aServer()];
  const { scenarioId, members } = await aScenario();
  const [left, right] = await Promise.all([
    joined(one.url, members[0] ?? { id: "" }, scenarioId),
    joined(two.url, members[1] ?? { id: "" }, scenarioId),
  ]);

  await Promise.all(
    Array.from({ length: 20 }, (_, n) => [left.write(`gauche ${n}`), right.write(`droite ${n}`)]).flat(),
  );

  await until("both processes agree", agree([left, right]));
  expect(await committedText(scenarioId)).toBe(left.text);
  const third = await joined((await aServer()).url, members[0] ?? { id: "" }, scenarioId);
  expect(third.text).toBe(left.text);
});
