import { businessNow } from "~/platform/clock.server";
import { inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { refuse } from "../../errors";
import { takeTurn } from "../limits.server";
import { commentableScenario } from "../people.server";
import { type CommentInput, commentLimits } from "../schema";
import { findListeners, tellPeople, tellScreens } from "./tell.server";

type Said = {
  scenarioId: string;
  threadId: string;
  commentId: string;
  body: string;
  mention: string[];
  listeners: string[];
};

/**
 * Opens a discussion with its first comment. Sent again with the same ids, it changes nothing.
 * @throws not_found, invalid (somebody called who may not read), conflict (full, or the id is another's), too_many
 */
export async function beginThread(actor: Actor, scenarioId: string, input: CommentInput<"begin">): Promise<void> {
  const subject = await commentableScenario(actor, scenarioId);
  await takeTurn(actor);
  const listeners = await findListeners(actor, subject, input);
  await inTransaction(async (tx) => {
    const { count } = await tx.scenarioThread.createMany({
      data: { id: input.threadId, scenarioId, authorId: actor.personId, ...anchorData(input) },
      // Waits for the same form under way elsewhere, then leaves what it made.
      skipDuplicates: true,
    });
    if (count === 0) await requireThread(tx, scenarioId, input.threadId, actor.personId);
    else if ((await tx.scenarioThread.count({ where: { scenarioId } })) > commentLimits.threads)
      throw refuse("conflict", "comment.threadsFull", { most: commentLimits.threads });
    await say(tx, actor, { ...input, scenarioId, listeners });
  });
}

/** Adds to a discussion, resolved or not: whoever answers may open it again. @throws as `beginThread` */
export async function answerThread(actor: Actor, scenarioId: string, input: CommentInput<"answer">): Promise<void> {
  const subject = await commentableScenario(actor, scenarioId);
  await takeTurn(actor);
  const listeners = await findListeners(actor, subject, input);
  await inTransaction(async (tx) => {
    await requireThread(tx, scenarioId, input.threadId);
    await say(tx, actor, { ...input, scenarioId, listeners });
  });
}

async function requireThread(tx: Tx, scenarioId: string, id: string, authorId?: string): Promise<void> {
  const thread = await tx.scenarioThread.findFirst({ where: { id, scenarioId }, select: { authorId: true } });
  if (!thread) throw refuse("not_found", "comment.threadNotFound");
  if (authorId !== undefined && thread.authorId !== authorId) throw refuse("conflict", "comment.alreadySent");
}

async function say(tx: Tx, actor: Actor, { scenarioId, commentId, threadId, body, mention, listeners }: Said) {
  const made = { threadId, authorId: actor.personId, body };
  const { count } = await tx.scenarioComment.createMany({
    data: { id: commentId, ...made, mentionedIds: mention },
    skipDuplicates: true,
  });
  if (count === 0) {
    const before = await tx.scenarioComment.findFirst({ where: { id: commentId, ...made }, select: { id: true } });
    // A page gone back to, with other words in it: they must not be taken for the ones that were sent.
    if (!before) throw refuse("conflict", "comment.alreadySent");
    return;
  }
  if ((await tx.scenarioComment.count({ where: { thread: { scenarioId } } })) > commentLimits.comments)
    throw refuse("conflict", "comment.commentsFull", { most: commentLimits.comments });
  await tellPeople(tx, listeners, { commentId, at: await businessNow(tx) });
  await tellScreens(tx, scenarioId);
}

function anchorData(input: CommentInput<"begin">) {
  if (input.anchor === "SCENARIO") return { anchor: input.anchor };
  const { anchor, starts, quote, before, after, tells } = input;
  const endsAt = input.anchor === "TEXT" ? bytesOf(input.ends) : null;
  return {
    anchor,
    startsAt: bytesOf(starts),
    endsAt,
    quote,
    quoteBefore: before,
    quoteAfter: after,
    quoteTells: tells,
  };
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, "base64"));
