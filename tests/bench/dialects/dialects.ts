import type { SubjectName, Transport } from "../plan";
import { bareWs } from "./bare-ws";
import type { Dialect } from "./dialect";
import { entrepairs } from "./entrepairs";
import { hocuspocus } from "./hocuspocus";
import { msgpackRoom, stockRoom } from "./socket-io";

export function dialectOf(subject: SubjectName, transport: Transport): Dialect {
  switch (subject) {
    case "entrepairs":
      return entrepairs(transport);
    case "socket.io":
      return stockRoom(transport);
    case "socket.io-msgpack":
      return msgpackRoom(transport);
    case "ws":
      return bareWs;
    default:
      return hocuspocus;
  }
}
