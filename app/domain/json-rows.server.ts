import { Prisma, type RawTx } from "~/platform/db.server";

/** The rows of a query as one JSON value of a larger one. Times come as texts, days as they are written, « 2012-10-17 ». */
export const asJson = (query: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT coalesce(json_agg(r), '[]') FROM (${query}) r)`;

/** The rows of a query, read as one JSON value: for thousands of rows, which Prisma would decode cell by cell. */
export async function jsonRows<Row>(tx: RawTx, query: Prisma.Sql): Promise<Row[]> {
  const [answer] = await tx.$queryRaw<{ rows: Row[] }[]>`SELECT ${asJson(query)} AS rows`;
  return answer?.rows ?? [];
}
