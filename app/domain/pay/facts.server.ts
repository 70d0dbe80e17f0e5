import { Prisma, type RawTx } from "~/platform/db.server";
import { jsonRows } from "../json-rows.server";
import { isAtTheSameTime } from "./ground.server";
import { loadMissions, type MissionToJudge } from "./mission-facts.server";

type EntryRow = {
  id: string;
  schoolYearId: string;
  personId: string;
  missionId: string;
  role: "TRAINER" | "DESIGN";
  minutes: number;
  startsAt: string;
  endsAt: string;
  sourceKey: string;
  reversesId: string | null;
  reversedById: string | null;
  certified: "CERTIFIED" | "REFUSED" | null;
  certifiedAt: string;
  certifiedById: string;
  /** Null without a séance. */
  cohortId: string | null;
  /** Longest it may be: its séance, or what its author declared (HRS-02). */
  plannedMinutes: number;
  /** Its sheet is sealed, or its work attested. */
  signed: boolean;
  signedAt: string | null;
  declared: number | null;
  signatories: number;
  /** Null in the place of each that there is not. */
  authors: (string | null)[];
  /** Minutes of its mission up to it, itself counted. */
  worked: number;
  /** Another paid hour of the person is at the same time. */
  overlaps: boolean;
};

/**
 * Everything hours are judged on besides their missions, in one query whatever their number. `signatories` are the persons
 * with a sealed proof: presence at the seal, whatever corrections came later (EVD-01); of a work of design its author and
 * whoever attests it. `authors` entered the hour: closed its sheet, ticked, declared or attested its work, proposed a
 * correction of the sheet or of the hour itself (EVD-03).
 *
 * `worked`: counter-entries stand at the time of what they take back, sums need not leave either out. Works of design of one
 * day are dated alike: they count in the order they were attested, so those that stand after this one do not.
 */
const entryRows = (tx: RawTx, ids: readonly string[]) =>
  jsonRows<EntryRow>(
    tx,
    Prisma.sql`
  SELECT e.id, e.school_year_id AS "schoolYearId", e.person_id AS "personId",
    e.mission_id AS "missionId", e.role, e.minutes, e.starts_at AS "startsAt", e.ends_at AS "endsAt",
    e.source_key AS "sourceKey", e.reverses_id AS "reversesId", back.id AS "reversedById", c.decision AS certified,
    c.at AS "certifiedAt", c.certified_by_id AS "certifiedById", s.cohort_id AS "cohortId",
    coalesce(d.minutes, round(extract(epoch FROM s.ends_at - s.starts_at) / 60))::int AS "plannedMinutes",
    coalesce(a.status = 'SEALED', t.id IS NOT NULL) AS signed, coalesce(a.closed_at, t.at) AS "signedAt",
    CASE WHEN d.id IS NULL THEN a.declared ELSE 2 END AS declared,
    CASE WHEN d.id IS NULL THEN coalesce(proof.signatories, 0) WHEN t.id IS NULL THEN 0 ELSE 2 END::int AS signatories,
    ARRAY[a.closed_by_id, w.proposed_by_id, d.declared_by_id, t.attested_by_id] || proof.hands || fix.hands AS authors,
    so_far.minutes - CASE e.source WHEN 'DESIGN' THEN (
        SELECT coalesce(sum(h.minutes), 0) FROM hour_entry h
        WHERE h.mission_id = e.mission_id AND h.starts_at = e.starts_at AND h.number > e.number
          AND h.reverses_id IS NULL AND NOT EXISTS (SELECT FROM hour_entry back WHERE back.reverses_id = h.id))
      ELSE 0 END AS worked,
    EXISTS (SELECT FROM hour_entry o WHERE ${isAtTheSameTime}) AS overlaps
  FROM hour_entry e
    LEFT JOIN seance s ON s.id = e.seance_id
    LEFT JOIN attendance_sheet a ON a.id = e.sheet_id
    LEFT JOIN design_work d ON d.id = e.design_work_id
    LEFT JOIN design_attestation t ON t.design_work_id = d.id AND t.decision = 'ATTESTED'
    LEFT JOIN hour_entry back ON back.reverses_id = e.id
    LEFT JOIN certification c ON c.hour_entry_id = e.id
    LEFT JOIN hour_correction w ON w.new_entry_id = e.id
    LEFT JOIN LATERAL (
      SELECT sum(p.sign) FILTER (WHERE p.proof <> 'CORRECTION') AS signatories,
        array_agg(p.by_id) FILTER (WHERE p.proof IN ('TICK', 'PAPER')) AS hands
      FROM presence p WHERE p.sheet_id = a.id) proof ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(k.proposed_by_id) AS hands FROM attendance_correction k WHERE k.sheet_id = a.id) fix ON true
    LEFT JOIN LATERAL (
      SELECT sum(h.minutes) AS minutes FROM hour_entry h
      WHERE h.mission_id = e.mission_id AND h.starts_at <= e.starts_at) so_far ON true
  WHERE e.id = ANY (${ids}::uuid[]) AND e.mission_id IS NOT NULL
  ORDER BY e.starts_at, e.number`,
  );

/** Hours with their missions, the oldest first; whoever holds no mission is paid nothing, and left out. */
export async function loadEntries(tx: RawTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await entryRows(tx, ids);
  const missions = await loadMissions(tx, [...new Set(rows.map(({ missionId }) => missionId))]);
  const missionBy = new Map(missions.map((mission) => [mission.id, mission]));
  return rows.flatMap((row) => {
    const mission = missionBy.get(row.missionId);
    return mission ? [entryOf(row, mission)] : [];
  });
}

// Named one by one: taking some out of a row and spreading the rest costs four times as much.
function entryOf(row: EntryRow, mission: MissionToJudge) {
  const { certified, certifiedAt, certifiedById, reversedById, cohortId, signedAt } = row;
  return {
    id: row.id,
    schoolYearId: row.schoolYearId,
    personId: row.personId,
    missionId: row.missionId,
    mission,
    role: row.role,
    minutes: row.minutes,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    sourceKey: row.sourceKey,
    reversesId: row.reversesId,
    reversedBy: reversedById ? { id: reversedById } : null,
    certification: certified && { decision: certified, at: new Date(certifiedAt), certifiedById },
    /** Null for a work of design. */
    seance: cohortId ? { cohortId } : null,
    plannedMinutes: row.plannedMinutes,
    signed: row.signed,
    signedAt: signedAt === null ? null : new Date(signedAt),
    declared: row.declared,
    signatories: row.signatories,
    authors: row.authors.filter((id, n, all): id is string => id !== null && all.indexOf(id) === n),
    worked: row.worked,
    overlaps: row.overlaps,
  };
}
export type EntryToJudge = ReturnType<typeof entryOf>;
