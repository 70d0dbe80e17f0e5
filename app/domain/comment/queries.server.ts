import { randomUUID } from "node:crypto";
import * as Y from "yjs";
import { layOut, placeOf } from "~/editor/anchors";
import { fragmentName } from "~/editor/protocol";
import { db } from "~/platform/db.server";
import { namesOf } from "../account/names.server";
import type { Actor } from "../actor";
import { can } from "../authorize";
import { applyParts } from "../scenario/document.server";
import { loadFromLog } from "../scenario/log.server";
import { commentableScenario, listPeople } from "./people.server";
import { commentPolicy } from "./policy";
import { anchorOf, inOrder } from "./rules";
import type { Discussion, PlacedDiscussion, ThreadView } from "./schema";

/** The discussions of a scenario, oldest first, and whom one may call. @throws not_found for a stranger */
export async function getDiscussion(actor: Actor, scenarioId: string): Promise<Discussion> {
  const scenario = await commentableScenario(actor, scenarioId);
  const [rows, people] = await Promise.all([
    db.scenarioThread.findMany({
      where: { scenarioId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      include: { comments: { orderBy: [{ createdAt: "asc" }, { id: "asc" }] } },
    }),
    listPeople(actor, scenario),
  ]);
  const said = rows.flatMap(({ comments }) => comments);
  const names = await namesOf(
    new Set([
      ...said.flatMap(({ authorId, mentionedIds }) => [authorId, ...mentionedIds]),
      ...rows.flatMap(({ resolvedById }) => resolvedById ?? []),
    ]),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? "" });
  const threads = rows.map(
    (row): ThreadView => ({
      id: row.id,
      anchor: row.anchor,
      starts: base64(row.startsAt),
      ends: base64(row.endsAt),
      quote: row.quote,
      before: row.quoteBefore,
      after: row.quoteAfter,
      tells: row.quoteTells,
      at: row.createdAt.toISOString(),
      resolved:
        row.resolvedAt && row.resolvedById
          ? { at: row.resolvedAt.toISOString(), by: named(row.resolvedById).name }
          : null,
      can: { resolve: can(actor, commentPolicy, "comment.resolve", { authorId: row.authorId, scenario }) },
      comments: row.comments.map((comment) => ({
        id: comment.id,
        author: named(comment.authorId),
        body: comment.body,
        mentioned: comment.mentionedIds.map(named),
        at: comment.createdAt.toISOString(),
        edited: comment.editedAt !== null,
        mine: comment.authorId === actor.personId,
      })),
    }),
  );
  return { threads, people };
}

/**
 * The same in the order of the text as it is committed, each with whether its passage still stands. Reads the whole
 * text: for a page, not for each change.
 */
export async function getPlacedDiscussion(actor: Actor, scenarioId: string): Promise<PlacedDiscussion> {
  const { threads, people } = await getDiscussion(actor, scenarioId);
  const ids = { threadId: randomUUID(), commentId: randomUUID() };
  const answers = Object.fromEntries(threads.map(({ id }) => [id, randomUUID()]));
  if (threads.every(({ anchor }) => anchor === "SCENARIO"))
    return { threads: threads.map((thread) => ({ ...thread, from: null, gone: false })), people, ids, answers };
  const document = new Y.Doc();
  applyParts(document, scenarioId, await loadFromLog(scenarioId));
  const layout = layOut(document.getXmlFragment(fragmentName));
  const placed = threads.map((thread) => {
    const anchor = anchorOf(thread);
    const place = anchor && placeOf(layout, document, anchor);
    return { ...thread, from: place?.from ?? null, gone: anchor !== null && !place };
  });
  document.destroy();
  return { threads: inOrder(placed), people, ids, answers };
}

/** What a page about the discussions needs to say where it is. */
export async function getCommentPage(actor: Actor, scenarioId: string) {
  await commentableScenario(actor, scenarioId);
  const [scenario, discussion] = await Promise.all([
    db.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { id: true, title: true } }),
    getPlacedDiscussion(actor, scenarioId),
  ]);
  return { scenario, discussion };
}

const base64 = (bytes: Uint8Array | null) => (bytes ? Buffer.from(bytes).toString("base64") : null);
