import type { Line } from "../generator/lines";

/** What a frame of a server says. */
export type Heard =
  | { kind: "update"; update: Uint8Array }
  /** `id` is null where acknowledgements have none and come in order. */
  | { kind: "ack"; id: number | null; ok: boolean }
  | { kind: "other"; packet: unknown };

export type Member = {
  document: string;
  headers: Record<string, string>;
  writes: boolean;
};

/** How one kind of server is spoken to. All of them go over the same bare lines, so that none costs the generator more. */
export type Dialect = {
  address: (origin: string, document: string) => string;
  /** Resolves once the server has let the member in and others' updates come. @throws when it refuses */
  join: (line: Line, member: Member, stateVector: Uint8Array) => Promise<void>;
  /** The frames of one update; `id` comes back in its acknowledgement where there is one. */
  frames: (member: Member, update: Uint8Array, id: number) => (Buffer | string)[];
  /** Pure: the same bytes always mean the same. */
  decode: (data: Buffer) => Heard;
  text: (line: Line, data: string) => Heard | null;
  acknowledges: boolean;
  /** The client this server is made for sends one update at a time, and merges what is typed meanwhile. */
  oneAtATime?: boolean;
};
