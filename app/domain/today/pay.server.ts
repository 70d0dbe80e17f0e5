import { db } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf } from "../actor";
import { localDay } from "../calendar";
import { lastWordOf } from "../mission/rules/words";
import { waitingForRates } from "../pay/rate-lines.server";
import { openDifferences } from "../pay/reconciled.server";
import { RECONCILE_AFTER_DAYS } from "../pay/reconciliation";
import type { Waiting } from "./schema";

/** Enough to act on; the page of each room has the rest. */
const MOST = 5;

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

/** For whoever writes the rates: months of which hours wait for one, by corps and grade. No name: the nation sees sums. */
export async function ratesAwaited(actor: Actor): Promise<Waiting[]> {
  if (!holdsAnywhere(actor, ["NATIONAL_PILOT"])) return [];
  const waiting = await waitingForRates(actor);
  return waiting.slice(0, MOST).map(({ month, day, corps, grade, academies }) => ({
    kind: "rateAwaited",
    to: `/etats/taux?le=${day}`,
    facts: { month, academies, corps, grade },
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
