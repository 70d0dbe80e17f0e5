import { createHash } from "node:crypto";
import type { JSONContent } from "@tiptap/core";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { cleanDocument } from "~/editor/content";
import { fragmentName } from "~/editor/protocol";
import { businessNow } from "~/platform/clock.server";
import type { Tx } from "~/platform/db.server";
import { refuse } from "../errors";
import { applyParts } from "../scenario/document.server";
import { loadFromLog, loadSince, type StoredPart } from "../scenario/log.server";
import { measure } from "./measure";
import { type VersionKind, versionLimits } from "./schema";

/** A scenario as it was committed when it was read; `upTo` is the last row of the log it holds. */
export type Opened = { scenarioId: string; document: Y.Doc; parts: StoredPart[] };

export async function openScenario(scenarioId: string): Promise<Opened> {
  const parts = await loadFromLog(scenarioId);
  const document = new Y.Doc();
  applyParts(document, scenarioId, parts);
  return { scenarioId, document, parts };
}

/**
 * Adds what was committed since. Behind lockText the document is then exactly what is committed: most of the work is
 * done before, since writers of every scenario wait in one line behind that lock.
 */
export async function catchUp(tx: Tx, { scenarioId, document, parts }: Opened): Promise<void> {
  const more = await loadSince(tx, scenarioId, parts);
  applyParts(document, scenarioId, more);
  parts.push(...more);
}

/** Until the end of the transaction nobody adds to the text, and nobody else makes a version of it. */
export async function lockText(tx: Tx, scenarioId: string): Promise<void> {
  await tx.$queryRaw`select 1 from scenario where id = ${scenarioId}::uuid for update`;
}

/** Until the end of the transaction nobody else makes a version; people go on writing. */
export async function lockVersions(tx: Tx, scenarioId: string): Promise<void> {
  await tx.$queryRaw`select 1 from scenario where id = ${scenarioId}::uuid for no key update`;
}

export const upToOf = (parts: readonly StoredPart[]): bigint =>
  parts.reduce((last, { id }) => (BigInt(id) > last ? BigInt(id) : last), 0n);

/** Versions that never go are counted: each is a whole text. Behind one of the two locks. @throws conflict */
export async function requireRoom(tx: Tx, scenarioId: string, kind: "NAMED" | "BEFORE_RESTORE"): Promise<void> {
  const count = await tx.scenarioVersion.count({ where: { scenarioId, kind } });
  const key = kind === "NAMED" ? "version.namedFull" : "version.restoresFull";
  if (count >= versionLimits.kept) throw refuse("conflict", key, { most: versionLimits.kept });
}

type NewVersion = { kind: VersionKind; authorId: string | null; name?: string; beforeNumber?: number };

/** Writes down the opened document as the next version. Behind one of the two locks. */
export async function keep(tx: Tx, { scenarioId, document, parts }: Opened, version: NewVersion) {
  const state = new Uint8Array(Y.encodeStateAsUpdate(document));
  const last = await tx.scenarioVersion.aggregate({ where: { scenarioId }, _max: { number: true } });
  return tx.scenarioVersion.create({
    data: {
      ...version,
      scenarioId,
      number: (last._max.number ?? 0) + 1,
      at: await businessNow(tx),
      upTo: upToOf(parts),
      state,
      size: state.byteLength,
      sha256: new Uint8Array(createHash("sha256").update(state).digest()),
      ...measure(document),
    },
    select: { id: true, number: true, at: true },
  });
}

/** The text of a document, cleaned of what the schema does not know. */
export function textOf(document: Y.Doc): JSONContent {
  return cleanDocument(yXmlFragmentToProsemirrorJSON(document.getXmlFragment(fragmentName)));
}

/** A version of this scenario as a Yjs document. @throws not_found */
export async function openVersion(tx: Tx, scenarioId: string, versionId: string) {
  const version = await tx.scenarioVersion.findFirst({ where: { id: versionId, scenarioId } });
  if (!version) throw refuse("not_found", "version.notFound");
  const document = new Y.Doc();
  Y.applyUpdate(document, new Uint8Array(version.state));
  return { ...version, document };
}
