import { randomInt } from "node:crypto";
import { getSchema, type JSONContent } from "@tiptap/core";
import { updateYFragment } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { fragmentName, limits } from "~/editor/protocol";
import { scenarioExtensions } from "~/editor/schema";
import { db, inTransaction, type Tx } from "~/platform/db.server";
import type { Actor } from "../../actor";
import { audit } from "../../audit/commands.server";
import { authorize } from "../../authorize";
import { refuse } from "../../errors";
import { appendEdit } from "../../scenario/log.server";
import { readableSubject } from "../../scenario/queries.server";
import { takeRestoring } from "../limits.server";
import { versionPolicy } from "../policy";
import { catchUp, keep, lockText, openScenario, openVersion, requireRoom, textOf } from "../state.server";

const schema = getSchema(scenarioExtensions);
const CLIENTS = 2 ** 32;

/**
 * Brings the text back to a version, as an edit of the actor's: those who write see it happen, and can undo it by the
 * version made just before. What was acknowledged before is in that version; what is written after stands in the text,
 * as beside any edit. `changed` is false where the text is that of the version already.
 * @throws not_found, forbidden, conflict where it is frozen, full or would become larger than a scenario may be, too_many
 */
export async function restoreVersion(
  actor: Actor,
  scenarioId: string,
  versionId: string,
): Promise<{ changed: boolean; number: number; before: number | null }> {
  const known = await readableSubject(actor, scenarioId);
  if (known.frozen) throw refuse("conflict", "version.frozen");
  authorize(actor, versionPolicy, "version.restore", known);
  await takeRestoring(actor);
  const version = await openVersion(db, scenarioId, versionId);
  const target = textOf(version.document);
  const former = await lastRestore(db, scenarioId);
  const opened = await openScenario(scenarioId);
  const client = await freeClient(scenarioId, opened.document);
  const made = editTo(opened.document, target, client);
  if (!made) return { changed: false, number: version.number, before: null };
  if (Y.encodeStateAsUpdate(opened.document).byteLength + made.byteLength > limits.document)
    throw refuse("conflict", "version.tooLarge");
  return inTransaction(async (tx) => {
    await lockText(tx, scenarioId);
    const subject = await readableSubject(actor, scenarioId, tx);
    if (subject.frozen) throw refuse("conflict", "version.frozen");
    authorize(actor, versionPolicy, "version.restore", subject);
    // What came since the edit was made is in the version before it, and stands in the text beside it as any other.
    await catchUp(tx, opened);
    // Beside another restoration of the same moment the same words would stand there twice.
    const alone = (await lastRestore(tx, scenarioId)) === former;
    const update = alone ? made : editTo(opened.document, target, client);
    if (!update) return { changed: false, number: version.number, before: null };
    await requireRoom(tx, scenarioId, "BEFORE_RESTORE");
    const before = await keep(tx, opened, {
      kind: "BEFORE_RESTORE",
      authorId: actor.personId,
      beforeNumber: version.number,
    });
    await appendEdit(tx, { scenarioId, authorId: actor.personId, update, client });
    await audit(tx, {
      action: "version.restore",
      byId: actor.personId,
      subject: "scenario",
      subjectId: scenarioId,
      facts: { versionId, number: version.number, before: before.number },
      at: before.at,
    });
    return { changed: true, number: version.number, before: before.number };
  });
}

/**
 * The update that turns a document into a text, and leaves the document as it was; null where nothing differs. Blocks that
 * are the same stay themselves, so that carets, comments and words written there meanwhile keep their place.
 */
export function editTo(document: Y.Doc, target: JSONContent, client: number): Uint8Array | null {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  copy.clientID = client;
  const made: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => made.push(update));
  const wanted = schema.nodeFromJSON(target);
  updateYFragment(copy, copy.getXmlFragment(fragmentName), wanted, { mapping: new Map(), isOMark: new Map() });
  copy.destroy();
  return made.length > 0 ? Y.mergeUpdates(made) : null;
}

async function lastRestore(tx: Tx, scenarioId: string): Promise<number | null> {
  const where = { scenarioId, kind: "BEFORE_RESTORE" } as const;
  return (await tx.scenarioVersion.aggregate({ where, _max: { number: true } }))._max.number;
}

/** A Yjs client that has written nothing here and is nobody's. */
async function freeClient(scenarioId: string, document: Y.Doc): Promise<number> {
  const rows = await db.scenarioClient.findMany({ where: { scenarioId }, select: { client: true } });
  const taken = new Set(rows.map(({ client }) => Number(client)));
  for (;;) {
    const client = randomInt(CLIENTS);
    if (!taken.has(client) && Y.getState(document.store, client) === 0) return client;
  }
}
