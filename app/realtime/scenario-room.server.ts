import * as Y from "yjs";
import { isFrozen, type LogRow } from "~/domain/scenario/log.server";
import { type JoinAnswer, limits, type RefusalReason, syncFrame, type UpdateAnswer } from "~/editor/protocol";
import { logger } from "~/platform/logger.server";
import type { broadcaster } from "./broadcast.server";
import { bytesOf, readJoin, readSync, readWriting, writeSync } from "./frames";
import type { groupCommit } from "./group-commit";
import { isTooLarge, type LiveDocument, receiveShown, receiveUpdate } from "./live-document.server";
import type { LiveDocuments } from "./live-documents.server";
import { leavePresence, participantOf, presenceFrame, receivePresence } from "./presence";
import { renew } from "./renewal.server";
import { accessOf, type ScenarioRights } from "./rights.server";
import { answerTo, type Connection, end, type Io, roomOf } from "./sockets";
import { tokenBucket } from "./token-bucket";
import { claimsOf } from "./vouchers.server";

/** How long somebody who arrives waits for what was shown before them to be committed. */
const ARRIVAL_MS = 1_000;

export type Room = {
  io: Io;
  documents: LiveDocuments;
  rights: ScenarioRights;
  log: ReturnType<typeof groupCommit<LogRow>>;
  broadcast: ReturnType<typeof broadcaster>;
  /** A row of a scenario was committed. */
  onLogged: (live: LiveDocument) => void;
  /** Shows presence to the people connected to the other processes. */
  spreadPresence: (scenarioId: string, frame: Buffer) => void;
  isStopping: () => boolean;
};

/** What a connection may do about one scenario. Three steps in each door: right, parse, one action. */
export function serveScenario(room: Room, socket: Connection): void {
  const mayJoin = tokenBucket(limits.joinsPerSecond, limits.joinsBurst);
  const mayUpdate = tokenBucket(limits.updatesPerSecond, limits.updatesBurst);
  const mayShow = tokenBucket(limits.awarenessPerSecond, limits.awarenessBurst);

  socket.on("scenario.join", (request, callback) => {
    const answer = answerTo<JoinAnswer>(callback);
    if (!mayJoin()) return answer({ ok: false, reason: "slow_down" });
    join(room, socket, request).then(answer, (error: unknown) => {
      logger.warn({ reason: String(error) }, "scenario join");
      answer({ ok: false, reason: "unavailable" });
    });
  });

  socket.on("scenario.update", (frame, callback) => {
    const answer = answerTo<UpdateAnswer>(callback);
    if (!mayUpdate()) return answer({ ok: false, reason: "slow_down" });
    update(room, socket, frame).then(
      (reason) => answer(reason === null ? { ok: true } : { ok: false, reason }),
      (error: unknown) => {
        logger.warn({ reason: String(error) }, "scenario update");
        answer({ ok: false, reason: "unavailable" });
      },
    );
  });

  socket.on("scenario.awareness", (frame) => {
    if (mayShow()) show(room, socket, frame).catch(() => undefined);
  });

  socket.on("disconnect", () => leave(room, socket));
}

async function join(room: Room, socket: Connection, request: unknown): Promise<JoinAnswer> {
  if (room.isStopping()) return { ok: false, reason: "unavailable" };
  const wanted = readJoin(request);
  if (!wanted) return { ok: false, reason: "malformed" };
  const subject = await room.rights.subjectOf(wanted.scenarioId);
  const access = accessOf(socket.data.actor, subject, wanted.schema);
  if (!access) {
    // Ids made up by hand must not gather in memory.
    room.rights.forget(wanted.scenarioId);
    return { ok: false, reason: "not_found" };
  }

  const live = await room.documents.open(wanted.scenarioId);
  // The connection may have ended while the log was read.
  if (!socket.connected) {
    room.documents.mayLeave(wanted.scenarioId);
    return { ok: false, reason: "not_joined" };
  }
  // Joining again is how a client repairs itself. One connection speaks of one scenario at a time.
  if (socket.data.joined && socket.data.joined.live !== live) leave(room, socket);
  socket.data.joined = { live, schema: wanted.schema, access };
  // The room before the state: an update that comes between the two is in both, and never in neither.
  await socket.join(roomOf(wanted.scenarioId));
  // What is on its way to the disk has no voucher in a state: it is told once it is there.
  if (room.log.waiting > 0)
    await Promise.race([room.log.settled(), new Promise((resolve) => setTimeout(resolve, ARRIVAL_MS).unref())]);
  if (live.document.isDestroyed) return { ok: false, reason: "not_joined" };
  return {
    ok: true,
    access,
    me: participantOf(socket.data.actor),
    step1: writeSync(syncFrame.step1, Y.encodeStateVector(live.document)),
    step2: writeSync(syncFrame.step2, Y.encodeStateAsUpdate(live.document, wanted.stateVector)),
    awareness: presenceFrame(live),
  };
}

