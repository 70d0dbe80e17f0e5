import type { Dialect } from "./dialect";
import { engineAddress, enter, exchange, heartbeat, opened, pack, packetTypes, unpack } from "./engine-io";

type Transport = "websocket" | "polling";

const address = (transport: Transport) => (origin: string, document: string) =>
  `${engineAddress(origin, "/socket.io", transport)}&document=${document}`;

/** A room of Socket.IO with socket.io-msgpack-parser: one frame for a message. */
export const msgpackRoom = (transport: Transport): Dialect => ({
  address: address(transport),
  join: (line) => enter(line),
  frames: (_member, update, id) => [
    pack({ type: packetTypes.event, nsp: "/", id, data: ["update", Buffer.from(update)] }),
  ],
  decode: (data) => {
    const packet = unpack(data);
    if (packet.type === packetTypes.ack) return { kind: "ack", id: packet.id ?? null, ok: true };
    const [event, update] = (packet.data ?? []) as [string, Buffer];
    return event === "update" ? { kind: "update", update } : { kind: "other", packet };
  },
  text: (line, data) => {
    heartbeat(line, data);
    return null;
  },
  acknowledges: true,
});

/** A room of Socket.IO as it comes: a line of JSON announces the bytes that follow. */
export const stockRoom = (transport: Transport): Dialect => ({
  address: address(transport),
  async join(line) {
    await opened(line);
    await exchange(line, "40", (data) => {
      if (typeof data !== "string") return null;
      if (data.startsWith("44")) throw new Error(data);
      return data.startsWith("40") ? true : null;
    });
  },
  frames: (_member, update, id) => [`451-${id}["update",{"_placeholder":true,"num":0}]`, Buffer.from(update)],
  decode: (update) => ({ kind: "update", update }),
  text: (line, data) => {
    if (heartbeat(line, data)) return null;
    const ack = /^43(\d+)\[/.exec(data);
    return ack ? { kind: "ack", id: Number(ack[1]), ok: true } : null;
  },
  acknowledges: true,
});
