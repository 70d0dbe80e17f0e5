import { readFileSync } from "node:fs";
import * as decoding from "lib0/decoding";
import pg from "pg";
import * as Y from "yjs";

// @hocuspocus/server as « Getting started » of its documentation configures it. With DATABASE_URL each update is
// written there in `beforeHandleMessage`, the one hook it waits for before it applies and acknowledges.
const { Server } = (await import(
  process.env.HOCUSPOCUS ?? "@hocuspocus/server"
)) as typeof import("@hocuspocus/server");
const state = readFileSync(process.env.FIRST_TEXT ?? "");
const pool = process.env.DATABASE_URL
  ? new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 8, keepAlive: true })
  : null;

const server = new Server({
  name: "bench",
  debounce: 5_000,
  maxDebounce: 30_000,
  quiet: true,
  async onLoadDocument({ document }) {
    Y.applyUpdate(document, state);
    return document;
  },
  ...(pool && {
    async beforeHandleMessage({ documentName, update }: { documentName: string; update: Uint8Array }) {
      const written = updateIn(update);
      if (written)
        await pool.query("insert into bench_update (document, update) values ($1, $2)", [
          documentName,
          Buffer.from(written),
        ]);
    },
  }),
});

/** The update a message carries; null for the other messages. */
function updateIn(message: Uint8Array): Uint8Array | null {
  const decoder = decoding.createDecoder(message);
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== 0 || decoding.readVarUint(decoder) === 0) return null;
  return decoding.readVarUint8Array(decoder);
}

// Its own listen() takes no host: on the loopback only, as all the others.
server.httpServer.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("listening"));
