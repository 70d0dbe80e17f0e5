import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type JoinAnswer, scenarioEvents, schemaVersion, socketPath, syncFrame } from "../../../app/editor/protocol";
import type { Dialect, Heard } from "./dialect";
import { engineAddress, enter, exchange, heartbeat, pack, packetTypes, unpack } from "./engine-io";

/** docs/realtime-protocol.md over bare lines. */
export const entrepairs = (transport: "websocket" | "polling"): Dialect => ({
  address: (origin) => engineAddress(origin, socketPath, transport),
  async join(line, { document, writes }, stateVector) {
    await enter(line);
    const request = { scenarioId: document, schema: schemaVersion, step1: sync(syncFrame.step1, stateVector) };
    const question = pack({ type: packetTypes.event, nsp: "/", id: 0, data: [scenarioEvents.join, request] });
    const answer = await exchange(line, question, (data) => {
      const packet = typeof data === "string" ? null : unpack(data);
      return packet?.type === packetTypes.ack ? (packet.data as [JoinAnswer])[0] : null;
    });
    if (!answer.ok) throw new Error(`join refused: ${answer.reason}`);
    // A reader who could write, or the reverse, would be another load.
    if ((answer.access === "edit") !== writes) throw new Error(`joined with access ${answer.access}`);
  },
  frames: (_member, update, id) => [
    pack({
      type: packetTypes.event,
      nsp: "/",
      id: id + 1,
      data: [scenarioEvents.update, sync(syncFrame.update, update)],
    }),
  ],
  decode,
  text: (line, data) => {
    heartbeat(line, data);
    return null;
  },
  acknowledges: true,
  oneAtATime: true,
});

function sync(kind: number, payload: Uint8Array): Buffer {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  encoding.writeVarUint8Array(encoder, payload);
  return Buffer.from(encoding.toUint8Array(encoder));
}

function decode(data: Buffer): Heard {
  const packet = unpack(data);
  if (packet.type === packetTypes.ack) {
    const [answer] = packet.data as [{ ok: boolean }];
    return { kind: "ack", id: (packet.id ?? 0) - 1, ok: answer.ok };
  }
  const [event, frame] = (packet.data ?? []) as [string, Buffer];
  if (packet.type !== packetTypes.event || event !== scenarioEvents.update) return { kind: "other", packet };
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return { kind: "update", update: decoding.readVarUint8Array(decoder) };
}
