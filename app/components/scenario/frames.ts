import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** A y-protocols sync message: 0 step 1, 1 step 2, 2 update. */
export function sync(kind: number, payload: Uint8Array): ArrayBuffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return toSend(encoding.toUint8Array(encoder));
}

/** In a browser the msgpack parser knows ArrayBuffer as bytes; a Uint8Array it would write out as an object. */
export function toSend(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** What a sync message carries. */
export function payloadOf(frame: ArrayBuffer | Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(new Uint8Array(frame));
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}
