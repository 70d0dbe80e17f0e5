import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import { Awareness, removeAwarenessStates } from "y-protocols/awareness";
import type * as Y from "yjs";
import { socketPath } from "~/editor/protocol";
import { openLine } from "./line";

export type ScenarioProvider = ReturnType<typeof connectScenario>;

/** The line of a scenario in a browser: asks before a page with unsaved changes is left, and takes its caret away. */
export function connectScenario(scenarioId: string, document: Y.Doc) {
  const awareness = new Awareness(document);
  const socket = io({
    path: socketPath,
    parser,
    transports: ["polling", "websocket"],
    autoConnect: false,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
  });
  const line = openLine({ scenarioId, document, awareness, socket });

  const onLeave = (event: BeforeUnloadEvent) => {
    if (line.getStatus().waiting === 0) return;
    event.preventDefault();
    // Browsers of two years ago ask only for this.
    event.returnValue = "";
  };
  const onHide = () => removeAwarenessStates(awareness, [document.clientID], "local");
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", onHide);

  return {
    awareness,
    getStatus: line.getStatus,
    subscribe: line.subscribe,
    retry: line.retry,
    destroy() {
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("pagehide", onHide);
      removeAwarenessStates(awareness, [document.clientID], "local");
      line.close();
      awareness.destroy();
    },
  };
}
