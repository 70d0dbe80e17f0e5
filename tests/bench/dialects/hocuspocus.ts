import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { Dialect, Heard } from "./dialect";
import { until } from "./until";

// From the sources of @hocuspocus/server: document name, kind of message, what it carries.
const kinds = { sync: 0, auth: 2, syncReply: 4, syncStatus: 8 } as const;
const auth = { token: 0, denied: 1, authenticated: 2 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

/** @hocuspocus/server over ws, as its provider speaks: a token, then both first steps of the synchronisation. */
export const hocuspocus: Dialect = {
  address: (origin) => origin,
  async join(line, { document }, stateVector) {
    const entered = until(line, "authenticated and synchronised", decode, ({ seen }) => seen.auth && seen.step2);
    line.send(
      message(document, kinds.auth, (encoder) => {
        encoding.writeVarUint(encoder, auth.token);
        encoding.writeVarString(encoder, "bench");
      }),
    );
    line.send(
      message(document, kinds.sync, (encoder) => {
        encoding.writeVarUint(encoder, sync.step1);
        encoding.writeVarUint8Array(encoder, stateVector);
      }),
    );
    await entered;
  },
  frames: ({ document }, update) => [
    message(document, kinds.sync, (encoder) => {
      encoding.writeVarUint(encoder, sync.update);
      encoding.writeVarUint8Array(encoder, update);
    }),
  ],
  decode,
  text: () => null,
  acknowledges: true,
};

function message(document: string, kind: number, write: (encoder: encoding.Encoder) => void): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, document);
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return Buffer.from(encoding.toUint8Array(encoder));
}

function decode(data: Buffer): Heard {
  const decoder = decoding.createDecoder(data);
  decoding.readVarString(decoder);
  const kind = decoding.readVarUint(decoder);
  const what = decoding.readVarUint(decoder);
  if (kind === kinds.syncStatus) return { kind: "ack", id: null, ok: what === 1 };
  if (kind === kinds.sync && what === sync.update)
    return { kind: "update", update: decoding.readVarUint8Array(decoder) };
  if (kind === kinds.auth && what === auth.denied) return { kind: "other", packet: "refused" };
  if (kind === kinds.auth) return { kind: "other", packet: "auth" };
  return { kind: "other", packet: what === sync.step2 ? "step2" : "step1" };
}
