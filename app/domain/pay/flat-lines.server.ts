import { db, type Prisma, type Tx } from "~/platform/db.server";
import { type Day, dayOf } from "../calendar";
import { after, type Drafting, type DraftLine, judgedLine, settledElsewhere } from "./draft-lines.server";
import { type FlatTerms, paidByNinths, partOf, partsDue } from "./due";
import { loadMissions, type MissionToJudge } from "./facts.server";
import { loadGround } from "./ground.server";
import { type Charge, factsOfFlat } from "./line-facts.server";
import type { Channel, RateRowFacts } from "./schema";

/** Channels that pay a mission and not its hours. A discharge is no pay. */
export const flatChannels = ["IFIC", "HSA", "IMP", "PACTE"] as const satisfies readonly Channel[];
export type FlatChannel = (typeof flatChannels)[number];

/** Académies with missions of a channel in a school year that has begun by the end of a month. */
export async function academiesWithMissions(month: string, channel: FlatChannel): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT a.id::text FROM mission m
      JOIN school_year y ON y.id = m.school_year_id
      JOIN place p ON p.id = m.place_id
      JOIN place a ON a.id = ANY (p.lineage) AND a.kind = 'ACADEMIE'
    WHERE m.channel = ${channel}::channel AND y.starts_on < ${after(month)}`;
  return rows.map(({ id }) => id);
}

/** When the parts of a mission fall due. */
export const termsOf = ({ channel, schoolYear, letter }: MissionToJudge): FlatTerms => ({
  channel,
  schoolYear: { startsOn: dayOf(schoolYear.startsOn), endsOn: dayOf(schoolYear.endsOn) },
  letter: letter && { startsOn: dayOf(letter.startsOn), endsOn: dayOf(letter.endsOn) },
});

export type DueMission = { mission: MissionToJudge; terms: FlatTerms; parts: number[] };

const begunBy = ({ academieId, month }: Drafting, channel: FlatChannel, personIds?: readonly string[]) =>
  ({
    channel,
    personId: personIds && { in: [...personIds] },
    place: { lineage: { has: academieId } },
    schoolYear: { startsOn: { lt: after(month) } },
  }) satisfies Prisma.MissionWhereInput;

/** Who holds missions of a channel in a school year that has begun by the end of the month. */
export async function holdersOf(
  tx: Tx,
  drafting: Drafting,
  channel: FlatChannel,
  personIds?: readonly string[],
): Promise<string[]> {
  const rows = await tx.mission.findMany({
    where: begunBy(drafting, channel, personIds),
    distinct: ["personId"],
    select: { personId: true },
  });
  return rows.map(({ personId }) => personId);
}

/** Missions of which a part is due by the month and stands in no other statement. */
export async function missionsToPay(
  tx: Tx,
  drafting: Drafting,
  channel: FlatChannel,
  personIds: readonly string[],
): Promise<DueMission[]> {
  const missions = await loadMissions(tx, begunBy(drafting, channel, personIds));
  const settled = await tx.$queryRaw<{ missionId: string; instalment: number }[]>`
    SELECT l.mission_id::text AS "missionId", l.instalment FROM pay_line l
    WHERE l.mission_id = ANY (${missions.map(({ id }) => id)}::uuid[]) AND l.hour_entry_id IS NULL
      AND ${settledElsewhere(drafting)}`;
  const done = new Set(settled.map(({ missionId, instalment }) => `${missionId}:${instalment}`));
  return missions.flatMap((mission) => {
    const terms = termsOf(mission);
    const parts = partsDue(terms, drafting.month).filter((part) => !done.has(`${mission.id}:${part}`));
    return parts.length > 0 ? [{ mission, terms, parts }] : [];
  });
}

/** Lines of missions paid as a whole: judged on the whole amount, each line its part. */
export async function flatLines(
  tx: Tx,
  due: readonly DueMission[],
  charges: Map<string, Charge>,
  { rates, today }: { rates: readonly RateRowFacts[]; today: Day },
): Promise<DraftLine[]> {
  const ground = await loadGround(
    tx,
    due.map(({ mission }) => mission),
  );
  return due.flatMap(({ mission, terms, parts }) => {
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
