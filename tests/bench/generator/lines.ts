import { Agent, request } from "node:http";
import WebSocket from "ws";

/** A connection that carries text and binary messages both ways. */
export class Line {
  ended: (reason: string) => void = () => undefined;
  private readonly early: (Buffer | string)[] = [];
  private listener: ((data: Buffer | string) => void) | null = null;

  constructor(
    readonly send: (data: Buffer | string) => void,
    readonly close: () => void,
  ) {}

  /** Set by whoever listens; what came before is heard first. */
  set receive(listener: (data: Buffer | string) => void) {
    this.listener = listener;
    for (const data of this.early.splice(0)) listener(data);
  }

  hear(data: Buffer | string): void {
    if (this.listener) this.listener(data);
    else this.early.push(data);
  }
}

const OPEN_MS = 20_000;

/** @throws when the server refuses, or does not answer within 20 s */
export function openWebSocket(url: string, headers: Record<string, string>): Promise<Line> {
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, handshakeTimeout: OPEN_MS });
  const line = new Line(
    (data) => socket.send(data),
    () => socket.terminate(),
  );
  socket.on("message", (data: Buffer, isBinary) => line.hear(isBinary ? data : data.toString()));
  socket.on("close", (code) => line.ended(`closed with ${code}`));
  return new Promise((resolve, reject) => {
    socket.on("error", (error) => {
      reject(error);
      line.ended(error.message);
    });
    socket.on("open", () => resolve(line));
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** Engine.IO's long-polling: one request waits for messages, others carry ours. @throws when the server refuses */
export async function openPolling(url: string, headers: Record<string, string>): Promise<Line> {
  const leaving: string[] = [];
  let posting = false;
  let closed = false;
  let address = url;

  const line = new Line(
    (data) => {
      leaving.push(typeof data === "string" ? data : `b${data.toString("base64")}`);
      if (!posting) void post();
    },
    () => {
      closed = true;
    },
  );

  async function post() {
    posting = true;
    try {
      while (leaving.length > 0 && !closed) await ask("POST", address, headers, leaving.splice(0).join("\x1e"));
    } catch (error) {
      end(error);
    }
    posting = false;
  }

  async function poll() {
    while (!closed) hear(await ask("GET", address, headers));
  }

  function hear(body: string) {
    for (const part of body.split("\x1e"))
      line.hear(part.startsWith("b") ? Buffer.from(part.slice(1), "base64") : part);
  }

  function end(error: unknown) {
    if (!closed) line.ended(String(error));
    closed = true;
  }

  const first = await ask("GET", url, headers);
  const { sid } = JSON.parse(first.slice(1)) as { sid: string };
  address = `${url}&sid=${sid}`;
  line.hear(first);
  poll().catch(end);
  return line;
}

function ask(method: string, url: string, headers: Record<string, string>, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const length =
      body === undefined ? {} : { "content-length": Buffer.byteLength(body), "content-type": "text/plain" };
    const asked = request(url, { method, agent, headers: { ...headers, ...length } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${answer.statusCode} ${text.slice(0, 200)}`));
      });
    });
    // The server keeps a request for its ping interval, 25 s at most.
    asked.setTimeout(60_000, () => asked.destroy(new Error("no answer within 60 s")));
    asked.on("error", reject);
    asked.end(body);
  });
}
