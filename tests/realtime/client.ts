// Another client, written from docs/realtime-protocol.md alone: it imports nothing of the product.
import { io, type Socket } from "socket.io-client";
import parser from "socket.io-msgpack-parser";
import * as Y from "yjs";

type Answer = { ok: boolean; reason?: string };
type Joined = Answer & { access?: string; me?: unknown; step1: Uint8Array; step2: Uint8Array; awareness: Uint8Array };

type Options = {
  url: string;
  cookie?: string;
  origin?: string;
  transports?: ("polling" | "websocket")[];
  schema?: number;
};

export class Client {
  readonly doc = new Y.Doc();
  readonly socket: Socket;
  /** JSON of the presence states received, by Yjs client. */
  readonly present = new Map<number, { user?: { name: string; personId: string }; cursor?: unknown } | null>();
  readonly closed: string[] = [];
  readonly accesses: string[] = [];
  /** Updates of others shown before their commit, with the server's voucher. */
  readonly shown: { update: Uint8Array; voucher: string }[] = [];
  private clock = 0;

  constructor(private readonly options: Options) {
    this.socket = io(options.url, {
      path: "/temps-reel",
      parser,
      transports: options.transports ?? ["websocket"],
      forceNew: true,
      reconnection: false,
      extraHeaders: {
        ...(options.cookie ? { cookie: options.cookie } : {}),
        ...(options.origin ? { origin: options.origin } : {}),
      },
    });
    this.socket.on("scenario.update", (frame: Uint8Array, voucher?: string) => {
      const update = readSync(frame).payload;
      if (voucher) this.shown.push({ update, voucher });
      Y.applyUpdate(this.doc, update, this);
    });
    this.socket.on("scenario.awareness", (frame: Uint8Array) => this.readPresence(frame));
    this.socket.on("scenario.closed", (code: string) => this.closed.push(code));
    this.socket.on("scenario.access", (access: string) => this.accesses.push(access));
  }

  /** Resolves when connected. @throws with the server's reason */
  connected(): Promise<this> {
    return new Promise((resolve, reject) => {
      if (this.socket.connected) return resolve(this);
      this.socket.once("connect", () => resolve(this));
      this.socket.once("connect_error", (error: Error & { context?: { responseText?: string } }) =>
        reject(new Error(error.context?.responseText ?? error.message)),
      );
    });
  }

  ended(): Promise<string> {
    if (!this.socket.connected) return Promise.resolve("already");
    return new Promise((resolve) => this.socket.once("disconnect", resolve));
  }

  /** Joins, takes what the server has, and brings up what it has not. */
  async join(scenarioId: string): Promise<Joined> {
    const answer: Joined = await this.socket.timeout(10_000).emitWithAck("scenario.join", {
      scenarioId,
      schema: this.options.schema ?? 3,
      step1: writeSync(0, Y.encodeStateVector(this.doc)),
    });
    if (!answer.ok) return answer;
    Y.applyUpdate(this.doc, readSync(answer.step2).payload, this);
    this.readPresence(answer.awareness);
    const state = Y.decodeStateVector(readSync(answer.step1).payload);
    if (answer.access === "edit") await this.bringBack(state);
    const ahead = [...Y.decodeStateVector(Y.encodeStateVector(this.doc))].some(
      ([client, clock]) => clock > (state.get(client) ?? 0),
    );
    if (ahead && answer.access === "edit")
      await this.send(writeSync(1, Y.encodeStateAsUpdate(this.doc, readSync(answer.step1).payload)));
    return answer;
  }

  /** What a killed server had shown and lost, under the name of whoever wrote it. */
  private async bringBack(state: Map<number, number>): Promise<void> {
    for (const { update, voucher } of this.shown.splice(0)) {
      const lacked = [...Y.parseUpdateMeta(update).to].some(([client, clock]) => clock > (state.get(client) ?? 0));
      if (lacked) await this.send({ frame: writeSync(2, update), voucher });
    }
  }

  send(frame: unknown, timeout = 10_000): Promise<Answer> {
    return this.socket.timeout(timeout).emitWithAck("scenario.update", frame);
  }

  /** What a local change makes, as an update; nothing is sent. */
  change(edit: (text: Y.XmlFragment) => void): Uint8Array {
    const made: Uint8Array[] = [];
    const collect = (update: Uint8Array) => made.push(update);
    this.doc.on("update", collect);
    this.doc.transact(() => edit(this.doc.getXmlFragment("content")));
    this.doc.off("update", collect);
    return Y.mergeUpdates(made);
  }

  /** Adds a paragraph at the end and waits for the acknowledgement. */
  write(text: string, timeout?: number): Promise<Answer> {
    return this.send(writeSync(2, this.change(paragraph(text))), timeout);
  }

  showCaret(state: unknown, client = this.doc.clientID): void {
    this.socket.emit("scenario.awareness", presenceFrame(client, ++this.clock, state));
  }

  get text(): string {
    return this.doc.getXmlFragment("content").toString();
  }

  close(): void {
    this.socket.disconnect();
  }

  private readPresence(frame: Uint8Array) {
    if (!Buffer.isBuffer(frame)) throw new Error("bytes travel as msgpack bin, or browsers cannot read them");
    const reader = { bytes: frame, at: 0 };
    for (let left = readVarUint(reader); left > 0; left--) {
      const client = readVarUint(reader);
      readVarUint(reader);
      const length = readVarUint(reader);
      this.present.set(client, JSON.parse(new TextDecoder().decode(frame.slice(reader.at, reader.at + length))));
      reader.at += length;
    }
  }
}

export const paragraph = (text: string) => (content: Y.XmlFragment) => {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, [new Y.XmlText(text)]);
  content.push([element]);
};

/** kind, length, payload. */
export function writeSync(kind: number, payload: Uint8Array): Buffer {
  return Buffer.from([...varUint(kind), ...varUint(payload.length), ...payload]);
}

export function readSync(frame: Uint8Array): { kind: number; payload: Uint8Array } {
  if (!Buffer.isBuffer(frame)) throw new Error("bytes travel as msgpack bin, or browsers cannot read them");
  const reader = { bytes: new Uint8Array(frame), at: 0 };
  const kind = readVarUint(reader);
  const length = readVarUint(reader);
  return { kind, payload: reader.bytes.slice(reader.at, reader.at + length) };
}

export function presenceFrame(client: number, clock: number, state: unknown): Buffer {
  const json = new TextEncoder().encode(JSON.stringify(state));
  return Buffer.from([1, ...varUint(client), ...varUint(clock), ...varUint(json.length), ...json]);
}

/** Seven bits a byte, least first; the eighth says that more follow. */
function varUint(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left];
    bytes.push((left % 128) + 128);
  }
}

function readVarUint(reader: { bytes: Uint8Array; at: number }): number {
  let value = 0;
  for (let weight = 1; ; weight *= 128) {
    const byte = reader.bytes[reader.at++] ?? 0;
    value += (byte % 128) * weight;
    if (byte < 128) return value;
  }
}
