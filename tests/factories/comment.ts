import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import type { Actor } from "~/domain/actor";
import { answerThread, beginThread } from "~/domain/comment/commands/say.server";
import { applyParts } from "~/domain/scenario/document.server";
import { loadFromLog } from "~/domain/scenario/log.server";
import { anchorText, layOut } from "~/editor/anchors";
import { fragmentName } from "~/editor/protocol";

/** The fields of a form that opens a discussion about the whole scenario. */
export const aComment = (
  body = "À préciser.",
  over: { mention?: string[]; commentId?: string; threadId?: string } = {},
) => ({
  threadId: randomUUID(),
  commentId: randomUUID(),
  anchor: "SCENARIO" as const,
  body,
  mention: [],
  ...over,
});

/** A discussion opened by that person. */
export async function aThread(actor: Actor, scenarioId: string, body?: string) {
  const made = aComment(body);
  await beginThread(actor, scenarioId, made);
  return { threadId: made.threadId, commentId: made.commentId };
}

export async function anAnswer(actor: Actor, scenarioId: string, threadId: string, body = "D'accord.") {
  const commentId = randomUUID();
  await answerThread(actor, scenarioId, { threadId, commentId, body, mention: [] });
  return commentId;
}

/** An anchor on words of the committed text. */
export async function anAnchorOn(scenarioId: string, words: string) {
  const document = new Y.Doc();
  applyParts(document, scenarioId, await loadFromLog(scenarioId));
  const layout = layOut(document.getXmlFragment(fragmentName));
  const segment = layout.segments.find((one) => one.words.includes(words));
  const from = segment ? segment.at + segment.words.indexOf(words) : 0;
  const anchor = anchorText(layout, from, from + words.length);
  if (!anchor || anchor.ends === null) throw new Error(`not in the text: ${words}`);
  return { anchor: "TEXT" as const, ...anchor, ends: anchor.ends };
}
