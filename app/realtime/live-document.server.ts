import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { applyParts } from "~/domain/scenario/document.server";
import { loadClients, loadFromLog, type NewClient } from "~/domain/scenario/log.server";
import { limits, syncFrame } from "~/editor/protocol";
import { type Owners, ownersOf } from "./owners";
import type { Claims } from "./vouchers.server";

/** A scenario in the memory of this process. The truth is the log; this copy may be dropped at any time. */
export type LiveDocument = {
  scenarioId: string;
  document: Y.Doc;
  presence: Awareness;
  /** Whose each Yjs client is. */
  owners: Owners;
  /** Which connection speaks for which Yjs client. */
  speakers: Map<number, string>;
  /** Bytes applied since it was loaded, the loaded state included: an upper bound of its size. */
  bytes: number;
  /** When `bytes` was last measured, real milliseconds. */
  measuredAt: number;
  /** Rows in the log since compaction was last asked for. */
  rows: number;
  /** No compaction is asked for before; real milliseconds. */
  compactFrom: number;
};

const COMPACT_WITHIN_MS = 20_000;

/** Reads snapshot and log. */
export async function loadDocument(scenarioId: string): Promise<LiveDocument> {
  const parts = await loadFromLog(scenarioId);
  const document = new Y.Doc();
  applyParts(document, scenarioId, parts);
  const owners = ownersOf(document, await loadClients(scenarioId));
  const presence = new Awareness(document);
  presence.setLocalState(null);
  return {
    scenarioId,
    document,
    presence,
    owners,
    speakers: new Map(),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes.byteLength, 0),
    measuredAt: 0,
    rows: parts.length,
    // A class that opens forty scenarios at once does not have them compacted at once.
    compactFrom: Date.now() + Math.random() * COMPACT_WITHIN_MS,
  };
}

export type Received =
  /** What was new in it, to be logged and shown to the others, and whose it is; null when everything was known. */
  | { fault: null | "missing"; delta: Uint8Array | null; claims: NewClient[] }
  | { fault: "malformed" | "too_large" | "foreign" | "broken"; delta: null };

/**
 * Applies a client's update, or of a step 2 the part that is this person's: a whole copy also holds what others wrote.
 * What is logged is not the frame itself but what the document took from it: well formed by construction, free of
 * repeats, and without parts that wait for something unknown (they would be kept for ever).
 */
export function receiveUpdate(live: LiveDocument, kind: number, update: Uint8Array, personId: string): Received {
  const look = live.owners.look(update, personId);
  if ("fault" in look) return { fault: look.fault, delta: null };
  if (look.foreign && kind === syncFrame.update) return { fault: "foreign", delta: null };
  return take(
    live,
    look.update,
    look.mine.map((client) => ({ client, personId })),
  );
}

/** Applies what the server itself had shown and lost: for those it was shown for, whoever brings it back. */
export function receiveShown(live: LiveDocument, update: Uint8Array, claims: Claims): Received {
  return take(
    live,
    update,
    claims.map(({ client, personId }) => ({ client, personId: live.owners.ownerOf(client) ?? personId })),
  );
}

function take(live: LiveDocument, update: Uint8Array, claims: NewClient[]): Received {
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
  const theirs = claims.filter(({ client }) => Y.getState(store, client) > 0);
  return { fault: missing ? "missing" : null, delta, claims: theirs };
}

/** Measuring a large text costs as much as opening it. */
const MEASURE_MS = 10_000;

/** Whether so much more would make it too large. What was written and deleted again is not held against the text. */
export function isTooLarge(live: LiveDocument, more: number): boolean {
  if (live.bytes + more <= limits.document) return false;
  if (Date.now() - live.measuredAt < MEASURE_MS) return true;
  live.measuredAt = Date.now();
  live.bytes = Y.encodeStateAsUpdate(live.document).byteLength;
  return live.bytes + more > limits.document;
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
