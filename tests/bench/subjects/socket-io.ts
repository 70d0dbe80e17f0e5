import { createServer } from "node:http";
import { Server } from "socket.io";
import msgpack from "socket.io-msgpack-parser";

// A room of Socket.IO: what one sends goes to the others, and is acknowledged on receipt.
const http = createServer();
const io = new Server(http, {
  serveClient: false,
  perMessageDeflate: false,
  ...(process.env.PARSER === "msgpack" ? { parser: msgpack } : {}),
});

io.on("connection", (socket) => {
  const name = String(socket.handshake.query.document);
  void socket.join(name);
  socket.on("update", (frame: Buffer, acknowledge?: () => void) => {
    socket.to(name).emit("update", frame);
    acknowledge?.();
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("listening"));
