import { io } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import { Awareness, removeAwarenessStates } from "y-protocols/awareness";
import type * as Y from "yjs";
import { scenarioEvents, socketPath } from "~/editor/protocol";
import { answer, type Journal, keepUnsent, PERMISSION_KEY, permissionOf, thisDevice } from "./kept";
import { openLine } from "./line";

export type ScenarioProvider = ReturnType<typeof connectScenario>;

/**
 * The line of a scenario in a browser: asks before a page with unsaved changes is left, takes its caret away, and keeps
 * on this device what is not saved where the person has said so.
 */
export function connectScenario(scenarioId: string, document: Y.Doc) {
  const awareness = new Awareness(document);
  const socket = io({
    path: socketPath,
    parser,
    transports: ["polling", "websocket"],
    autoConnect: false,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    // A first packet that is lost must not cost twenty seconds.
    timeout: 10_000,
  });
  const device = thisDevice();
  let journal: Journal | null = null;
  const line = openLine({
    scenarioId,
    document,
    awareness,
    socket,
    keep(personId) {
      journal = device && keepUnsent(device, personId, scenarioId);
      return journal;
    },
  });
  const permission = () => {
    const me = line.getMe();
    return device && me ? permissionOf(device, me.personId) : null;
  };

  const onLeave = (event: BeforeUnloadEvent) => {
    journal?.write();
    if (line.getStatus().waiting === 0) return;
    event.preventDefault();
    // Browsers of two years ago ask only for this.
    event.returnValue = "";
  };
  const onHide = () => {
    journal?.write();
    removeAwarenessStates(awareness, [document.clientID], "local");
  };
  const onOtherTab = ({ key }: StorageEvent) => {
    if ((key === PERMISSION_KEY || key === null) && permission() !== "yes") journal?.stop();
  };
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", onHide);
  window.addEventListener("storage", onOtherTab);

  return {
    awareness,
    getStatus: line.getStatus,
    subscribe: line.subscribe,
    retry: line.retry,
    /** Whom the server knows; null before the first exchange. */
    getMe: line.getMe,
    /** Called when comments may have changed, and at each connection: what was said meanwhile was not heard. */
    onComments(listener: () => void) {
      socket.on(scenarioEvents.comments, listener);
      socket.on("connect", listener);
      return () => {
        socket.off(scenarioEvents.comments, listener);
        socket.off("connect", listener);
      };
    },
    /** Whether this device may keep what is not saved: asked once of who writes. */
    keeping: {
      subscribe: line.subscribe,
      isAsked: () => line.getStatus().access === "edit" && journal !== null && permission() === null,
      async answer(given: "yes" | "no") {
        const me = line.getMe();
        if (!device || !me) return;
        await answer(device, me.personId, given).catch(() => undefined);
        if (given === "yes") line.keepWaiting();
        line.tell();
      },
    },
    destroy() {
      window.removeEventListener("beforeunload", onLeave);
      window.removeEventListener("pagehide", onHide);
      window.removeEventListener("storage", onOtherTab);
      removeAwarenessStates(awareness, [document.clientID], "local");
      line.close();
      awareness.destroy();
    },
  };
}