/** Gives the reason of a refusal, or null once what was sent is committed. Waits as long as the store is away. */
async function update(room: Room, socket: Connection, frame: unknown): Promise<RefusalReason | null> {
  const { joined, actor } = socket.data;
  if (!joined) return "not_joined";
  const { live, schema } = joined;
  if ((await rightNow(room, socket)) !== "edit") return "read_only";

  const { frame: bytes, voucher } = readWriting(frame);
  const sync = bytes && readSync(bytes, [syncFrame.step2, syncFrame.update]);
  if (!sync) return "malformed";
  const { kind, payload } = sync;
  if (payload.byteLength > (kind === syncFrame.step2 ? limits.step2 : limits.update)) return "too_large";
  if (isTooLarge(live, payload.byteLength)) return "too_large";
  if (room.log.isFull() || room.isStopping()) return "unavailable";
  // Set aside meanwhile by somebody else's bad frame.
  if (socket.data.joined !== joined || live.document.isDestroyed) return "not_joined";

  const shown = voucher === null ? null : claimsOf(live.scenarioId, payload, voucher);
  if (voucher !== null && !shown) return "foreign";
  const received = shown ? receiveShown(live, payload, shown) : receiveUpdate(live, kind, payload, actor.personId);
  const { fault, delta } = received;
  if (fault === "broken" || fault === "foreign") {
    const facts = { scenarioId: live.scenarioId, personId: actor.personId, schema };
    if (fault === "foreign") logger.warn(facts, "a frame under somebody else's name was refused");
    else {
      logger.error(facts, "a frame broke a scenario in memory");
      void renew(room, live);
      end(socket, "reload");
      return "malformed";
    }
  }
  if (fault !== null && fault !== "missing") return fault;
  if (!delta) {
    // Everything was known: it may still be on its way to the disk.
    await room.log.settled();
    return live.document.isDestroyed ? "not_joined" : fault;
  }
  const { claims } = received;
  // The others see it at once; its author reads « Enregistré » after the commit only.
  room.broadcast.show(live.scenarioId, delta, { by: socket.id, claims });
  const authors = new Set(claims.map(({ personId }) => personId));
  const [author = actor.personId, ...others] = authors;
  const row = {
    scenarioId: live.scenarioId,
    authorId: others.length === 0 ? author : null,
    update: delta,
    clients: live.owners.write(claims),
  };
  try {
    await room.log.append(row, delta.byteLength);
  } catch (error) {
    if (!isFrozen(error)) return "not_found";
    // Frozen while it was on its way: nobody who arrives may take it for part of the text.
    if (!live.document.isDestroyed) void renew(room, live);
    room.rights.forget(live.scenarioId);
    if (socket.data.joined) socket.data.joined.access = "read";
    socket.emit("scenario.access", "read");
    return "read_only";
  }
  room.onLogged(live);
  return fault;
}

async function show(room: Room, socket: Connection, frame: unknown): Promise<void> {
  const { joined, actor } = socket.data;
  const bytes = bytesOf(frame);
  if (!joined || !bytes || bytes.byteLength > limits.awareness) return;
  if ((await rightNow(room, socket)) !== "edit" || !socket.connected) return;
  const clean = receivePresence(joined.live, bytes, socket.id, participantOf(actor));
  if (clean) tellPresence(room, joined.live.scenarioId, clean, socket.id);
}

/** The right as the database says it now, and the client told where it has changed. */
export async function rightNow({ rights }: Room, socket: Connection) {
  const { joined, actor } = socket.data;
  if (!joined) return null;
  const access = accessOf(actor, await rights.subjectOf(joined.live.scenarioId), joined.schema);
  if (!access) end(socket, "access_withdrawn");
  else if (access !== joined.access) {
    joined.access = access;
    socket.emit("scenario.access", access);
  }
  return access;
}

function leave(room: Room, socket: Connection): void {
  const { joined } = socket.data;
  if (!joined) return;
  socket.data.joined = undefined;
  const { scenarioId } = joined.live;
  void socket.leave(roomOf(scenarioId));
  const gone = leavePresence(joined.live, socket.id);
  if (gone) tellPresence(room, scenarioId, gone, socket.id);
  room.documents.mayLeave(scenarioId);
}

function tellPresence({ io, spreadPresence }: Room, scenarioId: string, frame: Buffer, exceptId: string): void {
  io.local.to(roomOf(scenarioId)).except(exceptId).emit("scenario.awareness", frame);
  spreadPresence(scenarioId, frame);
}
