import pg from "pg";

/** A connection is there within this, or tried anew: one that is swallowed on the way would hold its place till the end. */
const CONNECT_MS = 5_000;

/**
 * A connection of a pool. The pools pass their own wait on to each connection, but a wait in line may be long, and a
 * handshake is not. And one that is lost between two questions of a transaction says so as an event, which would end the
 * process where nobody listens: the next question fails, that is enough.
 */
export class PooledClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
    this.on("error", () => undefined);
  }
}
