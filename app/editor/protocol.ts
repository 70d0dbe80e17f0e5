/**
 * What the browser and the server say to each other about a scenario, over Socket.IO with the msgpack parser. The full
 * text, for whoever writes another client: docs/realtime-protocol.md. Pure: both sides load it.
 */

/** One port, one host: the sockets live under this path. */
export const socketPath = "/temps-reel";

/**
 * Grows when a node, a mark or an attribute is added (never removed: ADR 9). An editor with another number is given
 * read access only: it would delete from the shared text what its schema does not know.
 */
export const schemaVersion = 3;

/** The name of the shared fragment inside the Yjs document. */
export const fragmentName = "content";

export const scenarioEvents = {
  /** client → server, acknowledged with a JoinAnswer. */
  join: "scenario.join",
  /**
   * Both ways: a y-protocols sync message of type 1 or 2. From a client, acknowledged after the commit. From the server,
   * with a voucher while it is not committed: { frame, voucher } brings back what a killed server had shown.
   */
  update: "scenario.update",
  /** Both ways: a y-protocols awareness update. */
  awareness: "scenario.awareness",
  /** server → client: the right has changed; carries an Access. */
  access: "scenario.access",
  /** server → client: the comments have changed; what they say now is asked over HTTP. Carries nothing. */
  comments: "scenario.comments",
  /** server → client, before the server ends the connection; carries a CloseCode. */
  closed: "scenario.closed",
} as const;

/** First number of a y-protocols sync message. */
export const syncFrame = { step1: 0, step2: 1, update: 2 } as const;

/** Sizes in bytes, rates in frames per second (with the burst they may reach). */
export const limits = {
  frame: 256 * 1024,
  update: 64 * 1024,
  /** The answer to the server's step 1: what was written while the line was down. */
  step2: 200 * 1024,
  awareness: 4 * 1024,
  document: 10 * 1024 * 1024,
  joinsPerSecond: 2,
  joinsBurst: 20,
  updatesPerSecond: 40,
  updatesBurst: 200,
  awarenessPerSecond: 20,
  awarenessBurst: 60,
  connectionsPerPerson: 20,
} as const;

export type Access = "read" | "edit";

/** Why a frame is refused. `retry` tells the client that joining again may succeed. */
export const refusals = {
  /** It cannot be decoded. */
  malformed: { retry: false },
  /** It passes one of `limits`. */
  too_large: { retry: false },
  /** It builds on something the server does not have: join again, the exchange of states brings it. */
  missing: { retry: true },
  /** It writes under the Yjs client of somebody else. */
  foreign: { retry: false },
  slow_down: { retry: true },
  /** The store does not answer, or the server is stopping. */
  unavailable: { retry: true },
  not_joined: { retry: true },
  read_only: { retry: false },
  /** No such scenario, or none this person may read: the same answer. */
  not_found: { retry: false },
} as const;

export type RefusalReason = keyof typeof refusals;

export type Refused = { ok: false; reason: RefusalReason };

/** Who somebody is in the presence of others; the server's word, whatever the client says. */
export type Participant = { personId: string; name: string; color: string };

export type JoinRequest = { scenarioId: string; schema: number; step1: Uint8Array | ArrayBuffer };

export type JoinAnswer =
  | { ok: true; access: Access; me: Participant; step1: Uint8Array; step2: Uint8Array; awareness: Uint8Array }
  | Refused;

/** `ok` means: committed in the log, on disk. */
export type UpdateAnswer = { ok: true } | Refused;

/** Why the server ends a connection. */
export const closeCodes = {
  /** Signed out, expired, or the account was suspended. */
  session_ended: { retry: false },
  /** The person may no longer read this scenario. */
  access_withdrawn: { retry: false },
  /** A frame of theirs broke the copy in memory; join again, it is read anew from the log. */
  reload: { retry: true },
} as const;

export type CloseCode = keyof typeof closeCodes;
