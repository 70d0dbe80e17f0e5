import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { localDay } from "../calendar";
import { lastWordOf } from "../mission/rules/words";
import { closingState } from "../pay/closing";
import { openDifferences } from "../pay/reconciled.server";
import { RECONCILE_AFTER_DAYS } from "../pay/reconciliation";
import type { Waiting } from "./schema";

/** Enough to act on; the page of each room has the rest. */
const MOST = 5;
const DAY = 86_400_000;
/** Days for which a month that was closed for good, or opened again, is news. */
const NEWS_DAYS = 14;
/** No calendar gives more days of grace (input_window_days). */
const MOST_GRACE_DAYS = 60;

const kinds = {
  DRAFT: "statementToControl",
  CONTROLLED: "statementToDecide",
  DECIDED: "statementToExport",
  EXPORTED: "statementToExport",
} as const;
const back = { CONTROL: "statementReturned", DECISION: "statementRefused" } as const;
type Back = keyof typeof back;

/** Statements that wait for the actor's step, and drafts that came back to her: the rectorat drafts again, the control reads again. */
export async function statements(actor: Actor): Promise<Waiting[]> {
  const [deciders, controllers] = [placeIdsOf(actor, ["RECTORAT"]), placeIdsOf(actor, ["CTICE", "TRAINING_OFFICE"])];
  if (deciders.length + controllers.length === 0) return [];
  const open = await db.$queryRaw<
    {
      id: string;
      month: string;
      channel: string;
      status: keyof typeof kinds;
      totalCents: number;
      sentBack: Back | null;
      byId: string | null;
      name: string;
      reason: string;
    }[]
  >`
    SELECT s.id::text, s.month, s.channel::text, s.status::text, s.total_cents AS "totalCents", e.sent_back AS "sentBack",
      e.by_id::text AS "byId", concat_ws(' ', p.given_name, p.family_name) AS name, coalesce(e.reason, '') AS reason
    FROM pay_statement s
      LEFT JOIN LATERAL (
        SELECT * FROM statement_event x WHERE x.statement_id = s.id ORDER BY x.id DESC LIMIT 1) e ON s.status = 'DRAFT'
      LEFT JOIN person p ON p.id = e.by_id
    WHERE (s.academie_id = ANY (${controllers}::uuid[]) AND s.status = 'DRAFT')
      OR (s.academie_id = ANY (${deciders}::uuid[]) AND (s.status IN ('CONTROLLED', 'DECIDED') OR e.sent_back = 'CONTROL'))
    ORDER BY s.month, s.number LIMIT ${MOST}`;
  return open.map(({ id, month, channel, status, totalCents, sentBack, byId, name, reason }): Waiting => {
    const to = `/etats/${id}`;
    // Whoever gave it back knows why; to her it is a draft to read again.
    if (sentBack && byId !== actor.personId)
      return { kind: back[sentBack], to, facts: { month, channel, name, reason } };
    return { kind: kinds[status], to, facts: { month, channel, cents: totalCents } };
  });
}

/** Months closed or opened again over the schools of a head: what is still to certify in time comes first. */
export async function closings(actor: Actor, now: Date): Promise<Waiting[]> {
  const heads = placeIdsOf(actor, ["HEAD"]);
  if (heads.length === 0) return [];
  const since = new Date(now.getTime() - NEWS_DAYS * DAY);
  const words = await db.$queryRaw<
    {
      place: string;
      month: string;
      kind: "CLOSED" | "REOPENED";
      at: Date;
      effectiveAt: Date | null;
      reason: string | null;
    }[]
  >`
    SELECT * FROM (
      SELECT DISTINCT ON (p.id, e.month) p.name AS place, e.month, e.kind::text, e.at, e.effective_at AS "effectiveAt", e.reason
      FROM place p JOIN month_closing_event e ON e.place_id = ANY (p.lineage)
      WHERE p.kind = 'SCHOOL' AND p.lineage && ${heads}::uuid[] AND e.at > ${new Date(since.getTime() - MOST_GRACE_DAYS * DAY)}
      ORDER BY p.id, e.month, e.id DESC) word
    WHERE coalesce("effectiveAt", at) > ${since} ORDER BY month, place LIMIT ${MOST}`;
  return words.map(({ place, month, at, effectiveAt, reason, ...word }): Waiting => {
    if (word.kind === "REOPENED")
      return { kind: "monthReopened", to: "/heures/certifier", facts: { place, month, reason: reason ?? "" } };
    const facts = { place, month, at: (effectiveAt ?? at).toISOString() };
    return closingState({ ...word, effectiveAt }, now) === "GRACE"
      ? { kind: "monthCloses", to: "/heures/certifier", facts }
      : { kind: "monthClosed", to: "/heures", facts };
  });
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

/** What the reconciliations of closed months found and is still open, for whoever follows the pay of the académie. */
export async function differences(actor: Actor): Promise<Waiting[]> {
  const { count, minutes, unexplained } = await openDifferences(actor);
  if (count === 0) return [];
  const facts = { count, minutes, unexplained, days: RECONCILE_AFTER_DAYS };
  return [{ kind: "hoursUnsettled", to: "/etats/rapprochement", facts }];
}

/** Missions that wait for a date, a decision, or the attestation of a year's service that is over. */
export async function missions(actor: Actor, now: Date): Promise<Waiting[]> {
  const [deciders, heads] = [placeIdsOf(actor, ["RECTORAT"]), placeIdsOf(actor, ["HEAD"])];
  if (deciders.length + heads.length === 0) return [];
  const today = new Date(localDay(now, "Europe/Paris"));
  const open = await db.mission.findMany({
    where: {
      personId: { not: actor.personId },
      OR: [
        {
          channel: "IFIC",
          endedAt: null,
          place: { lineage: { hasSome: [...deciders, ...heads] } },
          facts: { none: { kind: "DECISION_RECTEUR" } },
        },
        {
          channel: { in: ["IFIC", "IMP", "PACTE"] },
          place: { lineage: { hasSome: heads } },
          facts: { none: { kind: "SERVICE_FAIT" } },
          OR: [{ schoolYear: { endsOn: { lte: today } } }, { endedAt: { lte: now } }],
          AND: [{ OR: [{ channel: { not: "IFIC" } }, { facts: { some: { kind: "DECISION_RECTEUR" } } }] }],
        },
      ],
    },
    orderBy: { at: "asc" },
    // Some were refused since, which is told by the last of their words.
    take: 10 * MOST,
    select: {
      id: true,
      channel: true,
      amountCents: true,
      person: { select: { givenName: true, familyName: true } },
      facts: { select: { kind: true, seq: true, refused: true } },
    },
  });
  const rows = open.flatMap(({ id, channel, amountCents, person, facts }): Waiting[] => {
    if (lastWordOf(facts)?.refused) return [];
    const known = (named: string) => facts.some(({ kind }) => kind === named);
    const about = { name: `${person.givenName} ${person.familyName}`, cents: amountCents ?? 0 };
    const to = `/missions/${id}`;
    if (channel !== "IFIC" || known("DECISION_RECTEUR"))
      return [{ kind: "serviceToAttest", to, facts: { ...about, channel } }];
    if (known("PROPOSITION") ? deciders.length === 0 : heads.length === 0) return [];
    return [{ kind: known("PROPOSITION") ? "missionToDecide" : "factToRecord", to, facts: about }];
  });
  return rows.slice(0, MOST);
}
