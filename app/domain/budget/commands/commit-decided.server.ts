import { db, inTransaction, Prisma } from "~/platform/db.server";
import { settleMission } from "../flat-money.server";

/**
 * Missions paid as a whole, with what is decided of each: `w` the last word of the recteur, `l` the letter, `c` the
 * commitment; a last answer not to pay undoes it. Said again in SQL, so that the verification does not ask the code it verifies.
 */
export const flatMissions = Prisma.sql`
  mission m
  LEFT JOIN commitment c ON c.mission_id = m.id AND c.cohort_id IS NULL
  LEFT JOIN mission_letter l ON l.mission_id = m.id AND l.status = 'SIGNED'
  LEFT JOIN LATERAL (
    SELECT f.refused, f.after_end, f.at FROM mission_fact f
    WHERE f.mission_id = m.id AND f.kind = 'DECISION_RECTEUR' ORDER BY f.seq DESC LIMIT 1) w ON true
  CROSS JOIN LATERAL (SELECT
    NOT coalesce(w.refused, false)
      AND NOT EXISTS (SELECT FROM held_answer h WHERE h.mission_id = m.id AND h.answer = 'REFUSE' AND NOT EXISTS (
        SELECT FROM held_answer later WHERE later.mission_id = m.id AND later.code = h.code AND later.seq > h.seq))
      AND CASE WHEN m.channel IN ('IFIC', 'HSA') THEN w.refused IS NOT NULL ELSE l.id IS NOT NULL END AS decided,
    coalesce(c.amount_cents - c.released_cents, 0) AS stands) d`;
export const paidAsAWhole = Prisma.sql`m.channel IN ('IFIC', 'HSA', 'IMP', 'PACTE')`;

/** Missions decided of which not all is committed, or attested and not yet counted as done; the first decided first. */
async function listUncommitted(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT m.id::text FROM ${flatMissions}
    WHERE ${paidAsAWhole} AND d.decided AND (
      c.id IS NULL OR d.stands < m.amount_cents OR (c.service_done_cents < m.amount_cents
        AND (m.ended_at IS NULL OR w.after_end)
        AND EXISTS (SELECT 1 FROM mission_fact s WHERE s.mission_id = m.id AND s.kind::text = 'SERVICE_FAIT')))
    ORDER BY coalesce(w.at, l.signed_at), m.id`;
  return rows.map(({ id }) => id);
}

/**
 * Commits what was decided before there were credits for it, or before decisions committed anything: what an envelope can
 * hold, the first decided first; the rest waits and is shown. Idempotent; a transaction each, so that nobody waits for all.
 */
export async function commitDecided(): Promise<void> {
  for (const missionId of await listUncommitted())
    await inTransaction((tx) => settleMission(tx, missionId, { byId: null }));
}

/** Credits given so far: whenever they move, what waits for money is looked at again. */
export async function groundOfCredits(): Promise<string> {
  const { _count, _sum } = await db.envelope.aggregate({
    where: { titre2: true },
    _count: { _all: true },
    _sum: { delegatedCents: true },
  });
  return `${_count._all}:${_sum.delegatedCents ?? 0}`;
}
