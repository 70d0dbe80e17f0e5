import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { closingState } from "../pay/closing";
import { listLeftBehind } from "../pay/left-behind.server";
import type { Waiting } from "./schema";

/** Enough to act on; the page of each room has the rest. */
const MOST = 5;
const DAY = 86_400_000;
/** Days for which a month that was closed for good, or opened again, is news. */
const NEWS_DAYS = 14;
/** No calendar gives more days of grace (input_window_days). */
const MOST_GRACE_DAYS = 60;

type Word = {
  schoolId: string;
  place: string;
  month: string;
  kind: "CLOSED" | "REOPENED";
  at: Date;
  effectiveAt: Date | null;
  reason: string | null;
};

/** Months closed or opened again over the schools of a head: what is still to certify in time comes first. */
export async function closings(actor: Actor, now: Date): Promise<Waiting[]> {
  const heads = placeIdsOf(actor, ["HEAD"]);
  if (heads.length === 0) return [];
  const since = new Date(now.getTime() - NEWS_DAYS * DAY);
  const words = await db.$queryRaw<Word[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (p.id, e.month) p.id::text AS "schoolId", p.name AS place, e.month, e.kind::text, e.at,
        e.effective_at AS "effectiveAt", e.reason
      FROM place p JOIN month_closing_event e ON e.place_id = ANY (p.lineage)
      WHERE p.kind = 'SCHOOL' AND p.lineage && ${heads}::uuid[] AND e.at > ${new Date(since.getTime() - MOST_GRACE_DAYS * DAY)}
      ORDER BY p.id, e.month, e.id DESC) word
    WHERE kind = 'REOPENED' OR "effectiveAt" > ${since} ORDER BY month, place LIMIT ${4 * MOST}`;
  const rows = await Promise.all(
    words.map((word) => (word.kind === "REOPENED" ? openAgain(word, since) : closed(word, now))),
  );
  return rows.flat().slice(0, MOST);
}

function closed({ place, month, kind, at, effectiveAt }: Word, now: Date): Waiting[] {
  const facts = { place, month, at: (effectiveAt ?? at).toISOString() };
  return closingState({ kind, effectiveAt }, now) === "GRACE"
    ? [{ kind: "monthCloses", to: "/heures/certifier", facts }]
    : [{ kind: "monthClosed", to: "/heures", facts }];
}

/** It waits while something is left to certify there; otherwise it is news. */
async function openAgain({ schoolId, place, month, reason, at }: Word, since: Date): Promise<Waiting[]> {
  const [left] = await listLeftBehind(db, schoolId, month);
  const to = "/heures/certifier";
  const facts = { place, month, reason: reason ?? "" };
  if (left && left.hours + left.sheets > 0)
    return [{ kind: "monthReopened", to, facts: { ...facts, minutes: left.minutes, sheets: left.sheets } }];
  return at > since ? [{ kind: "monthOpenAgain", to, facts }] : [];
}

/** Months that close over hours of the actor's own that nobody has certified yet: to be checked, declared or contested in time. */
export async function ownClosings(actor: Actor): Promise<Waiting[]> {
  const months = await db.$queryRaw<{ month: string; closesAt: Date; minutes: number }[]>`
    SELECT month, min(closes_at) AS "closesAt", sum(minutes)::int AS minutes FROM (
      SELECT to_char(h.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM') AS month, h.minutes, certification_closes_at(h.id) AS closes_at
      FROM hour_entry h JOIN mission m ON m.id = h.mission_id JOIN place p ON p.id = m.place_id
      WHERE h.person_id = ${actor.personId}::uuid AND h.role <> 'TRAINEE' AND h.reverses_id IS NULL
        AND h.starts_at > business_now() - interval '6 months'
        AND NOT EXISTS (SELECT 1 FROM certification c WHERE c.hour_entry_id = h.id)
        AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = h.id)) own
    WHERE closes_at > business_now() GROUP BY month ORDER BY month LIMIT ${MOST}`;
  return months.map(({ month, closesAt, minutes }) => ({
    kind: "monthClosesOwn",
    to: `/heures/declarer?mois=${month}`,
    facts: { month, minutes, at: closesAt.toISOString() },
  }));
}

/** Months opened again over hours of the actor's own that nobody has certified: to be checked, declared or contested. */
export async function ownOpenings(actor: Actor): Promise<Waiting[]> {
  const months = await db.$queryRaw<{ month: string; minutes: number; reason: string }[]>`
    SELECT own.month, sum(own.minutes)::int AS minutes, max(word.reason) AS reason FROM (
      SELECT to_char(h.starts_at AT TIME ZONE p.time_zone, 'YYYY-MM') AS month, h.minutes, p.lineage
      FROM hour_entry h JOIN mission m ON m.id = h.mission_id JOIN place p ON p.id = m.place_id
      WHERE h.person_id = ${actor.personId}::uuid AND h.role <> 'TRAINEE' AND h.reverses_id IS NULL
        AND h.starts_at > business_now() - interval '12 months'
        AND NOT EXISTS (SELECT 1 FROM certification c WHERE c.hour_entry_id = h.id)
        AND NOT EXISTS (SELECT 1 FROM hour_entry r WHERE r.reverses_id = h.id)) own
      CROSS JOIN LATERAL (
        SELECT e.kind, e.reason, e.at FROM month_closing_event e
        WHERE e.month = own.month AND e.place_id = ANY (own.lineage) ORDER BY e.id DESC LIMIT 1) word
    WHERE word.kind = 'REOPENED' AND word.at > business_now() - make_interval(days => ${NEWS_DAYS + MOST_GRACE_DAYS})
    GROUP BY own.month ORDER BY own.month LIMIT ${MOST}`;
  return months.map(({ month, minutes, reason }) => ({
    kind: "monthReopenedOwn",
    to: `/heures/declarer?mois=${month}`,
    facts: { month, minutes, reason },
  }));
}
