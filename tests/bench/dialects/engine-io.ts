import parser from "socket.io-msgpack-parser";
import type { Line } from "../generator/lines";

/** What a Socket.IO packet holds, whichever parser wrote it. */
export type Packet = { type: number; nsp: string; data?: unknown; id?: number };

export const packetTypes = { connect: 0, event: 2, ack: 3, refused: 4 } as const;

const JOIN_MS = 20_000;
const encoder = new parser.Encoder();

/** Its types say ArrayBuffer; it gives a list of one Buffer. */
export const pack = (packet: Packet): Buffer => (encoder.encode(packet) as unknown as [Buffer])[0];

export function unpack(data: Buffer): Packet {
  let packet: Packet | undefined;
  const decoder = new parser.Decoder();
  decoder.on("decoded", (decoded: Packet) => {
    packet = decoded;
  });
  decoder.add(data);
  if (!packet) throw new Error("not a packet");
  return packet;
}

/** Answers the pings of Engine.IO; true where the text was one of its own packets. */
export function heartbeat(line: Line, data: string): boolean {
  if (data === "2") line.send("3");
  return !data.startsWith("4");
}

/** Sends `question` once `asks` is heard, and gives what `answer` makes of a later message. @throws after 20 s */
export function exchange<T>(
  line: Line,
  question: Buffer | string | null,
  answer: (data: Buffer | string) => T | null,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("no answer within 20 s")), JOIN_MS);
    const settle = (act: () => void) => {
      clearTimeout(late);
      act();
    };
    line.ended = (reason) => settle(() => reject(new Error(reason)));
    line.receive = (data) => {
      if (typeof data === "string" && data !== "" && data !== "6") heartbeat(line, data);
      try {
        const found = answer(data);
        if (found !== null) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    if (question !== null) line.send(question);
  });
}

/** Opened by the server's « 0{…} ». */
export const opened = (line: Line): Promise<true> =>
  exchange(line, null, (data) => (typeof data === "string" && data.startsWith("0") ? true : null));

/** Enters the main namespace with the msgpack parser. @throws with the server's reason */
export async function enter(line: Line): Promise<void> {
  await opened(line);
  await exchange(line, pack({ type: packetTypes.connect, nsp: "/" }), (data) => {
    if (typeof data === "string") return null;
    const packet = unpack(data);
    if (packet.type === packetTypes.refused) throw new Error(`refused: ${JSON.stringify(packet.data)}`);
    return packet.type === packetTypes.connect ? true : null;
  });
}

export const engineAddress = (origin: string, path: string, transport: "websocket" | "polling"): string =>
  `${transport === "websocket" ? origin.replace(/^http/, "ws") : origin}${path}/?EIO=4&transport=${transport}`;
