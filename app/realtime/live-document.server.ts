import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { applyParts } from "~/domain/scenario/document.server";
import { loadFromLog } from "~/domain/scenario/log.server";

/** A scenario in the memory of this process. The truth is the log; this copy may be dropped at any time. */
export type LiveDocument = {
  scenarioId: string;
  document: Y.Doc;
  presence: Awareness;
  /** Which connection speaks for which Yjs client. */
  speakers: Map<number, string>;
  /** Bytes applied since it was loaded, the loaded state included: an upper bound of its size. */
  bytes: number;
  /** Rows in the log since compaction was last asked for. */
  rows: number;
};

/** Reads snapshot and log. */
export async function loadDocument(scenarioId: string): Promise<LiveDocument> {
  const parts = await loadFromLog(scenarioId);
  const document = new Y.Doc();
  applyParts(document, scenarioId, parts);
  const presence = new Awareness(document);
  presence.setLocalState(null);
  return {
    scenarioId,
    document,
    presence,
    speakers: new Map(),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    rows: parts.length,
  };
}

export type Received =
  /** What was new in it, to be logged and shown to the others; null when everything was known. */
  { fault: null | "missing"; delta: Uint8Array | null } | { fault: "malformed" | "broken"; delta: null };

/**
 * Applies a client's update. What is logged is not the frame itself but what the document took from it: well formed by
 * construction, free of repeats, and without parts that wait for something unknown (they would be kept for ever).
 */
export function receiveUpdate(live: LiveDocument, update: Uint8Array): Received {
  try {
    Y.decodeUpdate(update);
  } catch {
    return { fault: "malformed", delta: null };
  }
  const taken: Uint8Array[] = [];
  const origin = {};
  const collect = (delta: Uint8Array, from: unknown) => {
    if (from === origin) taken.push(delta);
  };
  live.document.on("update", collect);
  try {
    Y.applyUpdate(live.document, update, origin);
  } catch {
    // Half applied: this copy can no longer be trusted. The log was not touched.
    return { fault: "broken", delta: null };
  } finally {
    live.document.off("update", collect);
  }
  const { store } = live.document;
  const missing = store.pendingStructs !== null || store.pendingDs !== null;
  store.pendingStructs = null;
  store.pendingDs = null;
  const delta = taken.length > 0 ? Y.mergeUpdates(taken) : null;
  live.bytes += delta?.byteLength ?? 0;
  return { fault: missing ? "missing" : null, delta };
}

/** Applies rows another process has committed; gives what was new, for the people connected here. */
export function absorbParts(live: LiveDocument, parts: { id: string; bytes: Uint8Array }[]): Uint8Array | null {
  const taken: Uint8Array[] = [];
  const collect = (delta: Uint8Array) => taken.push(delta);
  live.document.on("update", collect);
  applyParts(live.document, live.scenarioId, parts);
  live.document.off("update", collect);
  live.bytes += taken.reduce((sum, delta) => sum + delta.byteLength, 0);
  return taken.length > 0 ? Y.mergeUpdates(taken) : null;
}
