import { db, type Tx } from "./db.server";

/** Business now = real now + an offset kept in the database (docs/adr/0003-two-clocks.md). One read, never cached. */
export async function businessNow(tx: Tx = db): Promise<Date> {
  const rows = await tx.$queryRaw<{ now: Date }[]>`select business_now() as now`;
  const now = rows[0]?.now;
  if (!now) throw new Error("business_now() gave no row");
  return now;
}

/** Real now. For sessions, tokens, code windows: never for a legal fact. */
export function realNow(): Date {
  return new Date();
}
