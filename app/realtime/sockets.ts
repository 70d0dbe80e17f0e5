import type { Server, Socket } from "socket.io";
import type { Actor } from "~/domain/actor";
import type { Access, CloseCode, JoinAnswer, UpdateAnswer } from "~/editor/protocol";
import type { LiveDocument } from "./live-document.server";

/** Arguments are unknown: they come from outside. */
type ClientEvents = {
  "scenario.join": (request: unknown, answer: unknown) => void;
  "scenario.update": (frame: unknown, answer: unknown) => void;
  "scenario.awareness": (frame: unknown) => void;
};

type ServerEvents = {
  /** With a voucher where it is not committed yet. */
  "scenario.update": (frame: Buffer, voucher?: string) => void;
  "scenario.awareness": (frame: Buffer) => void;
  "scenario.access": (access: Access) => void;
  "scenario.comments": () => void;
  "scenario.closed": (code: CloseCode) => void;
};

/** Between the processes, with Redis. */
type ProcessEvents = { presence: (scenarioId: string, frame: Buffer) => void };

type SocketData = {
  actor: Actor;
  /** The scenario this connection speaks about, once joined. */
  joined?: { live: LiveDocument; schema: number; access: Access };
};

export type Io = Server<ClientEvents, ServerEvents, ProcessEvents, SocketData>;
export type Connection = Socket<ClientEvents, ServerEvents, ProcessEvents, SocketData>;

export const roomOf = (scenarioId: string) => `scenario/${scenarioId}`;

/** Says why, then ends the connection. */
export function end(socket: Connection, code: CloseCode): void {
  socket.emit("scenario.closed", code);
  socket.disconnect(true);
}

/** A client that sends no callback gets no answer, and breaks nothing. */
export function answerTo<A extends JoinAnswer | UpdateAnswer>(callback: unknown): (answer: A) => void {
  return (answer) => {
    if (typeof callback === "function") callback(answer);
  };
}
