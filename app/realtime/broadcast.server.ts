import * as Y from "yjs";
import { limits, syncFrame } from "~/editor/protocol";
import { writeSync } from "./frames";
import { type Io, roomOf } from "./sockets";
import { type Claims, vouch } from "./vouchers.server";

/** Under load, what comes within so many milliseconds leaves as one frame. A lone update leaves at once. */
const MERGE_MS = 10;

/** Who sent an update, and whose it is; no claims where it is committed already, by another process. */
type Sent = { by: string; claims: Claims | null };
type Leaving = {
  scenarioId: string;
  deltas: Uint8Array[];
  bytes: number;
  authors: Set<string>;
  claims: Map<number, string> | null;
};

/** Shows updates to everybody connected to a scenario in this process, but not to a lone author their own. */
export function broadcaster(io: Io) {
  const leaving = new Map<string, Leaving>();
  const lastAt = new Map<string, number>();

  function send(key: string) {
    const batch = leaving.get(key);
    leaving.delete(key);
    const [first] = batch?.deltas ?? [];
    if (!batch || !first) return;
    const { scenarioId, deltas, authors, claims } = batch;
    lastAt.set(key, Date.now());
    const merged = deltas.length === 1 ? first : Y.mergeUpdates(deltas);
    // Among several authors each gets their own part back, which changes nothing.
    const room = io.local.to(roomOf(scenarioId)).except(authors.size === 1 ? [...authors] : []);
    const frame = writeSync(syncFrame.update, merged);
    if (!claims) room.emit("scenario.update", frame);
    else {
      const owned = [...claims].map(([client, personId]) => ({ client, personId }));
      room.emit("scenario.update", frame, vouch(scenarioId, merged, owned));
    }
  }

  return {
    show(scenarioId: string, delta: Uint8Array, { by, claims }: Sent): void {
      // What is committed needs no word of ours, and would lend it to what is not.
      const key = claims ? scenarioId : committed(scenarioId);
      // Whoever brings a frame back sends it as one update.
      if ((leaving.get(key)?.bytes ?? 0) + delta.byteLength > limits.update) send(key);
      let batch = leaving.get(key);
      if (!batch) {
        batch = { scenarioId, deltas: [], bytes: 0, authors: new Set(), claims: claims && new Map() };
        leaving.set(key, batch);
        const wait = MERGE_MS - (Date.now() - (lastAt.get(key) ?? 0));
        if (wait > 0) setTimeout(() => send(key), wait);
        else setImmediate(() => send(key));
      }
      batch.deltas.push(delta);
      batch.bytes += delta.byteLength;
      batch.authors.add(by);
      for (const { client, personId } of claims ?? []) batch.claims?.set(client, personId);
    },
    forget: (scenarioId: string) => {
      lastAt.delete(scenarioId);
      lastAt.delete(committed(scenarioId));
    },
  };
}

const committed = (scenarioId: string) => `${scenarioId} committed`;
