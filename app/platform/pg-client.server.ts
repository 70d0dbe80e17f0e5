import pg from "pg";

/** A connection is there within this, or tried anew: one that is swallowed on the way would hold its place till the end. */
const CONNECT_MS = 5_000;

type Ask = (...asked: unknown[]) => unknown;

/**
 * A connection of a pool. The pools pass their own wait on to each connection, but a wait in line may be long, and a
 * handshake is not. And one that is lost between two questions of a transaction says so as an event, which would end the
 * process where nobody listens: the next question fails, that is enough.
 */
export class PooledClient extends pg.Client {
  /** The last question that is not answered yet. */
  #last: Promise<unknown> | null = null;

  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
    this.on("error", () => undefined);
    const ask: Ask = (...asked) => Reflect.apply(pg.Client.prototype.query, this, asked);
    this.query = ((...asked: unknown[]) => this.#inTurn(ask, asked)) as typeof this.query;
  }

  /**
   * One question after the other. Prisma asks for the relations of a row at once, inside a transaction too; pg keeps such
   * questions in a line of its own, warns of it, and will not from version 9 on.
   */
  #inTurn(ask: Ask, asked: unknown[]): unknown {
    const [question] = asked;
    const answers = typeof asked.at(-1) === "function" || typeof (question as pg.Submittable)?.submit === "function";
    if (answers) return ask(...asked);
    const answer = this.#last ? this.#last.then(() => ask(...asked)) : (ask(...asked) as Promise<unknown>);
    const done: Promise<unknown> = answer.then(
      () => this.#free(done),
      () => this.#free(done),
    );
    this.#last = done;
    return answer;
  }

  #free(done: Promise<unknown>): void {
    if (this.#last === done) this.#last = null;
  }
}
