import { randomUUID } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import parser from "socket.io-msgpack-parser";
import { applyAwarenessUpdate } from "y-protocols/awareness";
import { commentChannel } from "~/domain/comment/schema";
import { askCompaction } from "~/domain/scenario/commands.server";
import { appendToLog, type LogNotice, type LogRow, logChannel } from "~/domain/scenario/log.server";
import { limits, type Participant, socketPath } from "~/editor/protocol";
import { logger } from "~/platform/logger.server";
import { updatesLogged } from "~/platform/metrics.server";
import { actorOfHandshake, allowRequest } from "./admission.server";
import { broadcaster } from "./broadcast.server";
import { changedBy, keepDoor } from "./doorkeeper.server";
import { isClientEvent } from "./events";
import { groupCommit } from "./group-commit";
import type { LiveDocument } from "./live-document.server";
import { liveDocuments } from "./live-documents.server";
import { listenToNotices } from "./notices.server";
import { redisAdapter } from "./redis.server";
import { scenarioRights } from "./rights.server";
import { type Room, serveScenario } from "./scenario-room.server";
import { type Io, roomOf } from "./sockets";

/** Rows in the log after which a compaction is asked for. */
const COMPACT_AFTER = 500;
/** While many write, reading and packing a whole text again and again costs as much as serving it. */
const COMPACT_EVERY_MS = 30_000;
/** A commit costs the same for one row and for fifty: while many write, so long from one to the next. */
const COMMIT_EVERY_MS = 15;
/** How long a stop waits for the log; then what is not acknowledged is sent again by its author. */
const FLUSH_MS = 5_000;

export type Realtime = { io: Io; close: () => Promise<void> };

/** Opens the sockets on the port of the pages. `close` lets nothing in, waits for the log, then ends them. */
export function attachRealtime(http: HttpServer): Realtime {
  const redis = redisAdapter();
  // Node takes its own ear off a socket that asks to be upgraded, and Engine.IO puts one on only once it is let in: a line
  // that breaks in between would end the process.
  http.prependListener("upgrade", (_request, socket) => socket.on("error", () => undefined));
  const io: Io = new Server(http, {
    path: socketPath,
    parser,
    transports: ["polling", "websocket"],
    perMessageDeflate: false,
    serveClient: false,
    maxHttpBufferSize: limits.frame,
    // What asks to be upgraded elsewhere and is answered by nobody would hold its line for ever: ended after a second.
    destroyUpgrade: true,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    allowRequest,
    ...(redis ? { adapter: redis.adapter } : {}),
  });
  const origin = randomUUID();
  let stopping = false;

  const log = groupCommit<LogRow>({
    write: async (rows) => {
      await appendToLog(rows, origin);
      updatesLogged.inc(rows.length);
    },
    // Class 22 and 23: the row itself is refused (a scenario that is gone). Anything else is the store's trouble.
    isFinal: (error) => /^(22|23)/.test(String((error as { code?: unknown } | null)?.code ?? "")),
    everyMs: COMMIT_EVERY_MS,
    onFailure: (error, waiting) => logger.error({ reason: String(error), waiting }, "the scenario log is not written"),
  });

  const rights = scenarioRights();
  const broadcast = broadcaster(io);
  const documents = liveDocuments({
    logged: () => log.settled(),
    isNeeded: (scenarioId) => log.waiting > 0 || (io.of("/").adapter.rooms.get(roomOf(scenarioId))?.size ?? 0) > 0,
    onChange: (live, delta) => broadcast.show(live.scenarioId, delta, { by: origin, claims: null }),
    onDrop: (scenarioId) => {
      rights.forget(scenarioId);
      broadcast.forget(scenarioId);
    },
  });

  const room: Room = {
    io,
    documents,
    log,
    rights,
    broadcast,
    onLogged: compactWhenLong,
    spreadPresence: (scenarioId, frame) => {
      if (redis) io.serverSideEmit("presence", scenarioId, frame);
    },
    isStopping: () => stopping,
  };
  io.on("presence", (scenarioId, frame) => void hearPresence(room, scenarioId, frame));

  const door = keepDoor(room);
  const notices = listenToNotices({
    channels: [logChannel, "access_changed", commentChannel],
    onNotice: (channel, payload) => {
      if (channel === commentChannel) return void io.local.to(roomOf(payload)).emit("scenario.comments");
      if (channel !== logChannel) return door.look(changedBy(payload));
      const notice = JSON.parse(payload) as LogNotice;
      if (notice.origin !== origin) void documents.heard(notice);
    },
    onConnected: () => {
      void documents.readAgain();
      door.look("people");
      io.local.emit("scenario.comments");
    },
  });

  io.use((socket, next) => {
    const actor = actorOfHandshake(socket.request);
    if (!actor) return next(new Error("session"));
    const theirs = [...io.of("/").sockets.values()].filter(({ data }) => data.actor.personId === actor.personId);
    if (theirs.length >= limits.connectionsPerPerson) return next(new Error("too_many_connections"));
    socket.data.actor = actor;
    next();
  });
  io.on("connection", (socket) => {
    // The msgpack parser lets any event name through, « disconnect » included.
    socket.use(([event], next) => {
      if (isClientEvent(event)) next();
    });
    serveScenario(room, socket);
  });

  return {
    io,
    async close() {
      stopping = true;
      door.stop();
      await Promise.race([log.settled(), new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref())]);
      // One turn for the acknowledgements to leave.
      await new Promise((resolve) => setTimeout(resolve, 20));
      await notices.close();
      await io.close();
      documents.closeAll();
      await redis?.close();
    },
  };
}

function compactWhenLong(live: Pick<LiveDocument, "scenarioId" | "rows" | "compactFrom">) {
  live.rows += 1;
  if (live.rows < COMPACT_AFTER || Date.now() < live.compactFrom) return;
  live.rows = 0;
  live.compactFrom = Date.now() + COMPACT_EVERY_MS;
  askCompaction(live.scenarioId).catch((error: unknown) => {
    // Asked again in as many updates.
    logger.warn({ reason: String(error), scenarioId: live.scenarioId }, "compaction could not be asked for");
  });
}

async function hearPresence({ io, documents }: Room, scenarioId: string, frame: Buffer) {
  if (!documents.ids().includes(scenarioId)) return;
  const live = await documents.open(scenarioId);
  applyAwarenessUpdate(live.presence, new Uint8Array(frame), "process");
  for (const [client, { user }] of live.presence.states as Map<number, { user?: Participant }>)
    if (user) live.owners.claim(client, user.personId);
  io.local.to(roomOf(scenarioId)).emit("scenario.awareness", Buffer.from(frame));
}
