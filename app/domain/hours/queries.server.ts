import { db, Prisma } from "~/platform/db.server";
import { type Actor, holdsAnywhere, placeIdsOf } from "../actor";
import { can } from "../authorize";
import { hoursPolicy, readers, summers } from "./policy";
import type { HourRole, HourSource, Modality } from "./rules";
import { Cursor, type HourFilter, HoursView } from "./schema";

const PAGE = 50;

export type HourLine = {
  id: string;
  number: number;
  personId: string;
  person: string;
  role: HourRole;
  source: HourSource;
  minutes: number;
  modality: Modality;
  startsAt: Date;
  endsAt: Date;
  /** The séance, the activity, or what was made. */
  service: string;
  /** The session, or the mission of design. */
  within: string;
  place: string;
  timeZone: string;
  /** A counter-entry, or a line that one has taken back. */
  reversal: boolean;
  reversed: boolean;
  certification: "CERTIFIED" | "REFUSED" | null;
  /** Somebody says that it was of another length, and nobody has decided yet. */
  correctionProposed: boolean;
};

/** What an actor may see of a list: her own lines, or those of the places and cohorts she answers for. */
function scopeOf(actor: Actor, view: HoursView): Prisma.Sql {
  const mine = Prisma.sql`e.person_id = ${actor.personId}::uuid`;
  if (view === "mine") return mine;
  return Prisma.sql`(
    p.lineage && ${placeIdsOf(actor, readers)}::uuid[]
    OR (c.referent_id = ${actor.personId}::uuid AND p.lineage && ${placeIdsOf(actor, ["REFERENT"])}::uuid[]))`;
}

const fromHours = Prisma.sql`
  FROM hour_entry e
  JOIN person h ON h.id = e.person_id
  LEFT JOIN seance s ON s.id = e.seance_id
  LEFT JOIN activity_attestation t ON t.id = e.activity_attestation_id
  LEFT JOIN activity a ON a.id = t.activity_id
  LEFT JOIN design_work w ON w.id = e.design_work_id
  LEFT JOIN mission m ON m.id = w.mission_id
  LEFT JOIN cohort c ON c.id = coalesce(s.cohort_id, t.cohort_id)
  JOIN place p ON p.id = coalesce(c.place_id, m.place_id)
  LEFT JOIN hour_entry r ON r.reverses_id = e.id
  LEFT JOIN certification f ON f.hour_entry_id = e.id`;

const localDayOf = Prisma.sql`(e.starts_at AT TIME ZONE p.time_zone)::date`;

/** Narrows a list; never widens what the actor may see. A place stands for all that is below it. */
function narrowedTo(filter: HourFilter): Prisma.Sql {
  const { personId, placeId, cohortId, missionId, role, source, from, to, certified } = filter;
  const parts = [
    personId && Prisma.sql`e.person_id = ${personId}::uuid`,
    placeId && Prisma.sql`${placeId}::uuid = ANY (p.lineage)`,
    cohortId && Prisma.sql`c.id = ${cohortId}::uuid`,
    missionId && Prisma.sql`e.mission_id = ${missionId}::uuid`,
    role && Prisma.sql`e.role = ${role}::hour_role`,
    source && Prisma.sql`e.source = ${source}::hour_source`,
    from && Prisma.sql`${localDayOf} >= ${from}::date`,
    to && Prisma.sql`${localDayOf} <= ${to}::date`,
    certified !== undefined &&
      Prisma.sql`(f.decision = 'CERTIFIED') IS ${certified ? Prisma.sql`TRUE` : Prisma.sql`NOT TRUE`}`,
  ].filter((part) => part !== false && part !== "" && part !== undefined);
  return parts.length > 0 ? Prisma.sql`AND ${Prisma.join(parts, " AND ")}` : Prisma.empty;
}

