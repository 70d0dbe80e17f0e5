import { db } from "~/platform/db.server";

/**
 * Moves business now to an instant ("2012-10-17T12:30:00Z"), forward only once people exist. Time runs on from there.
 */
export async function setClock(iso: string): Promise<void> {
  const target = new Date(iso).getTime();
  await db.$executeRaw`
    UPDATE business_clock SET offset_ms = ${target}::bigint - (extract(epoch FROM clock_timestamp()) * 1000)::bigint WHERE id = 1`;
}
