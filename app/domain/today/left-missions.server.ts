import { db } from "~/platform/db.server";
import { type Actor, placeIdsOf } from "../actor";
import { writableCareers } from "../career/queries.server";
import { awaitsCareerInSql } from "../pay/career-lines.server";
import type { Waiting } from "./schema";

const SHOWN = 5;

/** Missions left before their end whose money stays committed until the rectorat says what they are worth (BUD-05). */
export async function leftMissions(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["RECTORAT"]);
  if (places.length === 0) return [];
  const left = await db.mission.findMany({
    where: {
      endedAt: { not: null },
      place: { lineage: { hasSome: places } },
      facts: { none: { afterEnd: true } },
      commitments: { some: { cohortId: null, paidCents: { lt: db.commitment.fields.amountCents } } },
    },
    orderBy: { endedAt: "asc" },
    take: SHOWN * 10,
    select: {
      id: true,
      person: { select: { givenName: true, familyName: true } },
      commitments: { where: { cohortId: null }, select: { amountCents: true, releasedCents: true, paidCents: true } },
    },
  });
  return left
    .map(({ id, person, commitments }) => ({
      id,
      name: `${person.givenName} ${person.familyName}`,
      // What a refusal before its end gave back waits for nobody.
      cents: commitments.reduce((sum, one) => sum + one.amountCents - one.releasedCents - one.paidCents, 0),
    }))
    .filter(({ cents }) => cents > 0)
    .slice(0, SHOWN)
    .map(({ id, name, cents }) => ({ kind: "missionLeft", to: `/missions/${id}`, facts: { name, cents } }));
}

/** Missions whose lines wait in a draft for an answer of the rectorat, because no text decides. */
export async function askedMissions(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["RECTORAT"]);
  if (places.length === 0) return [];
  const asked = await db.$queryRaw<{ id: string; channel: string; name: string }[]>`
    SELECT m.id::text, m.channel::text, concat_ws(' ', p.given_name, p.family_name) AS name
    FROM mission m JOIN person p ON p.id = m.person_id
    WHERE m.person_id <> ${actor.personId}::uuid AND m.id IN (
      SELECT l.mission_id FROM pay_statement s JOIN pay_line l ON l.statement_id = s.id
      WHERE s.academie_id = ANY (${places}::uuid[]) AND s.status = 'DRAFT'
        AND l.decision = 'HOLD' AND l.findings::jsonb @? '$[*] ? (@.decision == "HOLD" && exists(@.asks))'
        -- Answered since: the draft follows in a moment.
        AND NOT EXISTS (SELECT FROM held_answer h WHERE h.mission_id = l.mission_id AND h.created_at > l.created_at))
    ORDER BY m.at, m.id LIMIT ${SHOWN}`;
  return asked.map(({ id, channel, name }) => ({
    kind: "questionToAnswer",
    to: `/missions/${id}`,
    facts: { channel, name },
  }));
}

/** People whose lines wait in a draft because nobody said what their career was on the day. */
export async function unknownCareers(actor: Actor): Promise<Waiting[]> {
  const places = placeIdsOf(actor, ["RECTORAT"]);
  if (places.length === 0) return [];
  const unknown = await db.$queryRaw<{ id: string; name: string; count: number }[]>`
    SELECT p.id::text, coalesce(nullif(btrim(concat_ws(' ', p.given_name, p.family_name)), ''), p.email) AS name,
      count(*)::int AS count
    FROM pay_statement s JOIN pay_line l ON l.statement_id = s.id
      JOIN mission m ON m.id = l.mission_id JOIN person p ON p.id = m.person_id
    WHERE s.academie_id = ANY (${places}::uuid[]) AND s.status = 'DRAFT' AND p.id <> ${actor.personId}::uuid
      AND ${awaitsCareerInSql}
      -- What was said since is judged in a moment.
      AND NOT EXISTS (SELECT FROM draft_change c
        WHERE c.person_id = p.id AND c.academie_id = s.academie_id AND c.channel = s.channel)
    GROUP BY p.id ORDER BY min(l.created_at), p.id LIMIT ${SHOWN}`;
  const writable = await writableCareers(
    actor,
    unknown.map(({ id }) => id),
  );
  return unknown
    .filter(({ id }) => writable.includes(id))
    .map(({ id, name, count }) => ({
      kind: "careerToComplete",
      to: `/academie/personnes/${id}/carriere`,
      facts: { name, count },
    }));
}
