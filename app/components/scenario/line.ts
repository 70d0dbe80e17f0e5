import type { Socket } from "socket.io-client";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import {
  type Access,
  type CloseCode,
  closeCodes,
  type JoinAnswer,
  limits,
  type Participant,
  type RefusalReason,
  refusals,
  scenarioEvents,
  schemaVersion,
  syncFrame,
  type UpdateAnswer,
} from "~/editor/protocol";
import { carryCarets } from "./carets";
import { payloadOf, sync } from "./frames";
import type { Journal } from "./kept";
import { shownUpdates } from "./shown";
import { type ScenarioStatus, saveWord } from "./status";

/** Without an acknowledgement for so long, the page says that nothing is saved: within 3 s, looking four times a second. */
const OVERDUE_MS = 2_400;
/** And after so long, it asks the server what it has. */
const RESYNC_MS = 12_000;
const RETRY_MS = 1_000;
/** While somebody types, the words do not go back and forth at each key. */
const SETTLE_MS = 400;
const LOOK_MS = 250;

type Options = {
  scenarioId: string;
  document: Y.Doc;
  awareness: Awareness;
  socket: Socket;
  /** What this device keeps for that person; null where it keeps nothing. */
  keep?: (personId: string) => Journal | null;
};

export type Line = ReturnType<typeof openLine>;

/**
 * Keeps a Yjs document in step with the server (docs/realtime-protocol.md), whatever carries the socket. One update is
 * under way at a time; what is typed meanwhile is merged behind it. An update leaves `waiting` only when the server says
 * that it is committed.
 */
