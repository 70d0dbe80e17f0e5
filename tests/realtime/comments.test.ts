import { anAnswer, aThread } from "@tests/factories/comment";
import { actorOf } from "@tests/factories/person";
import { aScenario } from "@tests/factories/scenario";
import { expect, onTestFinished, test } from "vitest";
import { resolveThread, withdrawComment } from "~/domain/comment/commands/change.server";
import { startChild } from "./child";
import type { Client } from "./client";
import { connect, until } from "./server";

type Ear = { client: Client; heard: () => number };

/** Somebody at each of the processes, with how often they were told that the comments have changed. */
async function listening(urls: string[], people: { id: string }[], scenarioId: string): Promise<Ear[]> {
  const ears: Ear[] = [];
  for (const [who, url] of urls.entries()) {
    const client = await connect(url, people[who] ?? { id: "" });
    let count = 0;
    client.socket.on("scenario.comments", (...payload: unknown[]) => {
      expect(payload).toEqual([]);
      count++;
    });
    onTestFinished(() => client.close());
    expect(await client.join(scenarioId)).toMatchObject({ ok: true });
    ears.push({ client, heard: () => count });
  }
  return ears;
}

test("a comment is told in every process, to writers and readers of that scenario and to nobody else", async () => {
  const { scenarioId, members, otherTrainee, referent } = await aScenario();
  const elsewhere = await aScenario();
  const processes = await Promise.all([startChild("web-process.ts"), startChild("web-process.ts")]);
  onTestFinished(async () => void (await Promise.all(processes.map((one) => one.kill()))));
  const urls = processes.map(({ said }) => said);
  const ears = await listening(urls, [members[0] ?? referent, otherTrainee], scenarioId);
  const strangers = await listening(urls, [elsewhere.referent, elsewhere.otherTrainee], elsewhere.scenarioId);
  /** What was said to a connection before this has been heard after it. */
  const toldElsewhere = () =>
    Promise.all(
      strangers.map(async ({ client, heard }) => {
        await client.join(elsewhere.scenarioId);
        return heard();
      }),
    );

  const actor = await actorOf(referent);
  const told = async (deed: () => Promise<unknown>) => {
    const before = ears.map(({ heard }) => heard());
    await deed();
    await until("both are told", () => ears.every(({ heard }, who) => heard() > (before[who] ?? 0)), 10_000);
  };
  let thread = { threadId: "", commentId: "" };
  await told(async () => {
    thread = await aThread(actor, scenarioId, "Et la durée ?");
  });
  await told(() => anAnswer(actor, scenarioId, thread.threadId));
  // A process that begins to listen says so to everybody, once; by the second time it has.
  const former = await toldElsewhere();
  await told(() => withdrawComment(actor, scenarioId, thread));
  await told(() => resolveThread(actor, scenarioId, thread));
  expect(await toldElsewhere()).toEqual(former);
});
