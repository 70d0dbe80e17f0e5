import type { Socket } from "socket.io-client";
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import { scenarioEvents } from "~/editor/protocol";
import { toSend } from "./frames";

type Options = { awareness: Awareness; socket: Socket; mayShow: () => boolean };

/** One's own caret to the others and theirs to here, as long as the line lasts. */
export function carryCarets({ awareness, socket, mayShow }: Options) {
  const theirs = {};
  const me = awareness.clientID;

  const onUpdate = (_: unknown, origin: unknown) => {
    if (origin !== "local" || !mayShow()) return;
    socket.emit(scenarioEvents.awareness, toSend(encodeAwarenessUpdate(awareness, [me])));
  };
  const take = (frame: ArrayBuffer | Uint8Array) => applyAwarenessUpdate(awareness, new Uint8Array(frame), theirs);
  awareness.on("update", onUpdate);
  socket.on(scenarioEvents.awareness, take);

  return {
    /** Those who are there, at a join; one's own is said again: a clock that has not moved would be taken for old news. */
    arrive(frame: ArrayBuffer | Uint8Array): void {
      take(frame);
      awareness.setLocalState(awareness.getLocalState());
    },
    /** The line is down. */
    forgetOthers(): void {
      const others = [...awareness.states.keys()].filter((client) => client !== me);
      removeAwarenessStates(awareness, others, theirs);
      // Else they would be taken for old news when they come back.
      for (const client of others) awareness.meta.delete(client);
    },
    close: () => awareness.off("update", onUpdate),
  };
}
