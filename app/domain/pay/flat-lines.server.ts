import { db, Prisma, type RawTx } from "~/platform/db.server";
import { localDay } from "../calendar";
import { jsonRows } from "../json-rows.server";
import {
  after,
  type Claim,
  type Drafting,
  type DraftLine,
  draftRows,
  type ItemDue,
  isAskedFor,
  type Judging,
  judgedLine,
  settledElsewhere,
} from "./draft-lines.server";
import { type FlatTerms, paidByNinths, partOf, partsDue } from "./due";
import { loadGround } from "./ground.server";
import { type Charge, factsOfFlat } from "./line-facts.server";
import { loadMissions, type MissionToJudge } from "./mission-facts.server";
import type { Channel } from "./schema";

/** Channels that pay a mission and not its hours. A discharge is no pay. */
export const flatChannels = ["IFIC", "HSA", "IMP", "PACTE"] as const satisfies readonly Channel[];

/** Of a mission `m`: decided statements have paid it whole, its only part or its nine. Years later it costs no month anything. */
const isPaidWhole = Prisma.sql`EXISTS (
  SELECT FROM pay_line l JOIN pay_statement s ON s.id = l.statement_id
  WHERE l.mission_id = m.id AND l.hour_entry_id IS NULL AND l.decision IN ('ACCEPT', 'WARN')
    AND s.status IN ('DECIDED', 'EXPORTED')
  HAVING count(*) = max(CASE WHEN s.channel = 'HSA' OR l.inputs -> 'payment' ->> 'form' = 'NINTHS' THEN 9 ELSE 1 END))`;

/** Académies with missions of a school year that has begun by the end of a month, not paid whole, by channel, and how many. */
export function listMissionsBegun(month: string): Promise<ItemDue[]> {
  return db.$queryRaw<ItemDue[]>`
    SELECT a.id::text AS "academieId", m.channel::text, count(*)::int AS lines FROM mission m
      JOIN school_year y ON y.id = m.school_year_id
      JOIN place p ON p.id = m.place_id
      JOIN place a ON a.id = ANY (p.lineage) AND a.kind = 'ACADEMIE'
    WHERE m.channel::text = ANY (${flatChannels}) AND y.starts_on < ${after(month)} AND NOT ${isPaidWhole}
    GROUP BY 1, 2`;
}

/** When the parts of a mission fall due. */
export const termsOf = ({ channel, schoolYear, letter }: MissionToJudge): FlatTerms => ({
  channel,
  schoolYear,
  letter,
});

export type DueMission = { mission: MissionToJudge; terms: FlatTerms; parts: number[] };

/** Missions of a school year that has begun by the end of the month, not paid whole. */
export function missionsBegun(tx: RawTx, drafts: readonly Drafting[]): Promise<Claim[]> {
  return jsonRows<Claim>(
    tx,
    Prisma.sql`
      SELECT d.n, m.id, m.person_id AS "personId" FROM ${draftRows(drafts)}
        JOIN mission m ON m.channel = d.channel
        JOIN place p ON p.id = m.place_id AND p.lineage @> ARRAY[d."academieId"]
        JOIN school_year y ON y.id = m.school_year_id AND y.starts_on < d.before
      WHERE ${isAskedFor} AND NOT ${isPaidWhole}`,
  );
}

/** Of missions that have begun, those of which a part is due by the month of their draft and stands in no other statement. */
export async function missionsToPay(
  tx: RawTx,
  drafts: readonly Drafting[],
  claims: readonly Claim[],
): Promise<DueMission[]> {
  if (claims.length === 0) return [];
  const monthOf = new Map(claims.map(({ n, id }) => [id, drafts[n]?.month ?? ""]));
  const settled = await tx.$queryRaw<{ missionId: string; instalment: number }[]>`
    SELECT l.mission_id::text AS "missionId", l.instalment FROM ${draftRows(drafts)}
      JOIN json_to_recordset(${JSON.stringify(claims)}::json) AS claim(n int, id uuid) USING (n)
      JOIN pay_line l ON l.mission_id = claim.id AND l.hour_entry_id IS NULL
    WHERE ${settledElsewhere}`;
  const done = new Set(settled.map(({ missionId, instalment }) => `${missionId}:${instalment}`));
  const missions = await loadMissions(tx, [...monthOf.keys()]);
  return missions.flatMap((mission) => {
    const terms = termsOf(mission);
    const due = partsDue(terms, monthOf.get(mission.id) ?? "");
    const parts = due.filter((part) => !done.has(`${mission.id}:${part}`));
    return parts.length > 0 ? [{ mission, terms, parts }] : [];
  });
}

/** Lines of missions paid as a whole: judged on the whole amount, each line its part. */
export async function flatLines(
  tx: RawTx,
  due: readonly DueMission[],
  charges: Map<string, Charge>,
  { rates, now }: Judging,
): Promise<DraftLine[]> {
  if (due.length === 0) return [];
  const ground = await loadGround(
    tx,
    due.map(({ mission }) => mission),
  );
  return due.flatMap(({ mission, terms, parts }) => {
    const today = localDay(now, mission.place.timeZone);
    const facts = factsOfFlat(mission, ground, {
      envelope: charges.get(mission.id) ?? null,
      on: today,
      form: paidByNinths(terms) ? "NINTHS" : "WHOLE",
      serviceDone: mission.facts.some(({ kind }) => kind === "SERVICE_FAIT"),
    });
    return parts.map((part) =>
      judgedLine(
        { missionId: mission.id, hourEntryId: null, instalment: part, minutes: null },
        facts,
        rates,
        today,
        (cents) => partOf(terms, cents, part),
      ),
    );
  });
}
