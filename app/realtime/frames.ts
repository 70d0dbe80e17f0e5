import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { type JoinRequest, syncFrame } from "~/editor/protocol";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Bytes as the parser gives them; null for anything else. */
export function bytesOf(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? new Uint8Array(value) : null;
}

/** The payload of a y-protocols sync message of one of `kinds`; null where it is not one. */
export function readSync(frame: Uint8Array, kinds: readonly number[]): { kind: number; payload: Uint8Array } | null {
  try {
    const decoder = decoding.createDecoder(frame);
    const kind = decoding.readVarUint(decoder);
    if (!kinds.includes(kind)) return null;
    const payload = decoding.readVarUint8Array(decoder);
    return decoding.hasContent(decoder) ? null : { kind, payload };
  } catch {
    return null;
  }
}

/** What a client sends to be written: a frame, or one it was shown, with the server's voucher. */
export function readWriting(value: unknown): { frame: Uint8Array | null; voucher: string | null } {
  if (typeof value !== "object" || value === null || !("voucher" in value))
    return { frame: bytesOf(value), voucher: null };
  const { frame, voucher } = value as { frame?: unknown; voucher: unknown };
  return { frame: bytesOf(frame), voucher: typeof voucher === "string" ? voucher : "" };
}

/**
 * Bytes as the parser must get them. Of a Uint8Array it would send the whole buffer behind it, its neighbours included,
 * and as a type that browsers do not read.
 */
export function toFrame(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function writeSync(kind: number, payload: Uint8Array): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return toFrame(encoding.toUint8Array(encoder));
}

/** A request to join, with the state the client has; null where it is malformed. */
export function readJoin(value: unknown): (Omit<JoinRequest, "step1"> & { stateVector: Uint8Array }) | null {
  if (typeof value !== "object" || value === null) return null;
  const { scenarioId, schema, step1 } = value as Record<string, unknown>;
  const frame = bytesOf(step1);
  if (typeof scenarioId !== "string" || !UUID.test(scenarioId) || typeof schema !== "number" || !frame) return null;
  const sync = readSync(frame, [syncFrame.step1]);
  if (!sync) return null;
  try {
    Y.decodeStateVector(sync.payload);
    return { scenarioId: scenarioId.toLowerCase(), schema, stateVector: sync.payload };
  } catch {
    return null;
  }
}
