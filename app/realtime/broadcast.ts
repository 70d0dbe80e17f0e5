import * as Y from "yjs";
import { syncFrame } from "~/editor/protocol";
import { writeSync } from "./frames";
import { type Io, roomOf } from "./sockets";

/** Under load, what comes within so many milliseconds leaves as one frame. A lone update leaves at once. */
const MERGE_MS = 10;

type Leaving = { deltas: Uint8Array[]; authors: Set<string> };

/** Shows updates to everybody connected to a scenario in this process, but not to a lone author their own. */
export function broadcaster(io: Io) {
  const leaving = new Map<string, Leaving>();
  const lastAt = new Map<string, number>();

  function send(scenarioId: string) {
    const batch = leaving.get(scenarioId);
    leaving.delete(scenarioId);
    lastAt.set(scenarioId, Date.now());
    const [first] = batch?.deltas ?? [];
    if (!batch || !first) return;
    const merged = batch.deltas.length === 1 ? first : Y.mergeUpdates(batch.deltas);
    // Among several authors each gets their own part back, which changes nothing.
    const except = batch.authors.size === 1 ? [...batch.authors] : [];
    io.local.to(roomOf(scenarioId)).except(except).emit("scenario.update", writeSync(syncFrame.update, merged));
  }

  return {
    show(scenarioId: string, delta: Uint8Array, authorSocketId: string): void {
      const known = leaving.get(scenarioId);
      if (known) {
        known.deltas.push(delta);
        known.authors.add(authorSocketId);
        return;
      }
      leaving.set(scenarioId, { deltas: [delta], authors: new Set([authorSocketId]) });
      const wait = MERGE_MS - (Date.now() - (lastAt.get(scenarioId) ?? 0));
      if (wait > 0) setTimeout(() => send(scenarioId), wait);
      else setImmediate(() => send(scenarioId));
    },
    forget: (scenarioId: string) => void lastAt.delete(scenarioId),
  };
}
