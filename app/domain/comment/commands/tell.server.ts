import { db, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { refuse } from "../../errors";
import { queueMail } from "../../notification/commands.server";
import type { ScenarioSubject } from "../../scenario/policy";
import { readersAmong } from "../people.server";
import { commentChannel } from "../schema";

/** The others see it at once, in every process: the notice leaves with the commit. */
export async function tellScreens(tx: Tx, scenarioId: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${commentChannel}, ${scenarioId})`;
}

/**
 * Who is to hear of a comment: those it calls, and those who took part in the discussion or were called into it; not its
 * author, nor who may no longer read. Asked before the transaction, which would otherwise hold one connection and wait
 * for others. @throws invalid where somebody called may not read the scenario
 */
export async function findListeners(
  actor: Actor,
  subject: ScenarioSubject,
  { threadId, mention }: { threadId: string; mention: readonly string[] },
): Promise<string[]> {
  const said = await db.scenarioComment.findMany({
    where: { threadId, withdrawnAt: null, thread: { scenarioId: subject.scenarioId } },
    select: { authorId: true, mentionedIds: true },
  });
  const concerned = said.flatMap(({ authorId, mentionedIds }) => [authorId, ...mentionedIds]);
  const readers = await readersAmong([...mention, ...concerned], subject);
  requireAll(mention, readers);
  return readers.filter((id) => id !== actor.personId);
}

/** Whoever is called must be able to read what they are called to. @throws invalid */
export async function requireReaders(mention: readonly string[], subject: ScenarioSubject): Promise<void> {
  requireAll(mention, await readersAmong(mention, subject));
}

function requireAll(mention: readonly string[], readers: readonly string[]): void {
  if (mention.some((id) => !readers.includes(id))) throw refuse("invalid", "comment.mentionUnknown", {}, "mention");
}

/** One message to each, in the transaction of the comment; told again, nobody gets a second one. */
export async function tellPeople(
  tx: Tx,
  people: readonly string[],
  { commentId, at }: { commentId: string; at: Date },
): Promise<void> {
  for (const toPersonId of people)
    await queueMail(tx, {
      toPersonId,
      template: "scenarioComment",
      params: { commentId },
      key: `comment:${commentId}:${toPersonId}`,
      at,
    });
}
