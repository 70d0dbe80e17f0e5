import { createServer } from "node:net";

/** A port the kernel says is free. */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Whether nobody listens on a port, on any address. */
export async function isFree(port) {
  // "::" also meets those who listen on one address only; not every machine has IPv6.
  const answer = await listen(port, "::");
  if (answer === "EAFNOSUPPORT" || answer === "EADDRNOTAVAIL") return (await listen(port, "0.0.0.0")) === "free";
  return answer === "free";
}

function listen(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", ({ code }) => done(code));
    server.listen({ port, host }, () => server.close(() => done("free")));
  });
}
