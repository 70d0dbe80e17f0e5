import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { attachRealtime } from "~/realtime/attach.server";

// A web process of one's own, to be killed: sockets only, its address on the first line it writes.
const http = createServer();
attachRealtime(http);
http.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(http.address() as AddressInfo).port}\n`);
});
