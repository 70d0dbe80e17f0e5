import pg from "pg";

/** What the process asks PostgreSQL while it works, as SQL: listened to on the way, and answered as ever. */
export async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const { query } = pg.Client.prototype;
  const listening = function (this: pg.Client, ...given: unknown[]) {
    const [what] = given;
    asked.push(typeof what === "string" ? what : String((what as { text?: string } | null)?.text ?? ""));
    return Reflect.apply(query, this, given);
  };
  pg.Client.prototype.query = listening as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}
