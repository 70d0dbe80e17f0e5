import type { Prisma, Tx } from "~/platform/db.server";

const missionParts = {
  letter: { select: { status: true, signedAt: true, startsOn: true, endsOn: true, tasks: true } },
  facts: {
    select: { kind: true, heldOn: true, reason: true, recordedById: true, seq: true, refused: true, afterEnd: true },
  },
  schoolYear: { select: { id: true, startsOn: true, endsOn: true } },
  place: {
    select: { id: true, lineage: true, timeZone: true, school: { select: { type: true, sector: true } } },
  },
} as const satisfies Prisma.MissionInclude;

type EntryRow = {
  id: string;
  number: number;
  academieId: string;
  schoolYearId: string;
  personId: string;
  missionId: string;
  role: "TRAINER" | "DESIGN";
  minutes: number;
  startsAt: Date;
  endsAt: Date;
  sourceKey: string;
  reversesId: string | null;
  reversedById: string | null;
  certified: "CERTIFIED" | "REFUSED" | null;
  certifiedAt: Date;
  certifiedById: string;
  title: string;
  /** Null without a séance. */
  cohortId: string | null;
  /** Longest it may be: its séance, or what its author declared (HRS-02). */
  plannedMinutes: number;
  /** Its sheet is sealed, or its work attested. */
  signed: boolean;
  signedAt: Date | null;
  declared: number | null;
  signatories: number;
  authors: string[];
};

/**
 * Everything hours are judged on besides their missions, in one query whatever their number. `signatories` are the persons
 * with a sealed proof: presence at the seal, whatever corrections came later (EVD-01); of a work of design its author and
 * whoever attests it. `authors` entered the hour: closed its sheet, ticked, declared or attested its work, proposed a
 * correction of the sheet or of the hour itself (EVD-03).
 */
const entryRows = (tx: Tx, ids: readonly string[]) => tx.$queryRaw<EntryRow[]>`
  SELECT e.id::text, e.number, e.academie_id::text AS "academieId", e.school_year_id AS "schoolYearId",
    e.person_id::text AS "personId", e.mission_id::text AS "missionId", e.role::text, e.minutes, e.starts_at AS "startsAt",
    e.ends_at AS "endsAt", e.source_key AS "sourceKey", e.reverses_id::text AS "reversesId",
    back.id::text AS "reversedById",
    c.decision::text AS certified, c.at AS "certifiedAt", c.certified_by_id::text AS "certifiedById",
    coalesce(s.title, d.made) AS title, s.cohort_id::text AS "cohortId",
    coalesce(d.minutes, round(extract(epoch FROM s.ends_at - s.starts_at) / 60))::int AS "plannedMinutes",
    coalesce(a.status = 'SEALED', t.id IS NOT NULL) AS signed, coalesce(a.closed_at, t.at) AS "signedAt",
    CASE WHEN d.id IS NULL THEN a.declared ELSE 2 END AS declared,
    CASE WHEN d.id IS NULL THEN coalesce(proof.signatories, 0) WHEN t.id IS NULL THEN 0 ELSE 2 END::int AS signatories,
    array_remove(a.closed_by_id || proof.hands || fix.hands || w.proposed_by_id || d.declared_by_id || t.attested_by_id,
      NULL)::text[] AS authors
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
        array_agg(DISTINCT p.by_id) FILTER (WHERE p.proof IN ('TICK', 'PAPER')) AS hands
      FROM presence p WHERE p.sheet_id = a.id) proof ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT k.proposed_by_id) AS hands FROM attendance_correction k WHERE k.sheet_id = a.id) fix ON true
  WHERE e.id = ANY (${ids}::uuid[]) AND e.mission_id IS NOT NULL
  ORDER BY e.starts_at, e.number`;

/** Hours with their missions, the oldest first; whoever holds no mission is paid nothing, and left out. */
export async function loadEntries(tx: Tx, ids: readonly string[]) {
  const rows = await entryRows(tx, ids);
  const missions = await loadMissions(tx, { id: { in: [...new Set(rows.map(({ missionId }) => missionId))] } });
  const missionBy = new Map(missions.map((mission) => [mission.id, mission]));
  return rows.flatMap((row) => {
    const mission = missionBy.get(row.missionId);
    return mission ? [entryOf(row, mission)] : [];
  });
}

function entryOf(row: EntryRow, mission: MissionToJudge) {
  const { certified, certifiedAt, certifiedById, reversedById, cohortId, authors, ...hour } = row;
  return {
    ...hour,
    mission,
    reversedBy: reversedById ? { id: reversedById } : null,
    certification: certified && { decision: certified, at: certifiedAt, certifiedById },
    /** Null for a work of design. */
    seance: cohortId ? { cohortId } : null,
    authors: [...new Set(authors)],
  };
}
export type EntryToJudge = ReturnType<typeof entryOf>;

export async function loadMissions(tx: Tx, where: Prisma.MissionWhereInput) {
  return tx.mission.findMany({ where, include: missionParts, orderBy: [{ at: "asc" }, { id: "asc" }] });
}
export type MissionToJudge = Awaited<ReturnType<typeof loadMissions>>[number];

export async function loadMission(tx: Tx, missionId: string): Promise<MissionToJudge> {
  return tx.mission.findUniqueOrThrow({ where: { id: missionId }, include: missionParts });
}