/** A page of hours, latest first; `next` is the last line of a full page. Keyset: no page costs more than another. */
export async function listHours(
  actor: Actor,
  view: HoursView,
  after: Cursor = null,
  filter: HourFilter = {},
): Promise<{ lines: HourLine[]; next: HourLine | null }> {
  const before = after ? Prisma.sql`AND (e.starts_at, e.id) < (${after.at}, ${after.id}::uuid)` : Prisma.empty;
  const rows = await db.$queryRaw<HourLine[]>`
    SELECT e.id::text, e.number, e.person_id::text AS "personId", h.given_name || ' ' || h.family_name AS person,
      e.role::text, e.source::text, e.minutes, e.modality::text, e.starts_at AS "startsAt", e.ends_at AS "endsAt",
      coalesce(s.title, a.title, w.made) AS service, coalesce(c.title, m.title) AS within, p.name AS place, p.time_zone AS "timeZone",
      e.reverses_id IS NOT NULL AS reversal, r.id IS NOT NULL AS reversed, f.decision::text AS certification,
      EXISTS (SELECT 1 FROM hour_correction k WHERE k.hour_entry_id = e.id AND k.status = 'PROPOSED') AS "correctionProposed"
    ${fromHours}
    WHERE ${scopeOf(actor, view)} ${narrowedTo(filter)} ${before}
    ORDER BY e.starts_at DESC, e.id DESC LIMIT ${PAGE + 1}`;
  const lines = rows.slice(0, PAGE);
  return { lines, next: rows.length > PAGE ? (lines.at(-1) ?? null) : null };
}

export type Overlap = {
  personId: string;
  person: string;
  seanceId: string;
  seance: string;
  startsAt: Date;
  endsAt: Date;
};

/** Hours left out of the ledger because the person was booked elsewhere (HRS-01), where the actor answers for them. */
export async function listOverlaps(actor: Actor): Promise<Overlap[]> {
  return db.$queryRaw<Overlap[]>`
    SELECT h.id::text AS "personId", h.given_name || ' ' || h.family_name AS person, s.id::text AS "seanceId",
      s.title AS seance, s.starts_at AS "startsAt", s.ends_at AS "endsAt"
    FROM audit_event v
    JOIN seance s ON s.id = (v.facts->>'seanceId')::uuid
    JOIN person h ON h.id = (v.facts->>'personId')::uuid
    JOIN cohort c ON c.id = s.cohort_id
    JOIN place p ON p.id = c.place_id
    WHERE v.action = 'hours.overlap' AND (
      p.lineage && ${placeIdsOf(actor, readers)}::uuid[]
      OR (c.referent_id = ${actor.personId}::uuid AND p.lineage && ${placeIdsOf(actor, ["REFERENT"])}::uuid[]))
    ORDER BY v.id DESC LIMIT 20`;
}

export type HourSum = { role: HourRole; modality: Modality; minutes: number };

/** Minutes by role and modality, counter-entries included: what stands. */
export async function sumHours(actor: Actor, view: HoursView): Promise<HourSum[]> {
  return db.$queryRaw<HourSum[]>`
    SELECT e.role::text, e.modality::text, sum(e.minutes)::int AS minutes ${fromHours}
    WHERE ${scopeOf(actor, view)}
    GROUP BY e.role, e.modality HAVING sum(e.minutes) <> 0 ORDER BY e.role, e.modality`;
}

export type AcademieSum = { academieId: string; academie: string; lines: number; minutes: number };

/** Sums by académie under the places of the actor: all that the nation sees. */
export async function sumHoursByAcademie(actor: Actor): Promise<AcademieSum[]> {
  const places = placeIdsOf(actor, ["NATIONAL_PILOT", ...readers]);
  return db.$queryRaw<AcademieSum[]>`
    SELECT e.academie_id::text AS "academieId", a.name AS academie, count(*)::int AS lines, sum(e.minutes)::int AS minutes
    FROM hour_entry e JOIN place a ON a.id = e.academie_id
    WHERE a.lineage && ${places}::uuid[] GROUP BY 1, 2 ORDER BY 2`;
}

/** The page of hours: what is asked for in the address is read here, and a stray word is the first page of one's own. */
export async function getHoursPage(actor: Actor, asked: { view: string | null; after: string | null }) {
  const may = { list: can(actor, hoursPolicy, "hours.list", null), certify: holdsAnywhere(actor, ["HEAD"]) };
  const view = may.list ? HoursView.parse(asked.view ?? undefined) : "mine";
  const pilots = holdsAnywhere(actor, summers);
  const [page, sums, nation, overlaps] = await Promise.all([
    listHours(actor, view, Cursor.parse(asked.after)),
    sumHours(actor, view),
    pilots ? sumHoursByAcademie(actor) : [],
    view === "place" ? listOverlaps(actor) : [],
  ]);
  return { view, may, ...page, sums, nation, overlaps };
}