export function openLine({ scenarioId, document, awareness, socket, keep }: Options) {
  const listeners = new Set<() => void>();
  const own = {};
  const shown = shownUpdates();

  let journal: Journal | null = null;
  let me: Participant | null = null;
  /** What an earlier page had kept is in the text. */
  let leftTaken = false;
  let waiting: Uint8Array[] = [];
  let underWay = 0;
  let joined = false;
  let synced = false;
  let access: Access | null = null;
  let ended: CloseCode | RefusalReason | null = null;
  let progressAt = Date.now();
  let typedAt = 0;
  /** Grows at each join: what was answered to an earlier one is no longer listened to. */
  let epoch = 0;
  let status = look();

  function look(): ScenarioStatus {
    const overdue = waiting.length > 0 && Date.now() - progressAt >= OVERDUE_MS;
    const settling = Date.now() - typedAt < SETTLE_MS;
    const facts = {
      connected: socket.connected,
      joined,
      synced,
      access,
      ended,
      overdue,
      settling,
      waiting: waiting.length,
    };
    const kept = journal?.isOn() ?? false;
    return { word: saveWord(facts), waiting: waiting.length, kept, synced, access, ended };
  }

  function publish() {
    const next = look();
    const same = (Object.keys(next) as (keyof ScenarioStatus)[]).every((key) => next[key] === status[key]);
    if (!same) tell(next);
  }

  function tell(next = look()) {
    status = next;
    for (const listener of listeners) listener();
  }

  function join() {
    const mine = ++epoch;
    underWay = 0;
    // What is typed until the answer leaves with it: two frames under way would take the same updates off the list twice.
    joined = false;
    const request = { scenarioId, schema: schemaVersion, step1: sync(syncFrame.step1, Y.encodeStateVector(document)) };
    socket.emit(scenarioEvents.join, request, (answer: JoinAnswer) => void arrived(mine, answer));
  }

  async function arrived(mine: number, answer: JoinAnswer) {
    if (mine !== epoch) return;
    if (!answer.ok) return refused(answer.reason);
    // Somebody else has signed in meanwhile: what was typed here is not theirs to send.
    if (me && me.personId !== answer.me.personId) return finish("session_ended");
    me = answer.me;
    journal ??= keep?.(me.personId) ?? null;
    // Before the first key; what a reader left behind waits until they may write again.
    const left = journal && !leftTaken && answer.access === "edit" ? await journal.left() : [];
    if (mine !== epoch) return;
    leftTaken ||= answer.access === "edit";
    joined = true;
    access = answer.access;
    Y.applyUpdate(document, payloadOf(answer.step2), own);
    mergeLeft(left);
    synced = true;
    bringUp(payloadOf(answer.step1));
    carets.arrive(answer.awareness);
    publish();
  }

  /** What an earlier page of this tab had typed: under the number it had then, so that nothing comes twice. */
  function mergeLeft(left: readonly Uint8Array[]) {
    if (left.length === 0) return;
    for (const update of left) Y.applyUpdate(document, update, own);
    // Built on something that the server has lost and nobody brings back: it can stand nowhere.
    document.store.pendingStructs = null;
    document.store.pendingDs = null;
    waiting.push(...left);
    progressAt = Date.now();
  }

  /** Sends what the server has not: our own waiting updates, and those of others that it lost with its memory. */
  function bringUp(serverState: Uint8Array) {
    if (access !== "edit") return;
    const theirs = Y.decodeStateVector(serverState);
    for (const { update, voucher } of shown.lackedBy(theirs))
      socket.emit(scenarioEvents.update, { frame: sync(syncFrame.update, update), voucher }, () => undefined);
    const ahead = [...Y.decodeStateVector(Y.encodeStateVector(document))].some(
      ([client, clock]) => clock > (theirs.get(client) ?? 0),
    );
    if (!ahead && waiting.length === 0) return;
    const missing = Y.encodeStateAsUpdate(document, serverState);
    if (missing.byteLength > limits.step2) return flush();
    send(sync(syncFrame.step2, missing), waiting.length);
  }

  function flush() {
    if (!joined || access !== "edit" || underWay > 0 || waiting.length === 0) return;
    let bytes = 0;
    const batch = waiting.filter((update, place) => {
      bytes += update.byteLength;
      return place === 0 || bytes < limits.update / 2;
    });
    send(sync(syncFrame.update, batch.length === 1 && batch[0] ? batch[0] : Y.mergeUpdates(batch)), batch.length);
  }

  function send(frame: ArrayBuffer, count: number) {
    const mine = epoch;
    underWay = Math.max(1, count);
    socket.emit(scenarioEvents.update, frame, (answer: UpdateAnswer) => {
      if (mine !== epoch) return;
      underWay = 0;
      if (!answer.ok) return refused(answer.reason);
      journal?.acknowledged(waiting.slice(0, count));
      waiting = waiting.slice(count);
      progressAt = Date.now();
      flush();
      publish();
    });
  }

  function refused(reason: RefusalReason) {
    if (refusals[reason].retry) {
      joined = false;
      setTimeout(() => socket.connected && !joined && !ended && join(), RETRY_MS);
    } else if (reason === "read_only") access = "read";
    else finish(reason);
    publish();
  }

  function finish(why: CloseCode | RefusalReason) {
    ended = why;
    socket.disconnect();
    publish();
  }

  const onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === own || access !== "edit" || !synced) return;
    if (waiting.length === 0) progressAt = Date.now();
    typedAt = Date.now();
    waiting.push(update);
    journal?.added(update);
    flush();
    publish();
  };
  const carets = carryCarets({ awareness, socket, mayShow: () => joined && access === "edit" });

  socket.on("connect", join);
  socket.on("disconnect", (why) => {
    joined = false;
    epoch++;
    underWay = 0;
    carets.forgetOthers();
    if (why === "io server disconnect" && !ended) setTimeout(() => !ended && socket.connect(), RETRY_MS);
    publish();
  });
  socket.on("connect_error", (error) => {
    // Answered by the server before any socket: the session is over.
    const { context } = error as { context?: { responseText?: string } };
    if (context?.responseText?.includes('"session"')) finish("session_ended");
    else if (!socket.active) setTimeout(() => !ended && socket.connect(), 5 * RETRY_MS);
    publish();
  });
  socket.on(scenarioEvents.update, (frame: ArrayBuffer, voucher?: string) => {
    const update = payloadOf(frame);
    if (voucher) shown.keep(update, voucher);
    Y.applyUpdate(document, update, own);
  });
  socket.on(scenarioEvents.access, (now: Access) => {
    // What waited while it was only read leaves with the exchange of states.
    if (now === "edit") return join();
    access = now;
    publish();
  });
  socket.on(scenarioEvents.closed, (code: CloseCode) => {
    if (!closeCodes[code]?.retry) finish(code);
  });
  document.on("update", onUpdate);
  const timer = setInterval(() => {
    if (waiting.length > 0 && joined && Date.now() - progressAt > RESYNC_MS) {
      progressAt = Date.now() - OVERDUE_MS;
      join();
    }
    publish();
  }, LOOK_MS);
  socket.connect();

  return {
    getStatus: () => status,
    /** Whom the server knows; null before the first exchange. */
    getMe: () => me,
    /** After a yes: what waits is kept from now on. */
    keepWaiting: () => journal?.start(waiting),
    /** Something beside the status has changed. */
    tell: () => tell(),
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** After signing in again in another tab. */
    retry() {
      ended = null;
      socket.connect();
      publish();
    },
    close() {
      clearInterval(timer);
      document.off("update", onUpdate);
      carets.close();
      socket.disconnect();
    },
  };
}
