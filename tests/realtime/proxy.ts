import { connect, createServer, type Socket } from "node:net";
import type { Chance } from "../faults/chance";

export type Weather = {
  /** Each way, milliseconds; drawn anew for each piece, which keep their order. */
  delay?: (drawn: Chance) => number;
  /** What passes is dropped in silence: no end, no reset. */
  swallow?: "both" | "up" | "down";
  /** Only on connections over which these words went up. */
  of?: RegExp;
  /** Nobody is let in. */
  refuse?: boolean;
  /** Connections that ask for a WebSocket are answered 403, as a filtering proxy does. */
  noWebSocket?: boolean;
};

/**
 * A TCP relay that makes weather: slow, lossy, dead, half dead. A connection that has once been swallowed stays dead
 * when the weather clears, as behind a router that forgot it; only new ones pass.
 */
export async function startProxy(target: string, drawn: Chance) {
  let { hostname, port } = new URL(target);
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let weather: Weather = {};

  const server = createServer((near) => {
    near.on("error", () => undefined);
    if (weather.refuse) return void near.destroy();
    const far = connect(Number(port), hostname);
    const pair = { near, far };
    pairs.add(pair);
    const dead = { up: false, down: false };
    let heard = "";
    const concerns = () => !weather.of || weather.of.test(heard);
    carry(near, far, "up");
    carry(far, near, "down");

    function carry(from: Socket, to: Socket, way: "up" | "down") {
      let last = Promise.resolve();
      const inOrder = (step: () => void) => {
        const late = (concerns() && weather.delay?.(drawn)) || 0;
        // Without a delay no timer: a thousand questions in a row would wait a thousand times.
        last = last.then(() => (late > 0 ? new Promise((done) => setTimeout(done, late)) : undefined)).then(step);
      };
      from.on("data", (piece) => {
        if (way === "up") heard = (heard + piece.toString("latin1")).slice(-10_000);
        if (concerns() && (weather.swallow === "both" || weather.swallow === way)) dead[way] = true;
        if (dead[way]) return;
        if (way === "up" && weather.noWebSocket && /^upgrade: websocket/im.test(piece.toString("latin1")))
          return void near.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        inOrder(() => void (to.writable && to.write(piece)));
      });
      from.on("end", () => dead[way] || inOrder(() => void to.end()));
      from.on("error", () => undefined);
      from.on("close", () => {
        if (!dead.up && !dead.down) inOrder(() => void to.destroy());
        if (near.destroyed && far.destroyed) pairs.delete(pair);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    set(next: Weather) {
      weather = next;
    },
    /** New connections go there: the server was started again. */
    turnTo(next: string) {
      ({ hostname, port } = new URL(next));
    },
    /** Half of a frame passes, then both ends are reset. */
    resetAll() {
      for (const { near, far } of pairs) {
        far.resetAndDestroy();
        // The first bytes of a WebSocket frame of 60 bytes that never comes whole.
        if (near.writable) near.write(Buffer.from([0x82, 0x3c, 0x34, 0x82]), () => near.resetAndDestroy());
      }
    },
    async close() {
      for (const { near, far } of pairs) for (const end of [near, far]) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Relay = Awaited<ReturnType<typeof startProxy>>;
