import { businessNow, realNow } from "~/platform/clock.server";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { takeDeed, takeTurn } from "../limits.server";
import { commentableScenario } from "../people.server";
import { commentPolicy } from "../policy";
import type { CommentInput } from "../schema";
import { requireReaders, tellPeople, tellScreens } from "./tell.server";

/** Its author writes a comment anew; whoever is called for the first time is told. @throws not_found, forbidden, conflict */
export async function amendComment(actor: Actor, scenarioId: string, input: CommentInput<"amend">): Promise<void> {
  const subject = await commentableScenario(actor, scenarioId);
  const { commentId, body, mention } = input;
  const { mentionedIds } = await ownComment(db, actor, scenarioId, commentId);
  await takeTurn(actor);
  // Somebody called before may have left since: that does not forbid to correct a word.
  const called = mention.filter((id) => !mentionedIds.includes(id));
  await requireReaders(called, subject);
  await inTransaction(async (tx) => {
    // Withdrawn in another tab meanwhile, it stays withdrawn.
    const { count } = await tx.scenarioComment.updateMany({
      where: { id: commentId, withdrawnAt: null },
      data: { body, mentionedIds: mention, editedAt: realNow() },
    });
    if (count === 0) throw refuse("conflict", "comment.withdrawn");
    const told = called.filter((id) => id !== actor.personId);
    await tellPeople(tx, told, { commentId, at: await businessNow(tx) });
    await tellScreens(tx, scenarioId);
  });
}

/** Its author takes a comment back: the words are erased, the place is kept. Done twice, it changes nothing. @throws not_found, forbidden, too_many */
export async function withdrawComment(
  actor: Actor,
  scenarioId: string,
  { commentId }: CommentInput<"withdraw">,
): Promise<void> {
  await commentableScenario(actor, scenarioId);
  await takeDeed(actor);
  await inTransaction(async (tx) => {
    await ownComment(tx, actor, scenarioId, commentId);
    const { count } = await tx.scenarioComment.updateMany({
      where: { id: commentId, withdrawnAt: null },
      data: { body: null, mentionedIds: [], withdrawnAt: realNow() },
    });
    if (count > 0) await tellScreens(tx, scenarioId);
  });
}

/** Says that a discussion is settled; of two at once the first is named. @throws not_found, forbidden, too_many */
export async function resolveThread(
  actor: Actor,
  scenarioId: string,
  { threadId }: CommentInput<"resolve">,
): Promise<void> {
  const scenario = await commentableScenario(actor, scenarioId);
  await takeDeed(actor);
  await inTransaction(async (tx) => {
    const { authorId } = await theThread(tx, scenarioId, threadId);
    authorize(actor, commentPolicy, "comment.resolve", { authorId, scenario });
    const { count } = await tx.scenarioThread.updateMany({
      where: { id: threadId, resolvedAt: null },
      data: { resolvedAt: realNow(), resolvedById: actor.personId },
    });
    if (count > 0) await tellScreens(tx, scenarioId);
  });
}

/** Opens a settled discussion again: whoever may comment has something to add. @throws not_found, too_many */
export async function reopenThread(
  actor: Actor,
  scenarioId: string,
  { threadId }: CommentInput<"reopen">,
): Promise<void> {
  await commentableScenario(actor, scenarioId);
  await takeDeed(actor);
  await inTransaction(async (tx) => {
    await theThread(tx, scenarioId, threadId);
    const { count } = await tx.scenarioThread.updateMany({
      where: { id: threadId, resolvedAt: { not: null } },
      data: { resolvedAt: null, resolvedById: null },
    });
    if (count > 0) await tellScreens(tx, scenarioId);
  });
}

async function theThread(tx: Tx, scenarioId: string, id: string) {
  const thread = await tx.scenarioThread.findFirst({ where: { id, scenarioId }, select: { authorId: true } });
  if (!thread) throw refuse("not_found", "comment.threadNotFound");
  return thread;
}

async function ownComment(tx: Tx, actor: Actor, scenarioId: string, id: string) {
  const comment = await tx.scenarioComment.findFirst({
    where: { id, thread: { scenarioId } },
    select: { authorId: true, mentionedIds: true },
  });
  if (!comment) throw refuse("not_found", "comment.notFound");
  authorize(actor, commentPolicy, "comment.amend", comment);
  return comment;
}
